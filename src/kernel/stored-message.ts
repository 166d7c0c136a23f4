import { z } from 'zod/v4';
import type { Answer } from './chat.ts';
import { defineStored } from './stored.ts';

const card = z.record(z.string(), z.unknown());

const body = z.object({
  text: z.string(),
  card: card.optional(),
  mentions: z.array(z.object({ teamsId: z.string(), name: z.string() })).optional(),
  picture: z
    .object({ contentType: z.enum(['image/png', 'image/jpeg']), base64: z.string(), name: z.string() })
    .optional(),
  // No version of its own: one that drops it posts to the personal chat, where the message waits.
  targeted: z
    .object({
      conversationId: z.string(),
      threadId: z.string().optional(),
      only: z.object({ teamsId: z.string(), name: z.string() }),
    })
    .optional(),
});

/** What is posted, or was. */
export const storedBody = defineStored('message', body);

/** Where the cards of something stand: ids of posts. */
export const storedCardIds = defineStored('cards', z.array(z.string()));

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), card, text: z.string() }),
  z.object({ kind: z.literal('notice'), text: z.string(), card: card.optional() }),
  z.object({ kind: z.literal('reply'), body, personally: body.optional() }),
  z.object({
    kind: z.literal('choices'),
    choices: z.array(z.object({ title: z.string(), value: z.string() })),
  }),
  z.object({ kind: z.literal('nothing') }),
]) satisfies z.ZodType<Answer>;

/** What a delivery was answered with, for when it is delivered again. */
export const storedAnswer = defineStored('answer', answer);
