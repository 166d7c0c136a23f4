import { formatMoment } from '../i18n/dates.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { findPlanned } from '../store/planned-request.ts';
import { findPlan, findRequest, lockRequest, updateRequest } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import { storedApprovers } from '../store/rules/decision.ts';
import type { Tx } from '../store/transaction.ts';
import { postAddendumInChats } from './addendum-messages.ts';
import { postToApprovers } from './approver-messages.ts';
import { assigneeOf } from './assignee.ts';
import { writePage } from './pages.ts';
import { giveApproverTurns, postWhereDue } from './put-to-approvers.ts';
import { lastJoined } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import { lockVoteSubject, readVoteSubject } from './vote-subject.ts';
import { findAsked } from './voting.ts';

/**
 * Finds out who could decide, so that their clients show the card as theirs, and reaches them where no channel does.
 * @param joined the policy's next group has just joined, which is said
 */
export async function nameApprovers(services: RequestServices, id: string, joined: boolean): Promise<void> {
  const { store, approvers, clock } = services;
  const request = await findRequest(store.db, id);
  const plan = await findPlan(store.db, services.requestKinds, id);
  const asked = request && plan && findAsked({ request }, plan.body);
  if (request?.state !== 'pending' || !asked) return;
  const found = await approvers.count(asked, clock.now());
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    if (locked?.state !== 'pending') return;
    await updateRequest(tx, id, { approvers: toJson(storedApprovers.write(found)) });
    const named = { ...locked, approvers: found };
    await giveApproverTurns(services, tx, named, found.people);
    await postWhereDue(services, tx, named);
    if (!joined) return;
    const group = lastJoined(asked.requirement, asked.askedAt, tx.now())?.name ?? '';
    tx.audit({ event: 'approval.next-group', requestId: id, vmName: locked.vm_name, details: { group } });
    await postToApprovers(services, tx, named, (reader, people) =>
      texts(reader.language).t('approval.said.next', { id, vm: plain(locked.vm_name), group: plain(group), people }),
    );
  });
}

/**
 * Names and asks the policy's next group, which has just joined an addendum's approvers; its time runs since it was
 * asked.
 */
export async function nameNextOfAddendum(services: RequestServices, id: string, number: number): Promise<void> {
  const { store, approvers, clock } = services;
  const planned = await findPlanned(store.db, services.requestKinds, id);
  if (!planned) return;
  const subject = await readVoteSubject(store.db, planned.request);
  const asked = findAsked(subject, planned.plan);
  if (subject.addendum?.number !== number || !asked) return;
  const found = await approvers.count(asked, clock.now());
  await store.transaction(async (tx) => {
    const open = await openAddendum(tx, id, number);
    if (!open) return;
    // More people may decide now, although nothing but time has passed.
    tx.changed(id);
    const carrier = assigneeOf(open.request).objectId.toLowerCase();
    const people = found.people.filter((oid) => oid !== carrier);
    const named = { ...found, people };
    await updateRequest(tx, id, { approvers: toJson(storedApprovers.write(named)) });
    const request = { ...open.request, approvers: named };
    await postAddendumInChats(services, tx, { ...open, request }, people);
    const group = lastJoined(asked.requirement, asked.askedAt, tx.now())?.name ?? '';
    tx.audit({
      event: 'approval.next-group',
      requestId: id,
      vmName: request.vm_name,
      details: { group, addendum: number },
    });
    await postToApprovers(services, tx, request, (reader, people) =>
      texts(reader.language).t('approval.said.next', { id, vm: plain(request.vm_name), group: plain(group), people }),
    );
  });
}

async function openAddendum(tx: Tx, id: string, number: number) {
  const { request, addendum } = await lockVoteSubject(tx, id);
  return addendum?.number === number ? { request, addendum } : undefined;
}
