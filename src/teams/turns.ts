import type { Answer, Incoming, MessageBody, PendingAnswer, Place, UnreadSentence } from '../kernel/chat.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { Delivery, TeamsTexts } from './delivery.ts';
import type { Reply } from './http-door.ts';
import { type Contact, type IncomingTurn, parseTurn, type Refusal } from './incoming.ts';
import {
  cardReply,
  choicesReply,
  dialogNotice,
  dialogReply,
  emptyReply,
  errorReply,
  hasButtons,
  noticeReply,
  toCard,
  toDialogCard,
} from './outgoing.ts';
import type { WireActivity } from './place.ts';
import { forOutsiders } from './rules/for-outsiders.ts';

export type AnswerIncoming = (incoming: Incoming) => Promise<Answer>;

/** @param remembered resolves when sender and conversation are stored, which the answer may need */
export type BeginAnswer = (incoming: Incoming, remembered: Promise<void>) => PendingAnswer;

export type TurnsOptions = {
  /** Tenants whose people are answered; the first is the bot's own. */
  tenants: readonly [string, ...string[]];
  pending: BeginAnswer;
  delivery: Delivery;
  remember: (contact: Contact) => Promise<void>;
  /** Records a person who got no answer, and why. */
  noteRefusal: (turn: IncomingTurn, why: Refusal) => Promise<void>;
  /** The content that a message of ours shows to everyone. */
  findShown: (place: Place, messageId: string) => Promise<MessageBody | undefined>;
  texts: TeamsTexts;
  log: Log;
  /** Milliseconds after which an answer is deferred; Teams gets its reply at most four fifths of that later. */
  deadlineMs: number;
};

/** Reads a sentence as words, and answers it. */
export type ReadWords = (turn: IncomingTurn, incoming: Incoming, sentence: UnreadSentence) => Promise<void>;

export type Turns = {
  /** Answers an authenticated activity: an invoke by its response, anything else by messages. */
  run(activity: WireActivity, readWords?: ReadWords): Promise<Reply | undefined>;
  /** Sends an answer where it was asked. */
  deliver(turn: IncomingTurn, answer: Answer): Promise<void>;
  /** The answer when a turn failed outside `run`. */
  fail(activity: WireActivity, error: unknown): Promise<Reply | undefined>;
  /** Number of answers under way, including those that Teams no longer waits for. */
  underway(): number;
  /** Resolves when no work is left, or after the given milliseconds. */
  idle(patienceMs: number): Promise<void>;
};

const late = Symbol('late');

type Said = Extract<Answer, { kind: 'notice' | 'reply' }>;

function messagesOf({ more = [], ...answer }: Said): MessageBody[] {
  if (answer.kind === 'reply') return [answer.body, ...more];
  const { text, card } = answer;
  return [{ text, ...(card && { card }) }, ...more];
}

