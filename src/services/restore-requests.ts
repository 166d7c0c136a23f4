import { randomUUID } from 'node:crypto';
import { planCheckOf } from '../domain/check/plan-check.ts';
import { CodedError } from '../domain/errors.ts';
import type { RecoveryPointFacts } from '../domain/facts.ts';
import type { Person } from '../domain/turn.ts';
import type { FormRow } from '../store/forms.ts';
import { insertRequest } from '../store/requests.ts';
import { findSetting } from '../store/settings.ts';
import { insertSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { changeForm } from './forms.ts';
import type { Target } from './inventory.ts';
import { newNonce } from './nonce.ts';
import { lastOf, planViewOf } from './plan-view.ts';
import { needsOf } from './planning.ts';
import { postRequestCards } from './request-messages.ts';
import { restoreFormOf } from './restore-forms.ts';
import type { Services } from './services.ts';
import type { StoredRestore } from './stored-plan.ts';

/**
 * Makes the plan for a point, with everything that stands against it said.
 * @param points given: the check is run as well, and shown beside the plan
 * @throws plan.<code> the first rule that refuses, not-allowed and not-known for a right that the requester lacks
 */
export async function makePlan(
  services: Services,
  target: Target,
  pointName: string,
  requester: Person,
  points?: readonly RecoveryPointFacts[],
): Promise<StoredRestore> {
  const choice = { mode: 'disks' as const };
  const { outcome, vm, ...looked } = await services.planning.plan(target, pointName, choice);
  const { point, encryption } = looked;
  if (outcome.kind === 'refused') {
    const [first] = outcome.violations;
    throw new CodedError(`plan.${first?.code ?? 'point-not-read'}`, first?.params ?? {});
  }
  const { plan } = outcome;
  await services.access.demand(requester.objectId, needsOf(plan), true);
  const checked =
    points && (await services.checks.ofPlan(target, points, { ...looked, vm: { kind: 'read', value: vm } }, requester));
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
    view: { ...planViewOf(target, point, encryption, plan), ...(checked && { check: planCheckOf(checked, plan) }) },
  };
}

/** The form becomes a request that waits for a decision; its card is posted for the approvers. */
export async function submitRequest(services: Services, tx: Tx, form: FormRow, requester: Person): Promise<void> {
  const { plan, reason = '' } = restoreFormOf(form);
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
