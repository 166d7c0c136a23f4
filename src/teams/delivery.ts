import type { MessageBody, Person, Place } from '../kernel/chat.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { Contact, IncomingTurn, Refusal } from './incoming.ts';
import type { ConversationReference } from './place.ts';
import type { Sender } from './sender.ts';
import { retrying, TeamsError } from './teams-error.ts';

/** Sentences of this module; the locale is the client's, e.g. nl-NL. */
export type TeamsTexts = {
  /** Answer to a click whose real answer takes longer and was recorded: that comes as a message. */
  checking(locale: string | undefined): string;
  /** Answer to an automatic request of a client for something slow: no other follows. */
  slow(locale: string | undefined): string;
  /** For everyone in a channel, when the private answer cannot be delivered. Reveals nothing of it. */
  neutral(locale: string | undefined): string;
  /**
   * For everyone in this place, in its language: the answer went to the personal chat of the person with this name.
   */
  elsewhere(place: Place, name: string): Promise<string>;
  /** Answer to a click when everything else was sent elsewhere. */
  done(locale: string | undefined): string;
  /** The log has the failure under the correlation id. */
  error(locale: string | undefined, correlationId: string): string;
  /** For a transient failure: what was done and what the person can do; undefined for any other. */
  passing(locale: string | undefined, error: unknown): string | undefined;
  refused(locale: string | undefined, why: Refusal): string;
};

export type DeliveryOptions = {
  sender: Sender;
  texts: TeamsTexts;
  /** Stores a conversation and a person for later. */
  remember: (contact: Contact) => Promise<void>;
  /** The personal chat with a person, if one is stored. */
  findPersonalChat: (person: Person) => Promise<ConversationReference | undefined>;
  /** Whether a private message has been seen in this place. */
  seesPrivate?: (place: Place) => Promise<boolean>;
  /** A message that asks whether the person sees such messages there; undefined if nobody should be asked now. */
  askWhetherSeen?: (contact: Contact) => Promise<MessageBody | undefined>;
  /** Leaves an answer to the outbox, which sends it once Teams accepts it. */
  postLater: (place: Place, body: MessageBody) => Promise<void>;
  log: Log;
  /** Milliseconds before a busy Teams is tried again. */
  firstWaitMs?: number;
  /** Milliseconds until a typing sign is shown. */
  typingAfterMs?: number;
};

/** Sends answers that are messages. Failures are logged, not thrown: there is nobody left to notify. */
export type Delivery = {
  /** Sends to everyone in the thread where it was asked. */
  post(turn: IncomingTurn, body: MessageBody): Promise<void>;
  /**
   * Sends to the person who asked, and nobody else.
   * @param how.tells says where it was asked that the answer went elsewhere: nothing else would show there
   */
  whisper(turn: IncomingTurn, body: MessageBody, how?: { tells: boolean }): Promise<void>;
  /** Shows a typing sign where it was asked, until `answer` settles. */
  typeUntil(turn: IncomingTurn, answer: Promise<unknown>): void;
};

/** How long Teams shows a typing sign. */
const typingLastsMs = 4_000;
/** A sign counts towards Teams' message limits, so signs end after half a minute. */
const mostTypings = 8;

/** Whether a retry can help: not for a message that Teams cannot read, nor for a conversation that is gone. */
function isWorthLater(error: unknown): boolean {
  return error instanceof TeamsError && !error.dead && error.status !== 400 && error.status !== 413;
}

