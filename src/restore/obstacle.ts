import { apiVersions } from '../azure/resources.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { type Failure, tryRead } from '../kernel/errors.ts';
import type { Finding } from '../machines/rules/finding.ts';
import type { StepContext } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import { assigneeOf } from '../requests/stored-request.ts';
import { listVotes } from '../store/approvals.ts';
import type { Db } from '../store/schema.ts';
import { jobsOfAttempts } from '../store/steps.ts';
import { findQuarantine } from './held-copies.ts';
import { keyNeedsOf, missingKeyRight } from './key-rights.ts';
import { takenNames } from './plan-facts.ts';
import { madeVm } from './read-made.ts';
import { mayRestore, type StepKind } from './rules/plan.ts';
import { quickCheck, quickNeeds } from './rules/run-checks.ts';
import type { StoredRestore } from './stored-restore.ts';

/** Obstacles to a step of a restore besides its plan and the rights that every step takes: keys, and red findings. */
export async function findObstacle(
  services: RequestServices,
  plan: StoredRestore,
  at: StepContext,
): Promise<Failure | undefined> {
  const planned = plan.plan.steps.find(({ kind }) => kind === at.step.kind);
  return (
    (await unheldKeyRight(services, plan, at)) ??
    (await findHalfMade(services, plan, at)) ??
    // Somebody may have protected the copy itself, and had its disks replaced before.
    (plan.plan.effects.mode === 'replace' && mayRestore.includes(at.step.kind)
      ? await findQuarantine(services, plan.target.vmId)
      : undefined) ??
    // Only what would surely stop the restore ends a run, never a doubt or a warning. What a quarantine or a drill looks
    // at in between needs nothing that the restore still does.
    (planned ? (await findRedFinding(services, plan, planned.kind))?.text : undefined)
  );
}

/**
 * Key steps stand on the rights of the assignee or of one of those who approved the request, or the definition that it
 * runs under; the right may be granted meanwhile.
 */
async function unheldKeyRight(
  services: RequestServices,
  { plan }: StoredRestore,
  { request, step, results }: StepContext,
) {
  const planned = plan.steps.find(({ kind }) => kind === step.kind);
  const needs = planned ? keyNeedsOf(planned, results) : [];
  if (needs.length === 0) return undefined;
  const votes = await listVotes(services.store.db, request.standing_id ?? request.id);
  const approvers = votes.filter(({ decision }) => decision === 'approve').map(({ voter_oid }) => voter_oid);
  const assignee = assigneeOf(request);
  const lacks = await missingKeyRight(services, [assignee.objectId, ...approvers], needs);
  if (!lacks) return undefined;
  const { action, scope } = lacks;
  return { code: 'key-right-missing', params: { name: assignee.name, action, scope: nameOf(scope) } };
}

/** Azure Backup makes no second machine of one name: what a try of a restore left, which failed, is in the way of the next. */
export async function jobsInTheWay(db: Db, { choice }: StoredRestore, requestId: string): Promise<string[]> {
  return choice.mode === 'new-vm' ? (await jobsOfAttempts(db, requestId)).map(({ jobId }) => jobId) : [];
}

/**
 * A half-made machine of this request's own. It is no stranger's, so it ends no approval; only people can say that it
 * may go.
 */
async function findHalfMade({ azure, store }: RequestServices, stored: StoredRestore, { request, step }: StepContext) {
  if (step.kind !== 'restore-vm') return undefined;
  const group = stored.plan.target.resourceGroupId;
  const vm = nameOf(madeVm(stored));
  const jobIds = await jobsInTheWay(store.db, stored, request.id);
  const taken = await takenNames(azure, group, vm, { requestId: request.id, jobIds });
  const own = taken.find(({ ours }) => ours);
  return own && { code: 'rebuild.half-made', params: { id: request.id, vm: own.name, group: nameOf(group) } };
}

/**
 * The quick part of the checks, before each step: what would surely stop what is about to be sent, or the steps after it.
 * Undefined when nothing does, also when it could not be read: Azure then decides.
 */
async function findRedFinding(
  { azure, inventory }: Pick<RequestServices, 'azure' | 'inventory'>,
  { target: { vaultId, vmName }, plan }: StoredRestore,
  kind: StepKind,
): Promise<Finding | undefined> {
  const vault = await inventory.vault(vaultId);
  const needs = quickNeeds(plan, kind);
  const { staging: stagingId, target, network } = plan.effects;
  const targetGroupId = target.resourceGroup ?? '';
  const [staging, targetGroup, subnet, keyVaults] = await Promise.all([
    needs.staging ? tryRead(() => azure.places.storageAccount(stagingId)) : undefined,
    needs.target ? tryRead(() => azure.resources.exists(targetGroupId, apiVersions.group)) : undefined,
    needs.subnetId ? tryRead(() => azure.places.network(needs.subnetId ?? '')) : undefined,
    Promise.all(
      needs.keyVaultIds.map(async (id) => ({
        id,
        there: await tryRead(async () => (await azure.keyVaults.get(id)) !== undefined),
      })),
    ),
  ]);
  return quickCheck({
    vault,
    vmName,
    stagingId,
    targetGroupId,
    subnetId: network ?? undefined,
    keyVaults,
    ...(staging && { staging }),
    ...(targetGroup && { targetGroup }),
    ...(subnet && { network: subnet }),
  });
}
