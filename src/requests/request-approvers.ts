import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { findPlanned } from '../store/planned-request.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import { storedApprovers } from '../store/rules/decision.ts';
import type { Tx } from '../store/transaction.ts';
import { postAddendumInChats } from './addendum-messages.ts';
import { postToApprovers } from './approver-messages.ts';
import { lastJoined } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import { assigneeOf } from './stored-request.ts';
import { askedAt, lockVoteSubject, readVoteSubject } from './vote-subject.ts';
import { findAsked } from './voting.ts';

/** Says that the policy's next group has joined; its people are asked after those before them. */
export async function nameNextGroup(services: RequestServices, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request?.state !== 'pending' || !request.requirement) return;
    const group = lastJoined(request.requirement, askedAt({ request }), tx.now())?.name ?? '';
    tx.audit({ event: 'approval.next-group', requestId: id, vmName: request.vm_name, details: { group } });
    // More people may decide now, although nothing but time has passed.
    tx.changed(id);
    tx.wake('timer', `ask:${id}`);
    await postToApprovers(services, tx, request, [], (reader) =>
      texts(reader.language).t('approval.said.next', {
        id,
        vm: plain(request.vm_name),
        group: plain(group),
        people: '',
      }),
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
  const asked = await findAsked(services, subject, planned.plan);
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
    await postToApprovers(services, tx, request, people, (reader, people) =>
      texts(reader.language).t('approval.said.next', { id, vm: plain(request.vm_name), group: plain(group), people }),
    );
  });
}

async function openAddendum(tx: Tx, id: string, number: number) {
  const { request, addendum } = await lockVoteSubject(tx, id);
  return addendum?.number === number ? { request, addendum } : undefined;
}
