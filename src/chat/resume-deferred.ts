import { sharedReader } from '../access/contacts.ts';
import { failureText } from '../i18n/failure-text.ts';
import { mentionPeople, plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import {
  asLine,
  type Incoming,
  type MessageBody,
  type Spoken,
  type UnreadSentence,
  type WordsPlan,
} from '../kernel/chat.ts';
import { asFailure } from '../kernel/errors.ts';
import { NewerStoredError, readEach, StoredError } from '../kernel/stored.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { type DeferredCommandRow, deleteDeferred, findDeferred, listDeferred } from '../store/deferred-commands.ts';
import type { Tx } from '../store/transaction.ts';
import {
  type DeferredCommand,
  describeAsk,
  hasEarlier,
  parseDeferred,
  rolePollKey,
  rolePollMs,
  waitsForRole,
  waitsForTurn,
} from './deferred-commands.ts';
import type { Handle } from './handle.ts';
import type { ChatServices } from './turn.ts';

/** Time between two resumed commands of one person (world ms): as fast as a busy person asks. */
const goOnEveryMs = 2_000;

/** The way in: `handle` answers a line, `planWords` reads a sentence. */
type WayIn = {
  handle: Handle;
  planWords(incoming: Incoming, sentence: UnreadSentence): Promise<WordsPlan>;
};

/**
 * Resumes a deferred command once its owner has activated the roles, as if they had asked now: everything is authorised
 * anew. Handlers act once per activity, so a killed run may be repeated.
 */
export async function resumeDeferred(services: ChatServices, wayIn: WayIn, id: string): Promise<void> {
  const { store, clock, access } = services;
  const row = await findDeferred(store.db, id);
  const deferred = row && (await readable(services, row));
  if (!deferred) return;
  const now = clock.now();
  if (now >= deferred.expires_at) return giveUp(services, deferred);
  if (await hasEarlier(services, deferred)) {
    await store.transaction((tx) => tx.wake('timer', `kept:${id}`, new Date(now.getTime() + 1_000)));
    return;
  }
  // Rights read a moment ago will do here: the handler of a change reads them anew.
  const missing = waitsForRole(deferred) ? await access.missing(deferred.owner_oid, [...deferred.needs], false) : [];
  if (missing.length > 0) {
    const { owner_oid } = deferred;
    await store.transaction((tx) => tx.wake('timer', rolePollKey(owner_oid), new Date(now.getTime() + rolePollMs)));
    return;
  }
  const { wentOn, answers } = await answersTo(wayIn, deferred);
  await store.transaction(async (tx) => {
    const after = await findDeferred(tx.db, id);
    // The command needs more than was known, so it was deferred again, and that was said.
    const again = after && after.kept_at.getTime() !== deferred.kept_at.getTime();
    if (!again) await deleteDeferred(tx, id);
    if (deferred.needs.length > 0 && !again) {
      tx.audit({
        actor: deferred.incoming.from,
        event: wentOn ? 'ask.resumed' : 'ask.dropped',
        details: { asked: describeAsk(deferred.incoming) },
      });
    }
    for (const answer of answers) await deliver(services, tx, deferred, answer, wentOn);
  });
}

/**
 * The answers to a resumed command. A sentence is read first, and a line that only reads is run, as without deferring.
 * @returns wentOn: something was run
 */
async function answersTo(
  { handle, planWords }: WayIn,
  { incoming, kept_at: deferredAt }: Pick<DeferredCommand, 'incoming' | 'kept_at'>,
): Promise<{ wentOn: boolean; answers: Spoken[] }> {
  const answer = await handle(incoming, { deferred: true, deferredAt });
  if (answer.kind !== 'sentence') return { wentOn: true, answers: [answer] };
  if (incoming.kind !== 'text') return { wentOn: false, answers: [answer.otherwise] };
  const { say, line } = await planWords(incoming, answer);
  if (line === undefined) return { wentOn: false, answers: [say] };
  const read = await handle(asLine(incoming, line), { deferred: true });
  return { wentOn: true, answers: [say, read.kind === 'sentence' ? read.otherwise : read] };
}

/**
 * Checks a person's roles once for all their deferred commands, however many; those that can run do, one after the
 * other.
 */
export async function resumeActivated({ store, clock, access }: ChatServices, ownerOid: string): Promise<void> {
  const rows = (await listDeferred(store.db, ownerOid)).filter(waitsForRole);
  const unread: DeferredCommandRow[] = [];
  const waiting = readEach(rows, parseDeferred, (_, row) => void unread.push(row));
  if (rows.length === 0) return;
  const now = clock.now();
  const open = waiting.filter(({ expires_at }) => now < expires_at);
  const needs = new Map(open.flatMap((deferred) => deferred.needs.map((need) => [needKey(need), need] as const)));
  const missing = await access.missing(ownerOid, [...needs.values()], true);
  const lacks = new Set(missing.map(needKey));
  const ready = waiting.filter(
    (deferred) => now >= deferred.expires_at || !deferred.needs.some((need) => lacks.has(needKey(need))),
  );
  await store.transaction((tx) => {
    // Unreadable commands get a turn too, in which their owner is told.
    for (const [index, { id }] of [...unread, ...ready].entries()) {
      tx.wake('timer', `kept:${id}`, new Date(now.getTime() + index * goOnEveryMs));
    }
    if (ready.length < waiting.length) {
      tx.wake('timer', rolePollKey(ownerOid), new Date(now.getTime() + rolePollMs));
    }
  });
}

/**
 * Reads a deferred command. If it is unreadable it cannot run: its owner is told, and may ask again. @throws
 * NewerStoredError
 */
async function readable(services: ChatServices, row: DeferredCommandRow): Promise<DeferredCommand | undefined> {
  try {
    return parseDeferred(row);
  } catch (error) {
    if (!(error instanceof StoredError) || error instanceof NewerStoredError) throw error;
    services.log.error({ error, id: row.id }, 'a deferred command cannot be read');
    await services.store.transaction(async (tx) => {
      await deleteDeferred(tx, row.id);
      const chat = await findPersonalChat(tx.db, row.owner_oid);
      if (!chat) return;
      const { language } = await sharedReader(services, tx.db, chat.id);
      tx.post({ conversationId: chat.id, body: { text: failureText(texts(language), asFailure(error)) } });
    });
    return undefined;
  }
}

function needKey({ action, scope }: DeferredCommand['needs'][number]): string {
  return `${action} ${scope}`;
}

async function giveUp(services: ChatServices, deferred: DeferredCommand): Promise<void> {
  await services.store.transaction(async (tx) => {
    await deleteDeferred(tx, deferred.id);
    tx.audit({
      actor: deferred.incoming.from,
      event: 'ask.dropped',
      details: { asked: describeAsk(deferred.incoming) },
    });
    const asked = plain(describeAsk(deferred.incoming));
    const said = waitsForTurn(deferred)
      ? 'access.turn-missed'
      : waitsForRole(deferred)
        ? 'access.no-longer-kept'
        : 'access.answer-missed';
    await notifyPerson(services, tx, deferred.incoming, { wentOn: false, answered: true }, (t) => [
      { text: t(said, { asked }) },
    ]);
  });
}

/** Delivers an answer as the Teams module would have: to everyone in the conversation, or to the person. */
async function deliver(
  services: ChatServices,
  tx: Tx,
  { incoming, needs }: DeferredCommand,
  answer: Spoken,
  wentOn: boolean,
): Promise<void> {
  const { conversationId, threadId } = incoming.place;
  const toAll = answer.kind === 'reply' && !incoming.targeted;
  if (toAll) {
    for (const body of [answer.body, ...(answer.more ?? [])]) {
      tx.post({ conversationId, ...(threadId && { threadId }), body });
    }
  }
  const asked = plain(describeAsk(incoming));
  const about = needs.length === 0 ? undefined : wentOn ? 'access.went-on' : 'access.not-understood';
  const answered = ownOf(answer, toAll);
  if (!about && answered.length === 0) return;
  await notifyPerson(
    services,
    tx,
    incoming,
    { wentOn: about === 'access.went-on', answered: answered.length > 0 },
    (t) => {
      const [first, ...more] = answered;
      if (!about) return answered;
      const told = t(about, { asked });
      return [{ ...first, text: [told, first?.text].filter(Boolean).join(' ') }, ...more];
    },
  );
}

/** The private part of an answer. */
function ownOf(answer: Spoken, toAll: boolean): MessageBody[] {
  if (answer.kind === 'reply') {
    const { body, more = [], personally } = answer;
    return [...(toAll ? [] : [body, ...more]), ...(personally?.text ? [personally] : [])];
  }
  if (!('text' in answer) || answer.text === '') return [];
  const first = { text: answer.text, ...(answer.card && { card: answer.card }) };
  return [first, ...((answer.kind === 'notice' && answer.more) || [])];
}

/**
 * Tells the person in their personal chat, or in the conversation if the command was private there and such messages
 * are seen there. If no chat is known, the thread only hears that there is something to see, and where.
 */
async function notifyPerson(
  services: ChatServices,
  tx: Tx,
  { from, place: { conversationId, threadId }, targeted }: Incoming,
  { wentOn, answered }: { wentOn: boolean; answered: boolean },
  say: (t: ReturnType<typeof texts>['t']) => MessageBody[],
): Promise<void> {
  const chat = await findPersonalChat(tx.db, from.objectId);
  const { language } = await sharedReader(services, tx.db, chat ? chat.id : conversationId);
  const { t } = texts(language);
  const { teamsId, name } = from;
  const here = { conversationId, ...(threadId && { threadId }) };
  if (chat) {
    const seen = targeted && chat.id !== conversationId && { targeted: { ...here, only: { teamsId, name } } };
    for (const body of say(t)) tx.post({ conversationId: chat.id, body: { ...body, ...seen } });
    return;
  }
  const { names, mentions } = mentionPeople([{ teams_id: teamsId, name }]);
  const called = names[0] ?? '';
  const went = wentOn ? t('access.went-on-here', { name: called }) : called;
  const text = [went, answered ? t('say.neutral') : ''].filter(Boolean).join(' ');
  tx.post({ ...here, body: { text, ...(mentions.length > 0 && { mentions }) } });
}
