import {
  type GuardedOperation,
  guardActivated,
  guardedFailure,
  guardedOperations,
  isOfAnotherTenant,
} from '../access/resource-guard.ts';
import { writeItem } from '../access/rules/actions.ts';
import { nameOf, protectedItemIdOf } from '../kernel/arm-id.ts';
import type { PolicyBody, PolicyFacts } from '../kernel/backup-policy.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError, type Failure, readValue, tryRead } from '../kernel/errors.ts';
import type { RecoveryPointFacts, VaultFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import { isImmutable, resumeRefusal, stopRefusal, undeleteRefusal } from '../machines/rules/item-state.ts';
import type { KeyAccess } from '../machines/rules/key-access-gaps.ts';
import type { ItemTarget, PlanTarget } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { itemTarget } from '../requests/stored-request.ts';
import { findPlan, listRequests } from '../store/requests.ts';
import { requireNotHeld } from './holds.ts';
import { roleRefusal } from './key-access.ts';
import { keepsLessRefusal, resumeLoses, resumeLosesRefusal, type Stopped, weakens } from './rules/keeps-less.ts';
import { carriesOut, planGrant } from './rules/plan-grant.ts';
import { planPolicy, planProtect, planResume, planResumeShorter, planStop, planUndelete } from './rules/plans.ts';
import type { StoredBackup } from './rules/stored-parts.ts';
import {
  asHold,
  asStop,
  asUnhold,
  type StoredGrant,
  type StoredPolicy,
  type StoredProtect,
  type StoredResume,
  type StoredResumeShorter,
  type StoredStop,
  type StoredUndelete,
} from './stored.ts';

/** @throws not-allowed, not-known */
export async function preparePolicy(
  { access }: RequestServices,
  vault: VaultFacts,
  made: { name: string; body: PolicyBody },
  person: Person,
): Promise<StoredPolicy> {
  const plan = planPolicy(vault.id, made.name, made.body);
  await access.require(person.objectId, plan.needs, true);
  const target = { vaultId: vault.id, vaultName: vault.name, containerName: '', vmId: '', vmName: made.name };
  return { kind: 'policy', target, plan };
}

/** @throws not-allowed, not-known */
export async function prepareProtect(
  { access }: RequestServices,
  vault: VaultFacts,
  vm: { id: string; name: string },
  policy: PolicyFacts,
  warnings: Failure[],
  person: Person,
): Promise<StoredProtect> {
  const plan = planProtect(vault.id, vm.id, policy.id);
  await access.require(person.objectId, plan.needs, true);
  const itemId = protectedItemIdOf(vault.id, vm.id);
  const target: ItemTarget = {
    vaultId: vault.id,
    vaultName: vault.name,
    itemId,
    containerName: /protectionContainers\/([^/]+)/.exec(itemId)?.[1] ?? '',
    itemName: nameOf(itemId),
    vmId: vm.id,
    vmName: vm.name,
  };
  return { kind: 'protect', target, plan, policyId: policy.id, policyName: policy.name, warnings };
}

/** @throws protection.*, not-allowed, not-known */
export async function prepareResume(
  services: RequestServices,
  target: Target,
  policy: PolicyFacts,
  person: Person,
): Promise<StoredResume> {
  const { vault, item } = target;
  const plan = planResume(vault.id, item.id, policy.id);
  const more = await resumeWith(services, target, policy, person, plan);
  const loses = resumeLoses(await readStopped(services, target), policy, services.clock.now());
  requireNoRefusal(loses ? resumeLosesRefusal(target, policy) : undefined);
  return { kind: 'resume-protection', ...more, plan };
}

/**
 * Prepares resuming under a policy that may let go points that were kept while stopped: someone else has to approve.
 * @throws protection.*, not-allowed, not-known
 */
export async function prepareResumeShorter(
  services: RequestServices,
  target: Target,
  policy: PolicyFacts,
  person: Person,
): Promise<StoredResumeShorter> {
  const { vault, item } = target;
  const plan = planResumeShorter(vault.id, item.id, policy);
  const more = await resumeWith(services, target, policy, person, plan);
  return { kind: 'resume-shorter', ...more, plan, gated: writeItem(vault.id) };
}

async function resumeWith(
  services: RequestServices,
  target: Target,
  policy: PolicyFacts,
  person: Person,
  { needs }: Pick<StoredResume['plan'], 'needs'>,
) {
  await services.access.require(person.objectId, needs, true);
  requireNoRefusal(resumeRefusal(target.item));
  await requireNotHeld(services, target.item);
  const before = await policyOf(services, target);
  requireNoRefusal(before && keepsLessRefusal(target, before, policy));
  const warnings = before && weakens(before, policy) ? await requireGuard(services, target.vault, 'change') : [];
  return { target: itemTarget(target), policyId: policy.id, policyName: policy.name, warnings };
}

/** The policy by which a suspended item still keeps its points; a stopped item has none. */
async function policyOf({ azure }: RequestServices, { vault, item }: Target): Promise<PolicyFacts | undefined> {
  return item.policyName ? azure.policies.get(vault, item.policyName) : undefined;
}

/** @throws protection.*, not-allowed, not-known */
export async function prepareStop(services: RequestServices, target: Target, person: Person): Promise<StoredStop> {
  const { vault, item } = target;
  const suspends = isImmutable(vault);
  const plan = planStop(vault.id, item.id, suspends);
  await services.access.require(person.objectId, plan.needs, true);
  const refusal = stopRefusal(item);
  // A held item is stopped as well; advice to resume it would be wrong, since resuming is refused.
  if (refusal?.code === 'protection.stopped-already') await requireNotHeld(services, item);
  requireNoRefusal(refusal);
  const warnings = await requireGuard(services, vault, suspends ? 'suspend' : 'stop');
  const policy = await policyOf(services, target);
  return {
    kind: 'stop-protection',
    target: itemTarget(target),
    plan,
    gated: writeItem(vault.id),
    ...(policy && {
      before: { name: policy.name, retention: policy.retention, snapshotDays: policy.snapshotDays },
    }),
    warnings,
  };
}

/** @throws protection.*, not-allowed, not-known */
export async function prepareUndelete(
  { access }: RequestServices,
  target: Target,
  person: Person,
): Promise<StoredUndelete> {
  const { vault, item } = target;
  const plan = planUndelete(vault.id, item.id);
  await access.require(person.objectId, plan.needs, true);
  requireNoRefusal(undeleteRefusal(item));
  return { kind: 'undelete', target: itemTarget(target), plan, gated: writeItem(vault.id) };
}

/**
 * Requesting a grant takes no more than reading the machine, plus the needs of what waits for it; the approver's own
 * rights open the key vault.
 * @throws protection.keys-fine, protection.keys-not-needed, protection.grant-off, protection.key-role-missing,
 * protection.key-role-wider, not-allowed, not-known, check.*
 */
export async function prepareGrant(
  services: RequestServices,
  about: { target: PlanTarget; keyAccess: KeyAccess; principal: string | undefined; tags: Record<string, string> },
  person: Person,
  next?: StoredProtect | StoredBackup,
): Promise<StoredGrant> {
  const { access, config } = services;
  const { target, keyAccess, principal } = about;
  const params = { vm: target.vmName };
  if (keyAccess.kind === 'not-needed') throw new CodedError('protection.keys-not-needed', params);
  if (keyAccess.kind === 'fine') throw new CodedError('protection.keys-fine', params);
  if (keyAccess.kind === 'unknown') throw new CodedError(keyAccess.failure.code, keyAccess.failure.params);
  if (!carriesOut(config, keyAccess.gaps)) throw new CodedError('protection.grant-off', params);
  if (!principal) throw new CodedError('check.backup-service-missing', params);
  const { wanted, gaps } = keyAccess;
  requireNoRefusal(await roleRefusal(services, target.vmName, gaps));
  const plan = planGrant(target.vmId, principal, wanted, next && { hash: next.plan.hash, needs: next.plan.needs });
  await access.require(person.objectId, plan.needs, true);
  return {
    kind: 'grant-access',
    target,
    plan,
    gated: { ...gateOf(plan.carriers), tags: about.tags },
    wanted,
    principal,
    ...(next && { next }),
  };
}

function gateOf(carriers: StoredGrant['plan']['carriers']) {
  const [first] = carriers;
  if (!first) throw new Error('a grant of nothing');
  return first;
}

export function requireNoRefusal(refusal: Failure | undefined): void {
  if (refusal) throw new CodedError(refusal.code, refusal.params);
}

type Parts = Pick<RequestServices, 'azure' | 'store' | 'requestKinds'>;

/** If none of this many requests stopped the machine, older ones are not searched. */
const maxSearched = 20;

/** Reads what a resumption is compared with: the item's previous policy, if known, and its points. */
export async function readStopped(services: Parts, { vault, item }: Target): Promise<Stopped> {
  const points = readValue(await tryRead(() => services.azure.points.list(item.id)));
  const before = item.policyName
    ? await services.azure.policies.get(vault, item.policyName)
    : points && (await findStoppedUnder(services, item.vmId, points));
  return { ...(before && { before }), ...(points && { points }) };
}

/**
 * Finds the policy in the request that stopped the machine: Azure removes the policy of a stopped item. A point newer
 * than the stop means that somebody resumed it since.
 */
async function findStoppedUnder(
  { store: { db }, requestKinds }: Parts,
  vmId: string,
  points: readonly RecoveryPointFacts[],
): Promise<Stopped['before']> {
  const kinds = ['stop-protection', 'hold', 'unhold', 'protect', 'resume-protection', 'resume-shorter'];
  const limit = maxSearched;
  for (const { id, ended_at } of await listRequests(db, { vmId, kinds, states: ['succeeded'], byEnd: true, limit })) {
    const plan = readValue(await tryRead(() => findPlan(db, requestKinds, id)))?.body;
    const stop = asStop(plan);
    if (stop) return ended_at && points.every(({ at }) => at <= ended_at) ? stop.before : undefined;
    const changedNothing = asHold(plan)?.stopped === true || asUnhold(plan)?.plan.effects.policy === null;
    if (!changedNothing) return undefined;
  }
  return undefined;
}

type GuardParts = Pick<RequestServices, 'azure' | 'access'>;

/**
 * Checks whether a Resource Guard allows this now.
 * @returns a warning when the guard could not be read or belongs to another tenant
 * @throws protection.guarded
 */
export async function requireGuard(
  { azure, access }: GuardParts,
  vault: VaultFacts,
  operation: GuardedOperation,
): Promise<Failure[]> {
  if (vault.multiUserAuthorization === 'no') return [];
  const guards = await azure.guards.list(vault);
  const warnings: Failure[] = [];
  const end = `/${guardedOperations[operation]}`.toLowerCase();
  for (const { guardId, operations } of guards) {
    if (!operations.some((name) => name.toLowerCase().endsWith(end))) continue;
    const said = (code: string) => guardedFailure(`protection.${code}`, vault, guardId);
    const own = await azure.self.objectId();
    const rights = await tryRead(async () => access.rights(own ?? '', guardId, false));
    if (rights.kind === 'unread') {
      warnings.push(said(isOfAnotherTenant(rights.failure) ? 'guard-elsewhere' : 'guard-unsure'));
      continue;
    }
    const activated = guardActivated(rights.value, guardId);
    if (activated === 'no') throw new CodedError('protection.guarded', said('guarded').params);
    if (activated === 'unknown') warnings.push(said('guard-unsure'));
  }
  return warnings;
}
