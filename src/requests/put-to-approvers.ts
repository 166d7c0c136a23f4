import { sharedReader } from '../access/locale.ts';
import { formatMoment } from '../i18n/dates.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { insertApproverTurns, listApproverTurns, lockApproverTurns } from '../store/approvals.ts';
import { findConversation, findPersonalChat } from '../store/conversations.ts';
import { listRequests, lockRequest, lockRequestsAskedBy, type RequestRow, updateRequest } from '../store/requests.ts';
import type { ApproverTurn } from '../store/rules/decision.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { approvalsChannel, openApprovalsChannel } from './approvals-channel.ts';
import { pageAsked } from './pages.ts';
import { isPostedIn, postRequestCards } from './request-messages.ts';
import { joinMinutes } from './rules/approval-policy.ts';
import { approverTurnsAt, askApproversAt, machineShare } from './rules/ask-pace.ts';
import type { RequestServices } from './services.ts';

const dayMs = 24 * 60 * 60_000;

/** When approvers are asked about one more request of this person for this machine. */
export async function requesterTurn({ config }: RequestServices, tx: Tx, by: Person, vmId: string): Promise<Date> {
  const now = tx.now();
  const before = await lockRequestsAskedBy(tx, by.objectId, new Date(now.getTime() - dayMs));
  const times = before.map(({ created_at }) => created_at);
  const ofMachine = before.filter(({ vm_id }) => sameArmId(vm_id, vmId)).map(({ created_at }) => created_at);
  const inAll = askApproversAt(times, now, config.asksPerHour);
  const here = askApproversAt(ofMachine, now, machineShare(config.asksPerHour));
  return new Date(Math.max(inAll.getTime(), here.getTime()));
}

/**
 * Gives each of these people a turn to be asked about a request, unless they have one. Nobody waits for an approver who
 * has been asked too often. If nobody can be named, the readers of the conversation count as one person.
 * @returns all turns of the request, the first one first
 */
export async function giveApproverTurns(
  { config }: RequestServices,
  tx: Tx,
  request: Pick<RequestRow, 'id' | 'conversation_id'>,
  people: readonly string[],
): Promise<ApproverTurn[]> {
  const given = await listApproverTurns(tx.db, request.id);
  const asked = people.length > 0 || given.length > 0 ? people : [request.conversation_id];
  const without = asked.filter((person) => !given.some(({ approver }) => approver === person));
  const now = tx.now();
  const before = await lockApproverTurns(tx, without, new Date(now.getTime() - dayMs));
  const turns = without.map((approver) => ({
    approver,
    at: askApproversAt(before.get(approver) ?? [], now, config.approverAsksPerHour),
  }));
  await insertApproverTurns(tx, request.id, turns);
  return [...given, ...turns].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Gives the first turns. The time to decide begins with the first of them.
 * @returns when that is
 */
export async function beginAsking(services: RequestServices, tx: Tx, request: RequestRow): Promise<Date> {
  const { id, requirement } = request;
  const [first] = await giveApproverTurns(services, tx, request, request.approvers?.people ?? []);
  const from = first?.at ?? tx.now();
  if (!requirement) return from;
  const minutesFromThen = (minutes: number) => new Date(from.getTime() + minutes * 60_000);
  const decideBy = minutesFromThen(requirement.decideMinutes);
  if (decideBy.getTime() !== request.decide_by.getTime()) await updateRequest(tx, id, { decide_by: decideBy });
  tx.wake('timer', `request:${id}`, decideBy);
  if (!request.approvers) tx.wake('timer', `approvers:${id}`);
  for (const minutes of joinMinutes(requirement)) {
    tx.wake('timer', `approvers:${id}:${minutes}:next`, minutesFromThen(minutes));
  }
  return from;
}

/** Posts the card where approvers look whose turn has come. */
export async function putToApprovers(services: RequestServices, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request?.state !== 'pending') return;
    if ((await listApproverTurns(tx.db, id)).length === 0) {
      const first = await beginAsking(services, tx, request);
      if (first > tx.now()) await postPutLater(services, tx, request, { at: first, because: 'approvers' });
    }
    const places = await placesToAsk(tx, request);
    if (places === 'none-due') return;
    await pageAsked(services, tx, request.id);
    // A process may be killed between this commit and the end of its timer, which then fires again.
    const fresh = await unposted(tx, request, places);
    if (places.length > 0 && fresh.length === 0) return;
    tx.audit({ event: 'approval.put', requestId: id, vmName: request.vm_name });
    await postRequestCards(services, tx, id, fresh);
  });
}

