import { guardedFailure, readGuardRequests } from '../../access/resource-guard.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import type { ItemTarget } from '../../requests/rules/stored-parts.ts';
import { type ProbeResult, type StepInput, stepOf } from '../../saga/step-handler.ts';
import type { Services } from '../../services.ts';
import { protectRequest } from '../request-kinds/protect.ts';
import { resumeProtectionRequest } from '../request-kinds/resume-protection.ts';
import { stopProtectionRequest } from '../request-kinds/stop-protection.ts';
import { undeleteRequest } from '../request-kinds/undelete.ts';
import { isStopped } from '../rules/item-state.ts';

/** Enables backup of a machine that no vault protects. */
export const protectStep = stepOf(protectRequest, {
  job: 'ConfigureBackup',

  async send({ azure, inventory }, { plan: { target, policyId }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.protection.enable({ vault, vmId: target.vmId, policyId, clientRequestId: attempt.id });
  },

  find: (services, at) =>
    findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, at.plan.policyName) && !item.softDeleted),
});

export const resumeProtectionStep = stepOf(resumeProtectionRequest, {
  job: 'ConfigureBackup',

  async send({ azure, inventory }, { plan: { target, policyId }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    const call = { vault, vmId: target.vmId, item: target, policyId, clientRequestId: attempt.id };
    return azure.protection.resume(call);
  },

  find: (services, at) => findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, at.plan.policyName)),
});

/** Data is kept. Where a Resource Guard protects it, the call names the guard's request. */
export const stopProtectionStep = stepOf(stopProtectionRequest, {
  job: 'DisableBackup',

  async send(services, { plan: { target }, attempt }) {
    const vault = await services.inventory.vault(target.vaultId);
    const guardRequests = await readGuardRequests(services, vault, 'stop');
    const call = { vault, vmId: target.vmId, item: target, clientRequestId: attempt.id };
    const sent = await services.azure.protection.stop({ ...call, ...(guardRequests && { guardRequests }) });
    const [guardId] = guardRequests ?? [];
    // The right on the guard may have run out since it was looked at: no role on the vault helps.
    const isGuards = guardId !== undefined && sent.kind === 'refused' && sent.failure.code === 'azure.forbidden';
    return isGuards ? { ...sent, failure: guardedFailure('protection.guarded', vault, guardId) } : sent;
  },

  find: (services, at) => findChange(services, at, 'DisableBackup', isStopped),
});

/** A soft-deleted item becomes a stopped one. */
export const undeleteStep = stepOf(undeleteRequest, {
  job: 'Undelete',

  async send({ azure, inventory }, { plan: { target }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.protection.undelete({ vault, vmId: target.vmId, item: target, clientRequestId: attempt.id });
  },

  find: (services, at) => findChange(services, at, 'Undelete', (item) => !item.softDeleted),
});

/** The job by its activity id; without one, whether the item is as it was to become. */
async function findChange(
  { azure, inventory }: Services,
  { plan: { target }, attempt }: StepInput<{ target: ItemTarget }>,
  operation: 'ConfigureBackup' | 'DisableBackup' | 'Undelete',
  isDone: (item: ProtectedItemFacts) => boolean,
): Promise<ProbeResult> {
  const vault = await inventory.vault(target.vaultId);
  const found = await azure.protection.find({
    vault,
    containerName: target.containerName,
    operation,
    clientRequestId: attempt.id,
    sentAt: attempt.opened_at,
  });
  if (found.kind !== 'absent') return found;
  const item = await azure.items.get(target.itemId);
  return item && isDone(item) ? { kind: 'done' } : found;
}

function isUnder(item: ProtectedItemFacts, policyName: string): boolean {
  return !isStopped(item) && item.policyName?.toLowerCase() === policyName.toLowerCase();
}
