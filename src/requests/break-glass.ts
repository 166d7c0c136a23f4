import { sharedReader } from '../access/contacts.ts';
import type { AuditEvent } from '../i18n/audit-event.ts';
import { plain, shown } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { newNonce, type Person, type Place, type Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Need } from '../kernel/permissions.ts';
import { listVotes } from '../store/approvals.ts';
import { findMessage } from '../store/messages.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import { type BreakGlassUse, secondTapMs, storedBreakGlass } from '../store/rules/decision.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { noticeCard } from '../ui/notice.ts';
import { type BreakGlassConfirmCard, breakGlassConfirmCard, breakGlassConfirmText } from './cards/break-glass.ts';
import { postReview } from './reviews.ts';
import { type BreakGlassRule, matchesTicket } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import { readVoteSubject } from './vote-subject.ts';
import { decideRequest } from './voting.ts';

/** A request that may begin without its missing votes. */
export type BreakGlassCase = {
  id: string;
  breakGlass: BreakGlassRule;
  /**
   * Approvers who hold the rights that an approver must bring. One of their votes has to stand. Absent: none is needed.
   */
  carried?: { by: readonly string[]; need: Need };
};

/**
 * Whether this person may use break-glass on this request, read anew.
 * @throws unknown-request, glass-not-standing, glass-off, glass-not-beyond, already-decided, not-in-glass-group,
 * glass-uncarried, approvers-unread, azure.*
 */
export async function requireBreakGlass(
  services: RequestServices,
  id: string,
  person: Person,
): Promise<BreakGlassCase> {
  const request = await findRequest(services.store.db, id);
  const plan = await findPlan(services.store.db, services.requestKinds, id);
  if (!request || !plan) throw new CodedError('unknown-request', { id });
  const { definition, approval } = services.requestKinds.of(plan.body);
  // A definition holds for weeks, so it can wait for its approvers.
  if (definition) throw new CodedError('glass-not-standing', { id });
  const { breakGlass } = services.approvers.policy;
  if (!breakGlass) throw new CodedError('glass-off');
  const need = plan.body.gated;
  // A stranger may have written this into a template. No emergency justifies it, and it can be done by hand.
  if ((await readVoteSubject(services.store.db, request)).addendum) throw new CodedError('glass-not-beyond', { id });
  if (request.state !== 'pending' || !need) throw new CodedError('already-decided', { id });
  const member = await services.approvers.isIn([breakGlass.group], need, person.objectId);
  if (!member) throw new CodedError('not-in-glass-group', { id, group: breakGlass.group.name });
  const carriers = approval?.carriers?.(plan.body) ?? [];
  const carried = await requireCarried(services, id, carriers);
  return { id, breakGlass, ...(carried && { carried }) };
}

/** @throws glass-uncarried, azure.* */
async function requireCarried(
  { access, store }: RequestServices,
  id: string,
  carriers: Need[],
): Promise<BreakGlassCase['carried']> {
  const [need] = carriers;
  if (!need) return undefined;
  const approvers = await listApprovers(store.db, id);
  const missing = await Promise.all(approvers.map((oid) => access.missing(oid, carriers, true)));
  const by = approvers.filter((_, index) => missing[index]?.length === 0);
  if (by.length === 0) throw uncarried(id, missing[0]?.[0] ?? need);
  return { by, need };
}

async function listApprovers(db: Db, id: string): Promise<string[]> {
  return (await listVotes(db, id)).filter(({ decision }) => decision === 'approve').map(({ voter_oid }) => voter_oid);
}

function uncarried(id: string, { action, scope }: Need): CodedError {
  return new CodedError('glass-uncarried', { id, action, scope: nameOf(scope) });
}

/**
 * Begins break-glass (first tap): shows what would happen, and does nothing yet. @throws glass-ticket, glass-reason,
 * already-decided
 */
