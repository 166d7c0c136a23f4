import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import { need } from '../requests/rules/stored-parts.ts';
import type { DeferredCommandRow } from '../store/deferred-commands.ts';

const common = {
  activityId: z.string(),
  from: z.object({ objectId: z.string(), tenantId: z.string(), name: z.string(), teamsId: z.string() }),
  place: z.object({
    conversationId: z.string(),
    kind: z.enum(['channel', 'personal', 'group']),
    threadId: z.string().optional(),
    name: z.string().optional(),
  }),
  locale: z.string().optional(),
  targeted: z.boolean().optional(),
};

/** What somebody typed or clicked, as it came in. */
export const storedCommand = defineStored(
  'deferred command',
  z.discriminatedUnion('kind', [
    z.object({ ...common, kind: z.literal('text'), text: z.string(), withoutMentions: z.string().optional() }),
    z.object({
      ...common,
      kind: z.literal('action'),
      verb: z.string(),
      data: z.record(z.string(), z.unknown()),
      via: z.enum(['execute', 'submit']),
      messageId: z.string().optional(),
      refresh: z.boolean(),
    }),
  ]),
);

/** All of them must be held before it goes on. */
export const storedNeeds = defineStored('needs of a deferred command', z.array(need));

export type DeferredCommand = Omit<DeferredCommandRow, 'incoming' | 'needs'> & {
  incoming: z.infer<typeof storedCommand.schema>;
  needs: z.infer<typeof storedNeeds.schema>;
};

/** @throws NewerStoredError, stored.unreadable */
export function parseDeferred(row: DeferredCommandRow): DeferredCommand {
  return { ...row, incoming: storedCommand.parse(row.incoming), needs: storedNeeds.parse(row.needs) };
}
