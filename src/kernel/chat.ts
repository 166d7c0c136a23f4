import { randomBytes } from 'node:crypto';
import { z } from 'zod/v4';
import type { Language } from './languages.ts';
import type { Picture } from './picture.ts';
import { defineStored } from './stored.ts';

/** Teams' messages and our answers as plain data, the only shape that commands know. Their stored forms are below. */

/** How a text is rendered: for a person, or for everyone in a channel. */
export type Reader = {
  language: Language;
  /** IANA name, e.g. Europe/Amsterdam. */
  timeZone: string;
  /** For everyone in a channel: times also show UTC, since members differ in time zone. */
  shared?: boolean;
};

export type Person = {
  /** Entra object id: the only identity that is authorised. */
  objectId: string;
  tenantId: string;
  /** Display name: shown, never trusted. */
  name: string;
  /** The Teams user id (29:…) needed for mentions and for refresh.userIds. */
  teamsId: string;
};

export type Place = {
  /** Conversation id without ;messageid=. */
  conversationId: string;
  kind: 'channel' | 'personal' | 'group';
  /** Activity id of the thread's root message in a channel. */
  threadId?: string;
  /** Channel or team name as Teams gave it. */
  name?: string;
  /** A channel that other organisations may share: outsiders read its posts. */
  shared?: boolean;
};

export type Incoming = {
  /** Teams' activity id; redeliveries carry the same one. */
  activityId: string;
  from: Person;
  place: Place;
  /** Client locale, e.g. nl-NL. */
  locale?: string;
  /** Sent from the phone app, which shows cards and does not send their inputs. */
  phone?: boolean;
  /** Visible to the sender only, and answered in the same way. */
  targeted?: boolean;
} & (
  | {
      kind: 'text';
      text: string;
      /** The text without the names of others who were mentioned; absent if nobody was. */
      withoutMentions?: string;
    }
  | {
      kind: 'action';
      verb: string;
      /** Card data merged with inputs. Untrusted. */
      data: Record<string, unknown>;
      /** Action.Execute expects an answer in the invoke; Action.Submit is a message without one. */
      via: 'execute' | 'submit';
      /**
       * The button opens a dialog, which only reads, or sits in one; either way the answer is shown in the dialog.
       */
      dialog?: 'fetch' | 'submit';
      /** Activity id of the message that holds the card. */
      messageId?: string;
      /** An automatic refresh: never recorded, never a decision. */
      refresh: boolean;
    }
  | { kind: 'search'; dataset: string; query: string; data: Record<string, unknown> }
);

/**
 * Key that distinguishes one delivery from all others. Teams numbers messages within their conversation, so an
 * activity id alone is not enough; the person is part of it, so that nobody gets somebody else's answer.
 */
export function deliveryKey({ activityId, from, place }: Pick<Incoming, 'activityId' | 'from' | 'place'>): string {
  return `${from.objectId} ${place.conversationId} ${activityId}`;
}

/** The command line read from a sentence, as if the sender had typed it. */
export function asLine({ activityId, from, place, locale, targeted }: Incoming, text: string): Incoming {
  const how = { ...(locale && { locale }), ...(targeted && { targeted }) };
  return { activityId: `${activityId};line`, from, place, ...how, kind: 'text', text };
}

export type CardJson = Record<string, unknown>;

/** A message as it is posted: a locked phone shows the text only; it is also the first line of its card. */
export type MessageBody = {
  text: string;
  card?: CardJson;
  mentions?: { teamsId: string; name: string }[];
  /** Shown beside the text and never together with a card: desktop Teams shows no base64 inside cards. */
  picture?: Picture & { name: string };
  /**
   * For a message in a personal chat: posts it in this conversation as a targeted message for one member, if such
   * messages have been seen there and Teams accepts it. A version that does not know this posts to the personal chat.
   */
  targeted?: { conversationId: string; threadId?: string; only: Pick<Person, 'teamsId' | 'name'> };
};

/**
 * The answer to one incoming activity.
 * card: replaces the card for the person who clicked, or is posted as the reply to a text.
 * notice: a sentence for this person only (the invoke's answer, or the personal chat for typed text, with its card; a
 * dialog shows the card).
 * reply: a message in the thread for everyone; personally: the part that only the asker may see.
 * more: further messages, in order, for what does not fit into one. A stored answer has none.
 * choices: the answer to a search.
 * nothing: everything went through the outbox.
 * sentence: not a complete command line. It may be read as words; if they mean nothing, `otherwise` is the answer.
 * begun: it begins like the line of a command, which says what is missing.
 */
export type Answer =
  | { kind: 'card'; card: CardJson; text: string }
  | { kind: 'notice'; text: string; card?: CardJson; more?: MessageBody[] }
  | { kind: 'reply'; body: MessageBody; more?: MessageBody[]; personally?: MessageBody }
  | { kind: 'choices'; choices: { title: string; value: string }[] }
  | { kind: 'nothing' }
  | { kind: 'sentence'; otherwise: Spoken; begun: boolean };

/** An answer that may take longer than Teams waits. */
export type PendingAnswer = {
  answer: Promise<Answer>;
  /**
   * Makes sure within `withinMs` that the answer comes: for a change it writes a row, from which any process can
   * answer. A read is answered by this process or not at all.
   * @throws CodedError store.unavailable: the row could not be written, so the change is given up and has no effect;
   * store.in-doubt: the same, but something may have been saved
   */
  keep(withinMs: number): Promise<'kept' | 'reading'>;
  /** Records that the answer was given, so that no other process gives it. */
  given(): Promise<void>;
};

/** An answer that can be sent as it is. */
export type Spoken = Exclude<Answer, { kind: 'sentence' }>;

/** The result of reading a sentence: an answer, and possibly a read-only command line to run. */
export type WordsPlan = { say: Spoken; line?: string };

export type UnreadSentence = Extract<Answer, { kind: 'sentence' }>;

const card = z.record(z.string(), z.unknown());

const body = z.object({
  text: z.string(),
  card: card.optional(),
  mentions: z.array(z.object({ teamsId: z.string(), name: z.string() })).optional(),
  picture: z
    .object({ contentType: z.enum(['image/png', 'image/jpeg']), base64: z.string(), name: z.string() })
    .optional(),
  // Stored without a version of its own: a version that drops it posts to the personal chat, where the message waits.
  targeted: z
    .object({
      conversationId: z.string(),
      threadId: z.string().optional(),
      only: z.object({ teamsId: z.string(), name: z.string() }),
    })
    .optional(),
});

/** Content of a post. */
export const storedBody = defineStored('message', body);

/** Ids of the posts with a subject's cards. */
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

/** The answer to a delivery, stored for redelivery. */
export const storedAnswer = defineStored('answer', answer);

/** 96 random bits, for single use: a card from before a change of state is recognised. */
export function newNonce(): string {
  return randomBytes(12).toString('base64url');
}
