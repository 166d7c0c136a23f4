import { isDeepStrictEqual } from 'node:util';
import { sharedReader } from '../access/contacts.ts';
import { formatMoment } from '../i18n/dates.ts';
import { mentionPeople } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import { tryRead } from '../kernel/errors.ts';
import {
  insertApproverTurns,
  listApproverTurns,
  listDeciders,
  listVotes,
  lockApproverTurns,
} from '../store/approvals.ts';
import { findConversation, findPersonalChat } from '../store/conversations.ts';
import { findPeople, rememberPerson } from '../store/people.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import { type Approvers, storedApprovers } from '../store/rules/decision.ts';
import type { Tx } from '../store/transaction.ts';
import { askingPlace, type Place } from './approver-messages.ts';
import { gatedLines } from './cards/gated-change.ts';
import { namedText } from './cards/people-lines.ts';
import { mostNames, nameApprovers } from './decision-view.ts';
import { postInChats, postPutLater, putCard } from './put-to-approvers.ts';
import { askSubject, mentionRequester } from './request-messages.ts';
import { askAgainAt, askApproversAt, type Candidate, nextAsk } from './rules/ask-next.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-request.ts';
import { findAsked } from './voting.ts';

const dayMs = 24 * 60 * 60_000;

/** How people can be told of a request: by a mention in the place where it is decided, or by its card in their chat. */
type Reach = ReadonlyMap<string, 'place' | 'chat'>;

/**
 * Puts a request where approvers look, and asks the next of them, if it is time. All that it does is committed with the
 * wake-up of the next time, so that a kill between two of these loses nothing and repeats nothing.
 */
export async function askApprovers(services: RequestServices, id: string): Promise<void> {
  const { store, approvers, clock, requestKinds } = services;
  if (!(await store.transaction((tx) => putCard(services, tx, id)))) return;
  const request = await findRequest(store.db, id);
  const plan = await findPlan(store.db, services.requestKinds, id);
  const asked = request && plan && (await findAsked(services, { request }, plan.body));
  if (request?.state !== 'pending' || !asked) return;
  const counted = await approvers.count(asked, clock.now());
  const keys = await keyHolders(services, plan.body, counted.people);
  const found = { ...counted, ...(keys && { keys }) };
  const place = await askingPlace(store.db, request);
  const reach = await readReach(services, place, found.people);
  const subject = requestKinds.of(plan.body).subject(plan.body);
  const what = (reader: Reader) => ('plan' in subject ? gatedLines(subject.plan, reader, clock.now()).heading : '');
  await store.transaction((tx) => askNext(services, tx, id, { found, place, reach, what }));
}

/**
 * Those who hold the key rights that one approver must hold, among as many as the card names; undefined: it takes none,
 * or that can't be read now.
 */
async function keyHolders(
  services: RequestServices,
  plan: StoredPlan,
  people: readonly string[],
): Promise<string[] | undefined> {
  const { keys } = services.requestKinds.of(plan).approval ?? {};
  const named = people.slice(0, mostNames);
  if (!keys || named.length === 0) return undefined;
  const held = await tryRead(() => Promise.all(named.map((oid) => keys(services, plan, oid))));
  if (held.kind === 'unread' || held.value.includes(undefined)) return undefined;
  return named.filter((_, at) => held.value[at] === 'held');
}

/**
 * What was read of those who may decide: who they are, where they are asked, how a message reaches them, and what they
 * decide, in words.
 */
type Reached = { found: Approvers; place: Place | undefined; reach: Reach; what(reader: Reader): string };