export function createDelivery({
  sender,
  texts,
  remember,
  findPersonalChat,
  seesPrivate = async () => false,
  askWhetherSeen = async () => undefined,
  postLater,
  log,
  firstWaitMs,
  typingAfterMs = 1_000,
}: DeliveryOptions): Delivery {
  async function send(
    reference: ConversationReference,
    body: MessageBody,
    threadId?: string,
    how: { only?: Person; answers?: string } = {},
  ): Promise<void> {
    const { refused } = await retrying(
      () => sender.send({ kind: 'post', reference, body, ...(threadId !== undefined && { threadId }), ...how }),
      firstWaitMs,
    );
    if (refused) log.warn({ error: refused, conversation: reference.conversationId }, 'a message was not taken');
  }

  /** A private message gets a private answer. */
  function post(turn: IncomingTurn, body: MessageBody): Promise<void> {
    return turn.targeted ? whisper(turn, body) : postToAll(turn, body);
  }

  async function postToAll(turn: IncomingTurn, body: MessageBody): Promise<void> {
    const { reference, place } = turn.contact;
    try {
      await send(reference, body, place.threadId);
    } catch (error) {
      const about = { error, correlationId: turn.id, conversation: place.conversationId };
      if (!isWorthLater(error)) return log.error(about, 'An answer was not delivered');
      log.warn(about, 'An answer comes later: Teams did not take it now');
      await postLater(place, body).catch((lost: unknown) =>
        log.error({ ...about, error: lost }, 'An answer was not delivered'),
      );
    }
  }

  async function sendToPersonalChat(turn: IncomingTurn, person: Person, body: MessageBody): Promise<void> {
    const known = await findPersonalChat(person);
    if (known) {
      try {
        return await send(known, body);
      } catch (error) {
        // The app may have been removed from that chat and installed again: then opening it again works.
        if (!(error instanceof TeamsError) || !error.dead) throw error;
      }
    }
    const { reference, locale } = turn.contact;
    const chat = await retrying(() => sender.openPersonalChat(person, reference), firstWaitMs);
    await remember({
      place: { conversationId: chat.conversationId, kind: 'personal' },
      reference: chat,
      person,
      ...(locale && { locale }),
      gone: false,
    });
    await send(chat, body);
  }

  async function whisper(turn: IncomingTurn, body: MessageBody, how = { tells: false }): Promise<void> {
    const { place, person, locale } = turn.contact;
    if (place.kind === 'personal') return postToAll(turn, body);
    try {
      if (!person) throw new Error('nobody of this tenant to write to');
      if (!(await sendTargeted(turn, person, body))) {
        await sendToPersonalChat(turn, person, body);
        if (how.tells && !turn.targeted) await postToAll(turn, { text: await texts.elsewhere(place, person.name) });
      }
    } catch (error) {
      log.warn({ error, correlationId: turn.id }, 'A private answer was not delivered; a neutral line stands for it');
      return postToAll(turn, { text: texts.neutral(locale) });
    }
    await ask(turn, person);
  }

  /**
   * Answers in place, visible to this person only. Not every place and app of Teams supports such messages: they are
   * used only where somebody has seen one, and as the answer to one. What Teams rejects goes to the personal chat.
   */
  async function sendTargeted(turn: IncomingTurn, person: Person, body: MessageBody): Promise<boolean> {
    const { reference, place } = turn.contact;
    if (!turn.targeted && !(await seesPrivate(place))) return false;
    try {
      await send(reference, body, place.threadId, { only: person, ...(turn.targeted && { answers: turn.id }) });
      return true;
    } catch (error) {
      log.warn(
        { error, correlationId: turn.id },
        'A private answer was not taken where it was asked: it goes elsewhere',
      );
      return false;
    }
  }

  /** Asks whether the person sees this message: later answers stand here only if so. */
  async function ask({ id, contact }: IncomingTurn, only: Person): Promise<void> {
    const { reference, place } = contact;
    try {
      const body = await askWhetherSeen(contact);
      const { threadId } = place;
      if (body) await sender.send({ kind: 'post', reference, body, only, ...(threadId !== undefined && { threadId }) });
    } catch (error) {
      log.info({ error, correlationId: id }, 'Whether private answers are seen here could not be asked');
    }
  }

  function typeUntil({ contact: { reference, place }, targeted, id }: IncomingTurn, answer: Promise<unknown>): void {
    if (targeted) return;
    let left = mostTypings;
    const show = () => {
      left -= 1;
      if (left > 0) timer = setTimeout(show, typingLastsMs).unref();
      sender
        .showTyping(reference, place.threadId)
        .catch((error: unknown) => log.debug({ error, correlationId: id }, 'A typing sign was not taken'));
    };
    let timer = setTimeout(show, typingAfterMs).unref();
    const stop = () => clearTimeout(timer);
    answer.then(stop, stop);
  }

  return { post, whisper, typeUntil };
}
