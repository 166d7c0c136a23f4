import { z } from 'zod/v4';
import type { Language } from './languages.ts';
import type { Picture } from './picture.ts';
import { defineStored } from './stored.ts';

/** What comes in from Teams and what goes back, as plain data: the only shape commands know. */

/** How a text is rendered: for a person, or for everyone in a channel. */
export type Reader = {
  language: Language;
  /** IANA name, e.g. Europe/Amsterdam. */
  timeZone: string;
  /** For everyone in a channel: times also say UTC, since not all of them share the time zone. */
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
  /** A channel that other organisations may share: outsiders read what is posted there. */
  shared?: boolean;
};

export type Incoming = {
  /** Teams' activity id; redeliveries carry the same one. */
  activityId: string;
  from: Person;
  place: Place;
  /** Client locale, e.g. nl-NL. */
  locale?: string;
  /** In the app of a phone, which shows cards and does not send what is filled into them. */
  phone?: boolean;
  /** Sent so that nobody else in the conversation sees it, and answered in the same way. */
  targeted?: boolean;
} & (
  | {
      kind: 'text';
      text: string;
      /** The same without the names of others who were mentioned, where there are any. */
      withoutMentions?: string;
    }
  | {
      kind: 'action';
      verb: string;
      /** Card data merged with inputs. Untrusted. */
      data: Record<string, unknown>;
      /** Action.Execute expects an answer in the invoke; Action.Submit is a message without one. */
      via: 'execute' | 'submit';
      /** It opens a dialog, which only reads, or was sent from one; either way the answer is shown in the dialog. */
      dialog?: 'fetch' | 'submit';
      /** Activity id of the message that holds the card. */
      messageId?: string;
      /** An automatic refresh: never recorded, never an act. */
      refresh: boolean;
    }
  | { kind: 'search'; dataset: string; query: string; data: Record<string, unknown> }
);

/**
 * What tells one delivery from all others. Teams numbers messages within their conversation, so that an activity id
 * alone is not enough; and a person is part of it, for nobody may be given the answer of somebody else.
 */
export function deliveryKey({ activityId, from, place }: Pick<Incoming, 'activityId' | 'from' | 'place'>): string {
  return `${from.objectId} ${place.conversationId} ${activityId}`;
}

/** The line that was read from a sentence, as if whoever wrote that had typed it. */
export function asLine({ activityId, from, place, locale, targeted }: Incoming, text: string): Incoming {
  const how = { ...(locale && { locale }), ...(targeted && { targeted }) };
  return { activityId: `${activityId};line`, from, place, ...how, kind: 'text', text };
}

export type CardJson = Record<string, unknown>;

/** A message as it is posted: the sentence is all that a locked phone shows, and the first line of its card. */
export type MessageBody = {
  text: string;
  card?: CardJson;
  mentions?: { teamsId: string; name: string }[];
  /** Beside the text, and never together with a card: Teams shows no base64 inside cards on a desktop. */
  picture?: Picture & { name: string };
  /**
   * Of a message in a personal chat: it stands here as a targeted message, for this member alone, where somebody has seen
   * such messages and Teams takes it. A version that does not know this posts to the personal chat.
   */
  targeted?: { conversationId: string; threadId?: string; only: Pick<Person, 'teamsId' | 'name'> };
};

/**
 * The answer to one incoming activity.
 * card: replaces the card for the one who clicked, or is posted as the reply to a text.
 * notice: a sentence for this person only (the invoke's answer, or the personal chat for typed text, with its card; a
 * dialog shows the card).
 * reply: a message in the thread for everyone; personally: what of it only the one who asked may see.
 * more: messages that follow, in order, with what one has no room for. A stored answer has none.
 * choices: the answer to a search.
 * nothing: all that had to be said went through the outbox.
 * sentence: it is no line of a command, or not a whole one. It may be read as words; where nothing comes of that,
 * `otherwise` is said. begun: it begins as the line of a command does, which says what it lacks.
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
   * Sees to it, in so many milliseconds, that the answer comes: for a change a row is written, from which any process
   * gives it. What only reads is given by this process or not at all.
   * @throws CodedError store.unavailable: that could not be done, so it is given up and changes nothing any more;
   * store.in-doubt: the same, but something may have been saved
   */
  keep(withinMs: number): Promise<'kept' | 'reading'>;
  /** The answer was given: nobody else is to give it. */
  given(): Promise<void>;
};

/** What can be said as it is. */
export type Spoken = Exclude<Answer, { kind: 'sentence' }>;

/** What comes of a sentence: something is said, and a line that only reads may run. */
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
