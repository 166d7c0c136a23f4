import { randomInt, randomUUID } from 'node:crypto';
import { CodedError } from '../domain/errors.ts';
import { newRequestId } from '../domain/request-id.ts';
import type { Person, Place } from '../domain/turn.ts';
import { type FormRow, findForm, insertForm, lockForm, updateForm } from '../store/forms.ts';
import { insertRequest } from '../store/requests.ts';
import { findSetting } from '../store/settings.ts';
import { insertSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { Target } from './inventory.ts';
import { newNonce } from './nonce.ts';
import { lastOf, planViewOf } from './plan-view.ts';
import { needsOf } from './planning.ts';
import { postRequestCards } from './request-messages.ts';
import { dataOf, editFormCard, formBody, type RestoreForm } from './restore-forms.ts';
import type { Services } from './services.ts';
import type { StoredRestore } from './stored-plan.ts';

/** A form that nobody finishes is put away after this (world ms). */
const formMs = 15 * 60_000;

/**
 * Makes the plan for a point, with everything that stands against it said.
 * @throws plan.<code> the first rule that refuses, not-allowed and not-known for a right that the requester lacks
 */
export async function makePlan(
  services: Services,
  target: Target,
  pointName: string,
  requester: Person,
): Promise<StoredRestore> {
  const choice = { mode: 'disks' as const };
  const { outcome, point, encryption } = await services.planning.plan(target, pointName, choice);
  if (outcome.kind === 'refused') {
    const [first] = outcome.violations;
    throw new CodedError(`plan.${first?.code ?? 'point-not-read'}`, first?.params ?? {});
  }
  const { plan } = outcome;
  await services.access.demand(requester.objectId, needsOf(plan), true);
  const { vault, item } = target;
  return {
    kind: 'restore',
    target: {
      vaultId: vault.id,
      vaultName: vault.name,
      itemId: item.id,
      containerName: item.containerName,
      itemName: item.itemName,
      vmId: item.vmId,
      vmName: item.vmName,
      pointId: point.id,
      pointName: point.name,
    },
    choice,
    plan,
    view: planViewOf(target, point, encryption, plan),
  };
}

/** Opens a form, or with a plan the confirmation, and posts its card. */
export async function openForm(
  services: Services,
  tx: Tx,
  at: { owner: Person; place: Place },
  data: RestoreForm,
): Promise<FormRow> {
  const id = newRequestId(randomInt);
  const form: FormRow = {
    id,
    kind: 'restore',
    state: data.plan ? 'confirming' : 'open',
    owner_oid: at.owner.objectId,
    conversation_id: at.place.conversationId,
    thread_id: at.place.threadId ?? null,
    card_message_id: null,
    nonce: newNonce(),
    data,
    expires_at: new Date(tx.now().getTime() + formMs),
    created_at: tx.now(),
  };
  const card_message_id = tx.post({
    conversationId: form.conversation_id,
    ...(form.thread_id && { threadId: form.thread_id }),
    subject: id,
    body: await formBody(services, tx, form),
  });
  await insertForm(tx, { ...form, card_message_id, data: JSON.stringify(data) });
  tx.wake('timer', `form:${id}`, form.expires_at);
  return { ...form, card_message_id };
}

/**
 * The form under lock, if it is this person's and still open.
 * @throws stale-card, not-your-form, form-expired
 */
export async function ownForm(tx: Tx, id: string, person: Person): Promise<FormRow> {
  const form = await lockForm(tx, id);
  if (!form) throw new CodedError('stale-card');
  const { ownerName, vmName } = dataOf(form);
  const command = `restore ${vmName}`;
  if (form.owner_oid !== person.objectId) throw new CodedError('not-your-form', { name: ownerName, command });
  if (form.state === 'expired') throw new CodedError('form-expired', { command });
  if (form.state !== 'open' && form.state !== 'confirming') throw new CodedError('stale-card');
  return form;
}

/** Changes a form: new data, a new nonce, the card drawn again. */
export async function changeForm(
  services: Services,
  tx: Tx,
  form: FormRow,
  change: { state: FormRow['state']; data?: RestoreForm },
): Promise<FormRow> {
  await updateForm(tx, form.id, {
    state: change.state,
    nonce: newNonce(),
    ...(change.data && { data: JSON.stringify(change.data) }),
  });
  await editFormCard(services, tx, form.id);
  const changed = await findForm(tx.db, form.id);
  if (!changed) throw new Error(`form ${form.id} vanished under its lock`);
  return changed;
}

/** The form becomes a request that waits for a decision; its card is posted for the approvers. */
export async function submitRequest(services: Services, tx: Tx, form: FormRow, requester: Person): Promise<void> {
  const { plan, reason = '' } = dataOf(form);
  if (!plan) throw new CodedError('nothing-to-confirm', { id: form.id });
  const decideBy = new Date(tx.now().getTime() + services.config.decideMinutes * 60_000);
  await insertRequest(
    tx,
    {
      id: form.id,
      kind: 'restore',
      state: 'pending',
      requester_oid: requester.objectId,
      requester_name: requester.name,
      tenant_id: requester.tenantId,
      conversation_id: form.conversation_id,
      thread_id: form.thread_id,
      vault_id: plan.target.vaultId,
      vm_id: plan.target.vmId,
      vm_name: plan.target.vmName,
      reason,
      hash: plan.plan.hash,
      decide_by: decideBy,
      begin_by: null,
      retry_by: null,
      nonce: newNonce(),
      failure: null,
      ended_at: null,
    },
    { hash: plan.plan.hash, body: plan },
  );
  await insertSteps(
    tx,
    plan.plan.steps
      .filter(({ byHand }) => !byHand)
      .map(({ kind }, position) => ({ id: randomUUID(), request_id: form.id, position, kind })),
  );
  tx.audit({
    actor: requester,
    event: 'request.asked',
    requestId: form.id,
    vmName: plan.target.vmName,
    planHash: plan.plan.hash,
    details: { reason, point: plan.target.pointName, vault: lastOf(plan.target.vaultId) },
  });
  tx.wake('timer', `request:${form.id}`, decideBy);
  await changeForm(services, tx, form, { state: 'done' });
  const here = { conversationId: form.conversation_id, ...(form.thread_id && { threadId: form.thread_id }) };
  const approvals = await approvalsChannel(tx.db);
  const elsewhere = approvals && approvals !== form.conversation_id ? [{ conversationId: approvals }] : [];
  await postRequestCards(services, tx, form.id, [here, ...elsewhere]);
}

/** Where requests are decided besides the thread they were asked in. */
export function approvalsChannel(db: Tx['db'] | Services['store']['db']): Promise<string | undefined> {
  return findSetting<string>(db, 'bot', 'approvals');
}
