import { actions, hsmActions, policyGives, recoveryActions } from '../access/rules/actions.ts';
import { apiVersions } from '../azure/resources.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { type Failure, tryRead } from '../kernel/errors.ts';
import { isHsmKey } from '../kernel/keys.ts';
import { evaluate } from '../kernel/permissions.ts';
import type { KeyInspection } from '../machines/rules/check-machine.ts';
import type { Finding } from '../machines/rules/finding.ts';
import type { StepContext } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import { assigneeOf } from '../requests/stored-request.ts';
import { listVotes } from '../store/approvals.ts';
import type { Db } from '../store/schema.ts';
import { jobsOfAttempts } from '../store/steps.ts';
import { findQuarantine } from './held-copies.ts';
import { takenNames } from './plan-facts.ts';
import { madeVm } from './read-made.ts';
import {
  type KeyNeed,
  mayRestore,
  type PlanStep,
  type RestorePlan,
  type StepKind,
  type Warning,
} from './rules/plan.ts';
import { checkedKeys } from './rules/results.ts';
import { quickCheck, quickNeeds } from './rules/run-checks.ts';
import type { StoredRestore } from './stored-restore.ts';

type Parts = Pick<RequestServices, 'azure' | 'access'>;

/** Warnings that a key has to be brought back, or may have to. */
const lost: readonly Warning['code'][] = ['set-key-lost', 'set-key-deleted', 'set-key-unknown'];

/**
 * Rights that a step needs in the key vaults that the restored disks turned out to name; before that, those of the
 * plan.
 */
export function keyNeedsOf(
  { kind, keyNeeds }: Pick<PlanStep, 'kind' | 'keyNeeds'>,
  results: Readonly<Record<string, unknown>>,
): KeyNeed[] {
  const ids = checkedKeys(results).flatMap(({ bek, kek }) => [bek.keyVaultId, ...(kek ? [kek.keyVaultId] : [])]);
  const vaults = [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
  if (vaults.length === 0) return keyNeeds;
  if (kind === 'deploy-vm') return vaults.map((scope) => ({ action: actions.deployKeys, scope, plane: 'control' }));
  if (kind !== 'recover-keys') return keyNeeds;
  return vaults.flatMap((scope) =>
    Object.values(recoveryActions).map((action) => ({ action, scope, plane: 'data' as const })),
  );
}

/**
 * Warnings about keys for approvers: a secret comes back from a copy which others may have written to; one of the
 * approvers must hold the rights that it takes, where the requester doesn't.
 * @param looks at the keys: a missing one has to be brought back, which takes more
 */
export async function keyWarnings(
  parts: Parts,
  { objectId, name }: Person,
  { steps, warnings }: Pick<RestorePlan, 'steps' | 'warnings'>,
  inspections: readonly KeyInspection[],
): Promise<Warning[]> {
  const missing =
    inspections.some(({ state }) => state.kind === 'read' && state.value.kind !== 'present') ||
    warnings.some(({ code }) => lost.includes(code));
  const needs = steps.filter(({ conditional }) => missing || !conditional).flatMap(({ keyNeeds }) => keyNeeds);
  const lacks = needs.length > 0 ? await missingKeyRight(parts, [objectId], needs) : undefined;
  return [
    ...setAnewWarning(steps, inspections),
    ...(lacks ? [{ code: codeOf(lacks), params: { name, action: lacks.action, vault: nameOf(lacks.scope) } }] : []),
  ];
}

/**
 * Whether somebody holds the key rights that an approver must hold because the requester doesn't; undefined if the
 * requester does.
 */
export async function approverKeyRights(
  parts: Parts,
  { steps, warnings }: Pick<RestorePlan, 'steps'> & { warnings: readonly { code: string }[] },
  objectId: string,
): Promise<'held' | KeyNeed | undefined> {
  const codes = warnings.map(({ code }) => code);
  const returns = codes.includes('key-return-by-approver');
  if (!returns && !codes.includes('keys-by-approver')) return undefined;
  const needs = steps.filter(({ conditional }) => returns || !conditional).flatMap(({ keyNeeds }) => keyNeeds);
  return (await firstMissing(parts, objectId, needs)) ?? 'held';
}

/** Bringing a key back takes another right than making a machine with it. */
function codeOf({ action }: KeyNeed): Warning['code'] {
  const returning: string[] = [...Object.values(recoveryActions), ...Object.values(hsmActions)];
  return returning.includes(action) ? 'key-return-by-approver' : 'keys-by-approver';
}

function setAnewWarning(steps: RestorePlan['steps'], inspections: readonly KeyInspection[]): Warning[] {
  const gone = inspections.filter(
    ({ url, state }) => /\/secrets\//i.test(url) && state.kind === 'read' && state.value.kind === 'gone',
  );
  if (gone.length === 0 || !steps.some(({ kind }) => kind === 'recover-keys')) return [];
  return [{ code: 'keys-set-anew', params: { count: gone.length } }];
}

/**
 * Whether one of these people holds everything that a step needs in Key Vault, through their own rights.
 * @returns what the first of them lacks; undefined: somebody holds it all
 */
export async function missingKeyRight(
  parts: Parts,
  people: readonly string[],
  needs: readonly KeyNeed[],
): Promise<KeyNeed | undefined> {
  let lacks: KeyNeed | undefined;
  for (const objectId of people) {
    const missing = await firstMissing(parts, objectId, needs);
    if (!missing) return undefined;
    lacks ??= missing;
  }
  return lacks;
}

async function firstMissing({ azure, access }: Parts, objectId: string, needs: readonly KeyNeed[]) {
  for (const need of needs) {
    if (isHsmKey(need.scope)) {
      if (!(await holdsInHsm(azure, objectId, need))) return need;
      continue;
    }
    // A key vault that is known by its address alone has no scope at which rights could be read.
    if (need.scope.startsWith('https:')) return need;
    const vault = need.plane === 'data' && isKeyVault(need.scope) ? await azure.keyVaults.get(need.scope) : undefined;
    const held =
      vault?.permissionModel === 'access-policy'
        ? policyGives(vault, objectId, need.action)
        : (await access.missing(objectId, [need], true)).length === 0;
    if (!held) return need;
  }
  return undefined;
}

/** An HSM that does not say who holds what gives nobody the right. */
async function holdsInHsm({ managedHsms }: Parts['azure'], objectId: string, { action, scope }: KeyNeed) {
  const rights = await tryRead(() => managedHsms.rights(new URL(scope).hostname, objectId));
  return rights.kind === 'read' && evaluate(rights.value, action, '/keys', 'data').answer === 'yes';
}

function isKeyVault(scope: string): boolean {
  return /\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/i.test(scope);
}

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
