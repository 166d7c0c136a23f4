import { failureText } from '../i18n/failure-text.ts';
import { mentionPeople } from '../i18n/mention.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Incoming, MessageBody, Spoken, UnreadSentence, WordsPlan } from '../kernel/chat.ts';
import { asFailure } from '../kernel/errors.ts';
import { NewerStoredError, readEach, StoredError } from '../kernel/stored.ts';
import { sharedReader } from '../people/locale.ts';
import type { Services } from '../services.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { type DeferredCommandRow, deleteDeferred, findDeferred, listDeferred } from '../store/deferred-commands.ts';
import type { Tx } from '../store/transaction.ts';
import {
  describeAsk,
  dropDeferred,
  hasEarlier,
  lookEveryMs,
  lookKey,
  waitsForRole,
  waitsForTurn,
} from './deferred-commands.ts';
import type { Handle } from './handle.ts';
import { type DeferredCommand, parseDeferred } from './stored-command.ts';

/** World time between two that go on for one person: as fast as a busy person asks. */
const goOnEveryMs = 2_000;

/** The way in: what answers a line, and what reads a sentence. */
type WayIn = {
  handle: Handle;
  planWords(incoming: Incoming, sentence: UnreadSentence): Promise<WordsPlan>;
};

/**
 * Looks whether somebody has activated what they asked for something with, and goes on with it as if they had asked
 * now: all is authorised anew. Handlers act once per activity, so a killed run may be repeated.
 */
export async function resumeDeferred(services: Services, wayIn: WayIn, id: string): Promise<void> {
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
  // The look of a moment ago will do: the handler reads anew whatever changes something.
  const missing = waitsForRole(deferred) ? await access.missing(deferred.owner_oid, [...deferred.needs], false) : [];
  if (missing.length > 0) {
    const { owner_oid } = deferred;
    await store.transaction((tx) => tx.wake('timer', lookKey(owner_oid), new Date(now.getTime() + lookEveryMs)));
    return;
  }
  const answers = await answersTo(wayIn, deferred.incoming);
  await store.transaction(async (tx) => {
    const after = await findDeferred(tx.db, id);
    // It takes more than was known: it was kept anew, and said so.
    const again = after && after.kept_at.getTime() !== deferred.kept_at.getTime();
    if (!again) await deleteDeferred(tx, id);
    if (deferred.needs.length > 0 && !again) {
      tx.audit({
        actor: deferred.incoming.from,
        event: 'ask.resumed',
        details: { asked: describeAsk(deferred.incoming) },
      });
    }
    for (const answer of answers) await deliver(services, tx, deferred, answer);
  });
}

/** What is said to it. A sentence is read first, and a line that only reads is run, as when it is not kept. */
async function answersTo({ handle, planWords }: WayIn, incoming: Incoming): Promise<Spoken[]> {
  const answer = await handle(incoming, { deferred: true });
  if (answer.kind !== 'sentence') return [answer];
  if (incoming.kind !== 'text') return [answer.otherwise];
  const { say, line } = await planWords(incoming, answer);
  if (line === undefined) return [say];
  const { activityId, from, place, locale } = incoming;
  const said: Incoming = {
    activityId: `${activityId};line`,
    from,
    place,
    ...(locale && { locale }),
    kind: 'text',
    text: line,
  };
  const read = await handle(said, { deferred: true });
  return [say, read.kind === 'sentence' ? read.otherwise : read];
}

/**
 * One look at somebody's roles for all that is kept for them, however much that is; what can go on does, one after the
 * other.
 */
export async function resumeActivated({ store, clock, access }: Services, ownerOid: string): Promise<void> {
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
    // What cannot be read has its turn too, and is told of then.
    for (const [index, { id }] of [...unread, ...ready].entries()) {
      tx.wake('timer', `kept:${id}`, new Date(now.getTime() + index * goOnEveryMs));
    }
    if (ready.length < waiting.length) {
      tx.wake('timer', lookKey(ownerOid), new Date(now.getTime() + lookEveryMs));
    }
  });
}

/** What was asked cannot be done without being read: its owner is told, and may ask again. @throws NewerStoredError */
async function readable(services: Services, row: DeferredCommandRow): Promise<DeferredCommand | undefined> {
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

async function giveUp(services: Services, deferred: DeferredCommand): Promise<void> {
  if (!waitsForRole(deferred) && !waitsForTurn(deferred)) return dropDeferred(services, deferred.id);
  await services.store.transaction(async (tx) => {
    await deleteDeferred(tx, deferred.id);
    tx.audit({
      actor: deferred.incoming.from,
      event: 'ask.dropped',
      details: { asked: describeAsk(deferred.incoming) },
    });
    const asked = plain(describeAsk(deferred.incoming));
    const said = waitsForTurn(deferred) ? 'access.turn-missed' : 'access.no-longer-kept';
    await tellPerson(services, tx, deferred.incoming, (t) => ({ text: t(said, { asked }) }));
  });
}

/** As the Teams module would have: to everyone where it was asked, or to the person. */
async function deliver(
  services: Services,
  tx: Tx,
  { incoming, needs }: DeferredCommand,
  answer: Spoken,
): Promise<void> {
  const { conversationId, threadId } = incoming.place;
  if (answer.kind === 'reply') {
    for (const body of [answer.body, ...(answer.more ?? [])]) {
      tx.post({ conversationId, ...(threadId && { threadId }), body });
    }
  }
  const own = answer.kind === 'reply' ? answer.personally : answer;
  const said = own && 'text' in own && own.text !== '' ? own : undefined;
  const asked = plain(describeAsk(incoming));
  if (needs.length === 0 && !said) return;
  const say: Parameters<typeof tellPerson>[3] = (t) => {
    const resumed = needs.length > 0 ? t('access.went-on', { asked }) : '';
    const card = said && 'card' in said ? said.card : undefined;
    return { text: [resumed, said?.text].filter(Boolean).join(' '), ...(card && { card }) };
  };
  await tellPerson(services, tx, incoming, say, answer.kind === 'notice' ? answer.more : []);
}

/** In the personal chat; where none is known, the thread is told only that there is something to look at. */
async function tellPerson(
  services: Services,
  tx: Tx,
  incoming: Incoming,
  say: (t: ReturnType<typeof texts>['t']) => MessageBody,
  more: readonly MessageBody[] = [],
): Promise<void> {
  const chat = await findPersonalChat(tx.db, incoming.from.objectId);
  const { conversationId, threadId } = incoming.place;
  const place = chat ? chat.id : conversationId;
  const reader = await sharedReader(services, tx.db, place);
  const { t } = texts(reader.language);
  if (chat) {
    for (const body of [say(t), ...more]) tx.post({ conversationId: chat.id, body });
    return;
  }
  const { teamsId, name } = incoming.from;
  const { names, mentions } = mentionPeople([{ teams_id: teamsId, name }]);
  tx.post({
    conversationId,
    ...(threadId && { threadId }),
    body: {
      text: t('access.went-on-here', { name: names[0] ?? '' }),
      ...(mentions.length > 0 && { mentions }),
    },
  });
}