export function createTurns(options: TurnsOptions): Turns {
  const { tenants, pending, delivery, remember, noteRefusal, findShown, texts, log, deadlineMs } = options;
  // A database may answer slowly: half a second was too short for four confirms at once on a busy host.
  const keepMs = deadlineMs * 0.8;
  const underway = new Set<Promise<void>>();

  async function run(activity: WireActivity, readWords?: ReadWords): Promise<Reply | undefined> {
    const turn = parseTurn(activity, tenants);
    const { ask } = turn;
    const remembered = remember(turn.contact);
    if (ask.kind === 'incoming') {
      const begun = pending(ask.incoming, remembered);
      return turn.invoke
        ? answerInvoke(turn, ask.incoming, begun)
        : answerMessage(turn, ask.incoming, begun, readWords);
    }
    if (ask.kind === 'refused') {
      const text = texts.refused(turn.contact.locale, ask.why);
      if (ask.refresh) {
        const still = await withinDeadline(remembered.then(() => cardStill(turn, ask.messageId)));
        return still === late || !still ? noticeReply(text) : still;
      }
      log.warn({ correlationId: turn.id, why: ask.why }, 'Someone was refused');
      await withinDeadline(remembered.then(() => noteRefusal(turn, ask.why)));
      if (turn.invoke) return notice(turn, text);
      // A person of another tenant has no personal chat with the bot, and the sentence reveals nothing.
      const say = turn.contact.person ? delivery.whisper : delivery.post;
      await withinDeadline(track(say(turn, { text })));
      return undefined;
    }
    await remembered;
    return turn.invoke ? emptyReply : undefined;
  }

  /**
   * Answers a refused automatic refresh with the card that everyone sees: in small conversations every viewer's
   * client asks for a card of its own and keeps showing the answer. No refusal is recorded, since nobody asked.
   */
  async function cardStill({ contact }: IncomingTurn, messageId: string | undefined): Promise<Reply | undefined> {
    const shown = messageId === undefined ? undefined : await findShown(contact.place, messageId);
    // The refused person may be of another organisation.
    const card = shown && toCard(forOutsiders(shown));
    if (!card) return undefined;
    const { refresh: _, ...still } = card;
    return cardReply(still);
  }

  /**
   * @returns kept, reading: the answer takes longer than Teams waits
   * @throws store.*: it was given up
   */
  async function inTime({ answer, keep }: PendingAnswer): Promise<Answer | 'kept' | 'reading'> {
    const given = await withinDeadline(answer);
    return given === late ? Promise.race([answer, keep(keepMs)]) : given;
  }

  async function answerInvoke(turn: IncomingTurn, incoming: Incoming, begun: PendingAnswer): Promise<Reply> {
    let given: Answer | 'kept' | 'reading';
    try {
      given = await inTime(begun);
      if (typeof given !== 'string') {
        track(begun.given());
        return replyOf(turn, incoming, given);
      }
    } catch (error) {
      // An answer that was given up has no effect, and its error is already reported.
      begun.answer.catch(() => {});
      // Teams shows its own error over the card instead of an error reply's text.
      const passing = texts.passing(turn.contact.locale, error);
      if (passing !== undefined) return incoming.kind === 'search' ? choicesReply([]) : notice(turn, passing);
      track(begun.given());
      const text = explain(turn, error);
      return turn.dialog ? dialogNotice(text) : errorReply(text);
    }
    // The stored row guarantees the promised answer until it is delivered.
    track(
      begun.answer.then(
        async (answer) => {
          await tooLate(turn, incoming, answer);
          await begun.given();
        },
        async (error) => {
          if (isAnsweredElsewhere(turn, given, error)) return;
          await delivery.whisper(turn, { text: explain(turn, error) });
          await begun.given();
        },
      ),
    );
    if (incoming.kind === 'search') return choicesReply([]);
    return notice(turn, given === 'kept' ? texts.checking(turn.contact.locale) : texts.slow(turn.contact.locale));
  }

  /** Whether another process will give a recorded answer that this one cannot. */
  function isAnsweredElsewhere({ contact }: IncomingTurn, given: unknown, error: unknown): boolean {
    return given === 'kept' && texts.passing(contact.locale, error) !== undefined;
  }

  /** A sentence for the person who clicked. */
  function notice(turn: IncomingTurn, text: string): Reply {
    return turn.dialog ? dialogNotice(text) : noticeReply(text);
  }

  function replyOf(turn: IncomingTurn, incoming: Incoming, answer: Answer): Reply {
    if (answer.kind === 'reply') track(say(turn, answer));
    if (incoming.kind === 'action' && incoming.dialog) return inDialog(turn, incoming.dialog, answer);
    // The reply to a click would replace the clicked card, so a further card needs a message.
    if (answer.kind === 'notice' && answer.card) {
      track(say(turn, answer));
      return noticeReply(texts.done(turn.contact.locale));
    }
    if (answer.kind === 'choices') return choicesReply(answer.choices);
    if (incoming.kind === 'search') return choicesReply([]);
    if (answer.kind === 'card') return cardReply(toCard({ text: answer.text, card: answer.card }));
    return noticeReply(answer.kind === 'notice' ? answer.text : texts.done(turn.contact.locale));
  }

  /**
   * A dialog shows the next card or a sentence; if nothing more can be done in it, it closes after its submission.
   */
  function inDialog({ contact }: IncomingTurn, asked: 'fetch' | 'submit', answer: Answer): Reply {
    if (answer.kind === 'card' || (answer.kind === 'notice' && answer.card)) {
      const { text, card = {} } = answer;
      const shown = toDialogCard(toCard({ text, card }));
      if (asked === 'fetch' || hasButtons(shown)) return dialogReply(shown, contact.reference.bot.name ?? 'Strongroom');
      return emptyReply;
    }
    if (answer.kind === 'notice') return dialogNotice(answer.text);
    return asked === 'submit' ? emptyReply : dialogNotice(texts.done(contact.locale));
  }

  /** Sends a late answer as a message to the person who clicked: the response is already gone. */
  async function tooLate(turn: IncomingTurn, incoming: Incoming, answer: Answer): Promise<void> {
    // Nobody clicked for a refresh and nobody waits for a search's choices.
    if (incoming.kind === 'search' || (incoming.kind === 'action' && incoming.refresh)) return;
    if (answer.kind === 'reply' || answer.kind === 'notice') await say(turn, answer);
    if (answer.kind === 'card') await delivery.whisper(turn, { text: answer.text, card: answer.card });
  }

  /** Teams waits only for a 200 here: past the deadline it gets that, or it would deliver the message again. */
  async function answerMessage(
    turn: IncomingTurn,
    incoming: Incoming,
    begun: PendingAnswer,
    readWords: ReadWords | undefined,
  ): Promise<undefined> {
    const { answer, keep } = begun;
    let standing: 'begun' | 'kept' | 'reading' | 'given up' = 'begun';
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    delivery.typeUntil(turn, Promise.race([answer, ended]));
    const delivered = track(
      answer
        .then(async (given) => {
          if (standing === 'given up') return;
          await (given.kind === 'sentence' && readWords ? readWords(turn, incoming, given) : deliver(turn, given));
          track(begun.given());
        })
        .catch(async (error: unknown) => {
          if (standing === 'given up' || isAnsweredElsewhere(turn, standing, error)) return;
          await delivery.post(turn, { text: explain(turn, error) });
          track(begun.given());
        }),
    );
    if ((await withinDeadline(delivered)) !== late) return;
    try {
      const kept = await Promise.race([delivered, keep(keepMs)]);
      if (kept) standing = kept;
    } catch (error) {
      standing = 'given up';
      end();
      await withinDeadline(track(delivery.post(turn, { text: explain(turn, error) })));
    }
  }

  async function deliver(turn: IncomingTurn, answer: Answer): Promise<void> {
    if (answer.kind === 'sentence') return deliver(turn, answer.otherwise);
    if (answer.kind === 'reply' || answer.kind === 'notice') await say(turn, answer);
    if (answer.kind === 'reply' && answer.personally) await delivery.whisper(turn, answer.personally);
    if (answer.kind === 'card') await delivery.post(turn, { text: answer.text, card: answer.card });
  }

  /** Sends messages one after the other, so that they stand in order. */
  async function say(turn: IncomingTurn, answer: Said): Promise<void> {
    const bodies = messagesOf(answer);
    for (const body of bodies) {
      // The answer to a click shows over its card.
      const tells = !turn.invoke && body === bodies.at(-1);
      await (answer.kind === 'reply' ? delivery.post(turn, body) : delivery.whisper(turn, body, { tells }));
    }
  }

  async function fail(activity: WireActivity, error: unknown): Promise<Reply | undefined> {
    const turn = parseTurn(activity, tenants);
    const text = explain(turn, error);
    if (turn.invoke) return turn.dialog ? dialogNotice(text) : errorReply(text);
    if (turn.ask.kind === 'incoming') await withinDeadline(track(delivery.post(turn, { text })));
    return undefined;
  }

  function explain(turn: IncomingTurn, error: unknown): string {
    const passing = texts.passing(turn.contact.locale, error);
    if (passing !== undefined) return passing;
    log.error({ error, correlationId: turn.id }, 'A turn failed');
    return texts.error(turn.contact.locale, turn.id);
  }

  async function withinDeadline<T>(promise: Promise<T>): Promise<T | typeof late> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<typeof late>((resolve) => {
      timer = setTimeout(resolve, deadlineMs, late);
    });
    try {
      return await Promise.race([promise, limit]);
    } finally {
      clearTimeout(timer);
    }
  }

  function track(promise: Promise<void>): Promise<void> {
    const settled = promise
      .catch((error: unknown) => log.error({ error }, 'An answer failed after the turn'))
      .finally(() => underway.delete(settled));
    underway.add(settled);
    return settled;
  }

  return {
    run,
    deliver,
    fail,
    underway: () => underway.size,
    async idle(patienceMs) {
      let timer: NodeJS.Timeout | undefined;
      const end = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      const finished = (async () => {
        while (underway.size > 0) await Promise.all(underway);
      })();
      await Promise.race([finished, end]);
      clearTimeout(timer);
    },
  };
}
