import { z } from 'zod/v4';
import { sharedReader } from '../access/contacts.ts';
import { formatMoment } from '../i18n/dates.ts';
import { texts } from '../i18n/texts.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { defineStored } from '../kernel/stored.ts';
import { listApproverTurns } from '../store/approvals.ts';
import { findConversation, findPersonalChat } from '../store/conversations.ts';
import { listRequests, lockRequest, lockRequestsAskedBy, type RequestRow } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { findSetting, putSetting, removeSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';
import { pageAsked } from './pages.ts';
import { isPostedIn, postRequestCards } from './request-messages.ts';
import { joinMinutes, type Requirement } from './rules/approval-policy.ts';
import { askAgainAt, askApproversAt, machineShare } from './rules/ask-next.ts';
import type { RequestServices } from './services.ts';
import { askedAt } from './vote-subject.ts';

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
 * Schedules what follows once approvers look: whom to ask, further groups, the end of the time to decide. All of it
 * counts from the requester's turn.
 */
export function beginAsking(tx: Tx, request: RequestRow, requirement: Requirement): void {
  const { id, decide_by } = request;
  const from = askedAt({ request });
  tx.wake('timer', `request:${id}`, decide_by);
  tx.wake('timer', `ask:${id}`, from);
  for (const minutes of joinMinutes(requirement)) {
    tx.wake('timer', `approvers:${id}:${minutes}:next`, new Date(from.getTime() + minutes * 60_000));
  }
}

/**
 * Posts the card where approvers look, unless it is there.
 * @returns whether it is time to ask somebody; if only later, this is scheduled
 */
export async function putCard(services: RequestServices, tx: Tx, id: string): Promise<boolean> {
  const request = await lockRequest(tx, id);
  if (request?.state !== 'pending') return false;
  const wakeAt = (at: Date) => tx.wake('timer', `ask:${id}`, at);
  const from = askedAt({ request });
  if (tx.now() < from) {
    wakeAt(from);
    return false;
  }
  await pageAsked(services, tx, id);
  const turns = await listApproverTurns(tx.db, id);
  const approvals = await openApprovalsChannel(tx.db);
  if (await isDecidedInChats(tx.db, request)) {
    await postInChats(
      services,
      tx,
      request,
      turns.map(({ approver }) => approver),
    );
  } else if (approvals !== undefined && !(await isPostedIn(tx.db, request, approvals))) {
    await postRequestCards(services, tx, id, [{ conversationId: approvals }]);
  }
  const again = askAgainAt(turns, request.looking_until);
  if (!again || again <= tx.now()) return true;
  wakeAt(again);
  return false;
}

/** Posts the card in the personal chats of these people, unless it is there. */
export async function postInChats(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  people: readonly string[],
): Promise<void> {
  const chats: { conversationId: string }[] = [];
  for (const oid of people) {
    const chat = await findPersonalChat(tx.db, oid);
    if (chat && !(await isPostedIn(tx.db, request, chat.id))) chats.push({ conversationId: chat.id });
  }
  await postRequestCards(services, tx, request.id, chats);
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
    if (await isDecidedInChats(tx.db, request)) tx.wake('timer', `ask:${request.id}`);
  }
}

/** Tells the requester in the thread that it takes longer, and what else is possible. */
export async function postPutLater(services: RequestServices, tx: Tx, request: RequestRow, at: Date): Promise<void> {
  const { id } = request;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  const { t } = texts(reader.language);
  const said = t('approval.said.put-later', { id, at: formatMoment(at, reader, tx.now()) });
  const requireBreakGlass = services.approvers.policy.breakGlass && !services.requestKinds.of(request).definition;
  tx.post({
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
    subject: id,
    body: { text: requireBreakGlass ? `${said} ${t('approval.said.put-later-glass', { id })}` : said },
  });
}

export const approvalsSetting = { scope: 'bot', name: 'approvals' };

const stored = defineStored('setting approvals', z.string());

/** The channel where requests are decided, besides the thread they were asked in. */
export function approvalsChannel(db: Db): Promise<string | undefined> {
  return findSetting(db, approvalsSetting.scope, approvalsSetting.name, stored);
}

/** The same channel if the bot can write there: not if it was removed from the team, or the channel is gone. */
export async function openApprovalsChannel(db: Db): Promise<string | undefined> {
  const id = await approvalsChannel(db);
  const conversation = id === undefined ? undefined : await findConversation(db, id);
  return conversation?.dead_at ? undefined : id;
}

/** @param by object id of the person who sets it */
export function putApprovalsChannel(tx: Tx, conversationId: string, by: string): Promise<void> {
  return putSetting(tx, approvalsSetting.scope, approvalsSetting.name, stored.write(conversationId), by);
}

export function removeApprovalsChannel(tx: Tx): Promise<void> {
  return removeSetting(tx, approvalsSetting.scope, approvalsSetting.name);
}