/** Asks the next people and schedules those after them, under the request's lock: another replica may have asked since. */
export async function askNext(services: RequestServices, tx: Tx, id: string, read: Reached): Promise<void> {
  const locked = await lockRequest(tx, id);
  if (locked?.state !== 'pending') return;
  const { found, place, reach, what } = read;
  if (!isDeepStrictEqual(locked.approvers, found))
    await updateRequest(tx, id, { approvers: toJson(storedApprovers.write(found)) });
  const request = { ...locked, approvers: found };
  const now = tx.now();
  const turns = await listApproverTurns(tx.db, id);
  const wakeAt = (at: Date) => tx.wake('timer', `ask:${id}`, at);
  const next = nextAsk(await candidatesOf(services, tx, request, found, reach), turns, request.looking_until, now);
  // The look that has passed is no longer on the card.
  if (request.looking_until && request.looking_until <= now)
    await updateRequest(tx, id, { looker_oid: null, looker_name: null, looking_until: null });
  if (next.kind === 'wait') return wakeAt(next.until);
  const people = next.kind === 'ask' ? next.people : [];
  // The first time, the conversation itself stands for those who could not be asked, so that they are told of once.
  const first = turns.length === 0;
  const given = [...people, ...(first && people.length === 0 ? [request.conversation_id] : [])];
  await insertApproverTurns(
    tx,
    id,
    given.map((approver) => ({ approver, at: now })),
  );
  if (people.length > 0) {
    tx.audit({ event: 'approval.asked', requestId: id, vmName: request.vm_name, details: { people } });
    await mention(
      services,
      tx,
      request,
      place,
      people.filter((oid) => reach.get(oid) === 'place'),
      what,
    );
    await postInChats(
      services,
      tx,
      request,
      people.filter((oid) => reach.get(oid) === 'chat'),
    );
    // The card shows who was asked.
    tx.changed(id);
  }
  if (first) await postUnreached(services, tx, request, found, reach, people.length > 0 || next.kind === 'busy');
  if (next.kind === 'busy') {
    if (first) await postPutLater(services, tx, request, next.until);
    return wakeAt(next.until);
  }
  // Somebody may still join the channel, or write to the bot.
  if (next.kind !== 'done') wakeAt(askAgainAt([...turns, { approver: '', at: now }], null) ?? now);
}

async function candidatesOf(
  { config }: RequestServices,
  tx: Tx,
  request: RequestRow,
  { people, onCall }: Approvers,
  reach: Reach,
): Promise<Candidate[]> {
  const now = tx.now();
  const voters = (await listVotes(tx.db, request.id)).map(({ voter_oid }) => voter_oid.toLowerCase());
  const without = people.filter((oid) => !voters.includes(oid));
  const before = await lockApproverTurns(tx, without, new Date(now.getTime() - dayMs));
  const deciders = await listDeciders(tx.db, request.conversation_id, without);
  return without.map((oid) => {
    const decidedAt = deciders.get(oid);
    return {
      oid,
      onCall: onCall.includes(oid),
      ...(decidedAt && { decidedAt }),
      reachable: reach.has(oid),
      from: askApproversAt(before.get(oid) ?? [], now, config.approverAsksPerHour),
    };
  });
}

/** Reads whom a message reaches: members of the place, else those who have a chat with the bot. */
async function readReach(
  { store, roster }: RequestServices,
  place: Place | undefined,
  people: readonly string[],
): Promise<Reach> {
  const { db } = store;
  const conversation = place && (await findConversation(db, place.conversationId));
  const members = conversation && (await roster(conversation));
  const known = new Set((await findPeople(db, [...people])).filter(({ teams_id }) => teams_id).map(({ oid }) => oid));
  const reach = new Map<string, 'place' | 'chat'>();
  for (const oid of people) {
    const member = members?.people.find((one) => one.objectId.toLowerCase() === oid);
    // Teams mentions nobody without their Teams id, which those who never wrote have only here.
    if (member) await rememberPerson(store, { ...member, objectId: oid });
    // A list that is cut or can't be read leaves it open whether they are there.
    const maybe = conversation && (!members || members.more) && known.has(oid);
    if (member || maybe) reach.set(oid, 'place');
    else if (await findPersonalChat(db, oid)) reach.set(oid, 'chat');
  }
  return reach;
}

/** Mentions people in a new post, since an edit notifies nobody. */
async function mention(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  place: Place | undefined,
  people: readonly string[],
  what: Reached['what'],
): Promise<void> {
  if (!place || people.length === 0) return;
  const known = await findPeople(tx.db, [...people]);
  const { names, mentions } = mentionPeople(people.flatMap((oid) => known.find((one) => one.oid === oid) ?? []));
  const reader = await sharedReader(services, tx.db, place.conversationId);
  const text = texts(reader.language).t('approval.said.ask', {
    what: what(reader),
    people: names.join(', '),
    id: request.id,
    until: formatMoment(request.decide_by, reader, tx.now()),
  });
  tx.post({ ...place, subject: askSubject(request.id), body: { text, ...(mentions.length > 0 && { mentions }) } });
}

/** Tells the requester who can't be reached, and what to do about it. */
async function postUnreached(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  { people, more }: Approvers,
  reach: Reach,
  someAreAsked: boolean,
): Promise<void> {
  const unreached = people.filter((oid) => !reach.has(oid));
  if (unreached.length === 0 && someAreAsked) return;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  const named = await nameApprovers(tx.db, { people: unreached, more: more && !someAreAsked });
  const key = someAreAsked ? 'unreached' : 'unreached-all';
  const params = { id: request.id, people: namedText(named, reader) };
  await mentionRequester(tx, request, texts(reader.language).t(`approval.said.${key}`, params));
}