/** Posts the card where approvers look whose turn has come, and schedules the next turn. */
export async function postWhereDue(services: RequestServices, tx: Tx, request: RequestRow): Promise<void> {
  const places = await placesToAsk(tx, request);
  if (places === 'none-due') return;
  await pageAsked(services, tx, request.id);
  await postRequestCards(services, tx, request.id, await unposted(tx, request, places));
}

type AskedPlaces = { conversationId: string }[];

/** Places of approvers whose turn has come, besides the conversation in which it was asked. */
async function placesToAsk(tx: Tx, request: RequestRow): Promise<AskedPlaces | 'none-due'> {
  const { asked, next } = approverTurnsAt(await listApproverTurns(tx.db, request.id), tx.now());
  const approvals = await openApprovalsChannel(tx.db);
  const oneByOne = await isDecidedInChats(tx.db, request);
  // A card in a channel is there for everybody at once.
  if (next && (asked.length === 0 || oneByOne)) tx.wake('timer', `put:${request.id}`, next);
  if (asked.length === 0) return 'none-due';
  if (!oneByOne) {
    return approvals === undefined || approvals === request.conversation_id ? [] : [{ conversationId: approvals }];
  }
  const places: AskedPlaces = [];
  for (const approver of asked) {
    const chat = await findPersonalChat(tx.db, approver);
    if (chat) places.push({ conversationId: chat.id });
  }
  return places;
}

/**
 * Whether a request is decided in the approvers' own chats: it was asked in a personal chat, and there is no approvals
 * channel.
 */
export async function isDecidedInChats(
  db: Db,
  { conversation_id }: Pick<RequestRow, 'conversation_id'>,
): Promise<boolean> {
  if ((await openApprovalsChannel(db)) !== undefined) return false;
  return (await findConversation(db, conversation_id))?.kind === 'personal';
}

/** Puts requests to the approvers in their own chats, after the approvals channel was found shut. */
export async function putElsewhere(tx: Tx, conversationId: string): Promise<void> {
  if ((await approvalsChannel(tx.db)) !== conversationId) return;
  for (const request of await listRequests(tx.db, { states: ['pending'] })) {
    if (await isDecidedInChats(tx.db, request)) tx.wake('timer', `put:${request.id}`);
  }
}

async function unposted(tx: Tx, request: RequestRow, places: AskedPlaces): Promise<AskedPlaces> {
  const fresh: AskedPlaces = [];
  for (const place of places) if (!(await isPostedIn(tx.db, request, place.conversationId))) fresh.push(place);
  return fresh;
}

/** Tells the requester in the thread that it takes longer, why, and what else is possible. */
export async function postPutLater(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  { at, because }: { at: Date; because: 'requester' | 'approvers' },
): Promise<void> {
  const { id } = request;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  const { t } = texts(reader.language);
  const said = t(`approval.said.put-later-${because}`, {
    id,
    name: plain(request.requester_name),
    at: formatMoment(at, reader, tx.now()),
  });
  const requireBreakGlass = services.approvers.policy.breakGlass && !services.requestKinds.of(request).definition;
  tx.post({
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
    subject: id,
    body: { text: requireBreakGlass ? `${said} ${t('approval.said.put-later-glass', { id })}` : said },
  });
}