export async function askForBreakGlass(
  tx: Tx,
  id: string,
  asked: { by: Person; place: Place; reader: Reader; ticket: string; reason: string },
  { breakGlass }: BreakGlassCase,
): Promise<void> {
  const { by, place, reader, ticket, reason } = asked;
  const request = await pending(tx, id);
  if (breakGlass.ticket !== undefined && !matchesTicket(breakGlass.ticket, ticket)) {
    throw new CodedError('glass-ticket', { id, ticket, pattern: breakGlass.ticket });
  }
  if (reason === '') throw new CodedError('glass-reason', { id });
  const glass: BreakGlassUse = {
    byOid: by.objectId,
    byName: by.name,
    ticket,
    reason,
    nonce: newNonce(),
    askedAt: tx.now().toISOString(),
  };
  audit(tx, request, by, 'glass.asked', { ticket, reason });
  const card: BreakGlassConfirmCard = {
    id,
    nonce: glass.nonce,
    vm: request.vm_name,
    hash: request.hash,
    name: by.name,
    ticket,
    reason,
  };
  const confirmMessageId = tx.post({
    conversationId: place.conversationId,
    ...(place.threadId && { threadId: place.threadId }),
    subject: id,
    body: { text: breakGlassConfirmText(card, reader), card: breakGlassConfirmCard(card, reader) },
  });
  await updateRequest(tx, id, { glass: toJson(storedBreakGlass.write({ ...glass, confirmMessageId })) });
}

/**
 * Completes break-glass (second tap, by the same person): the request begins, and a review is opened.
 * @throws glass-first, already-decided; glass-uncarried if the vote that it needs was taken back meanwhile
 */
export async function confirmBreakGlass(
  services: RequestServices,
  tx: Tx,
  { id, carried }: BreakGlassCase,
  person: Person,
  nonce: string | undefined,
): Promise<void> {
  const request = await pending(tx, id);
  const { glass } = request;
  const late = glass && tx.now().getTime() - new Date(glass.askedAt).getTime() > secondTapMs;
  if (!glass || late || glass.byOid !== person.objectId) throw new CodedError('glass-first', { id });
  if (nonce !== undefined && nonce !== glass.nonce) throw new CodedError('stale-card');
  if (carried) {
    const approvers = await listApprovers(tx.db, id);
    if (!approvers.some((oid) => carried.by.includes(oid))) throw uncarried(id, carried.need);
  }
  const { ticket, reason } = glass;
  const broken: BreakGlassUse = { ...glass, brokenAt: tx.now().toISOString() };
  await updateRequest(tx, id, { glass: toJson(storedBreakGlass.write(broken)) });
  const group = services.approvers.policy.breakGlass?.group.name ?? '';
  audit(tx, request, person, 'glass.broken', { ticket, reason, rule: request.requirement?.rule ?? '', group });
  await decideRequest(services, tx, request, 'approve');
  await replaceConfirmCard(services, tx, request, broken);
  await postReview(services, tx, id);
}

/** Replaces the card of the first tap by the result, without buttons. */
async function replaceConfirmCard(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  glass: BreakGlassUse,
): Promise<void> {
  if (glass.confirmMessageId === undefined) return;
  const place = await findMessage(tx.db, glass.confirmMessageId);
  // The message went with the chat of somebody who was erased.
  if (!place) return;
  const reader = await sharedReader(services, tx.db, place.conversation_id);
  const { t } = texts(reader.language);
  const text = t('approval.said.broken', {
    id: request.id,
    vm: plain(request.vm_name),
    name: shown(glass.byName, 80),
  });
  tx.edit(glass.confirmMessageId, { text, card: noticeCard({ tone: 'warning', text }, reader) });
}

async function pending(tx: Tx, id: string): Promise<RequestRow> {
  const request = await lockRequest(tx, id);
  if (!request) throw new CodedError('unknown-request', { id });
  if (request.state !== 'pending') throw new CodedError('already-decided', { id });
  if (tx.now() >= request.decide_by) throw new CodedError('expired', { id });
  return request;
}

function audit(tx: Tx, request: RequestRow, actor: Person, event: AuditEvent, details: Record<string, string>): void {
  const { id, vm_name, hash } = request;
  tx.audit({ actor, event, requestId: id, vmName: vm_name, planHash: hash, details });
}
