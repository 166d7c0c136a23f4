import { writeItem } from '../access/rules/actions.ts';
import type { PolicyFacts } from '../kernel/backup-policy.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import { isImmutable, isStillHeld, isStopped, isSuspended, raiseRefusal } from '../machines/rules/item-state.ts';
import type { RequestServices } from '../requests/services.ts';
import { itemTarget } from '../requests/stored-request.ts';
import { findPlan } from '../store/requests.ts';
import { findHold } from './holds.ts';
import { requireGuard } from './prepare.ts';
import { keepsLessRefusal, weakens } from './rules/keeps-less.ts';
import { planHold, planRaise, planUnhold, pointsBroughtBack } from './rules/plans.ts';
import { type RaisedPolicy, raisedPolicy } from './rules/raised-policy.ts';
import { asHold, type StoredHold, type StoredRaise, type StoredUnhold } from './stored.ts';

/** @throws protection.*, not-allowed, not-known */
export async function prepareHold(services: RequestServices, target: Target, person: Person): Promise<StoredHold> {
  const { vault, item } = target;
  const vm = item.vmName;
  const stopped = isStopped(item);
  const ends = isImmutable(vault) ? 'suspend' : 'stop';
  const where = { vaultId: vault.id, itemId: item.id };
  await services.access.require(person.objectId, [writeItem(vault.id)], true);
  if (item.softDeleted) throw new CodedError('protection.deleted', { vm });
  const hold = await findHold(services.store.db, item.vmId);
  if (hold && isStillHeld(item)) throw new CodedError('protection.held-already', { vm, id: hold.id });
  if (isSuspended(item)) throw new CodedError('protection.suspended', { vm, vault: vault.name });
  const cut = await countCut(services, target);
  const raises = !stopped && (ends === 'suspend' || cut > 0);
  const policy = raises ? await readRaised(services, target, 'hold') : undefined;
  const plan = planHold(where, ends, policy);
  await services.access.require(person.objectId, plan.needs, true);
  return {
    kind: 'hold',
    target: itemTarget(target),
    plan,
    gated: writeItem(vault.id),
    stopped,
    ...(item.policyName && { policyName: item.policyName }),
    warnings: [...(stopped ? [] : await requireGuard(services, vault, ends)), ...cutWarnings(vm, cut, stopped)],
  };
}

/** @param wanted a policy by name; without it the previous one @throws protection.*, not-allowed, not-known */
export async function prepareUnhold(
  services: RequestServices,
  target: Target,
  wanted: string | undefined,
  person: Person,
): Promise<StoredUnhold> {
  const { azure, requestKinds, store } = services;
  const { vault, item } = target;
  await services.access.require(person.objectId, [writeItem(vault.id)], true);
  const hold = await findHold(store.db, item.vmId);
  if (!hold) throw new CodedError('protection.not-held', { vm: item.vmName });
  const before = item.policyName ? await azure.policies.get(vault, item.policyName) : undefined;
  // In an immutable vault the raised policy is the shortest one allowed next.
  const kept = asHold((await findPlan(store.db, requestKinds, hold.id))?.body);
  const name = wanted ?? item.policyName ?? kept?.policyName;
  const policy = isStopped(item) && name !== undefined ? await azure.policies.get(vault, name) : undefined;
  if (isStopped(item) && name !== undefined && !policy) {
    throw new CodedError('protection.policy-unknown', { policy: name, vault: vault.name });
  }
  const refusal = policy && before && keepsLessRefusal(target, before, policy);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  const warnings = policy && before && weakens(before, policy) ? await requireGuard(services, vault, 'change') : [];
  return {
    kind: 'unhold',
    target: itemTarget(target),
    plan: planUnhold({ vaultId: vault.id, itemId: item.id }, policy),
    gated: writeItem(vault.id),
    ...(policy && { policyName: policy.name }),
    warnings,
  };
}

/** Counts points that are soft-deleted because a policy was shortened. */
async function countCut({ azure }: RequestServices, { item }: Target): Promise<number> {
  return (await azure.points.list(item.id)).filter(({ softDeleted }) => softDeleted).length;
}

function cutWarnings(vm: string, count: number, stopped: boolean): Failure[] {
  if (count === 0) return [];
  return [{ code: stopped ? 'protection.hold-cut-stopped' : 'protection.hold-cut', params: { vm, count } }];
}

/** @throws protection.*, not-allowed, not-known */
export async function prepareRaise(services: RequestServices, target: Target, person: Person): Promise<StoredRaise> {
  const { access, azure, clock } = services;
  const { vault, item } = target;
  const vm = item.vmName;
  await access.require(person.objectId, [writeItem(vault.id)], true);
  const refusal = raiseRefusal(target);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  const points = await azure.points.list(item.id);
  const cut = points.filter(({ softDeleted }) => softDeleted).length;
  if (cut === 0) throw new CodedError('protection.none-cut', { vm });
  const policy = await readRaised(services, target, 'longer');
  const { back, gone } = pointsBroughtBack(points, policy.body.retention, clock.now());
  if (!back) throw new CodedError('protection.cut-too-old', { vm, count: gone });
  const plan = planRaise({ vaultId: vault.id, itemId: item.id }, policy);
  await access.require(person.objectId, plan.needs, true);
  const warnings: Failure[] = gone > 0 ? [{ code: 'protection.raise-leaves', params: { vm, count: gone } }] : [];
  return {
    kind: 'raise-retention',
    target: itemTarget(target),
    plan,
    gated: writeItem(vault.id),
    policyName: item.policyName ?? '',
    immutable: isImmutable(vault),
    back: {
      count: back.count,
      first: back.first.toISOString(),
      last: back.last.toISOString(),
      until: back.until.toISOString(),
    },
    warnings,
  };
}

/** The machine's policy with every retention raised. @throws protection.policy-unread */
async function readRaised(
  { azure }: Pick<RequestServices, 'azure'>,
  { vault, item }: Target,
  prefix: 'hold' | 'longer',
): Promise<RaisedPolicy> {
  const policies = await azure.policies.list(vault);
  const isOwn = ({ name }: PolicyFacts) => name.toLowerCase() === item.policyName?.toLowerCase();
  const before = policies.find(isOwn);
  const policy = before && raisedPolicy(before, policies, prefix);
  if (policy) return policy;
  throw new CodedError('protection.policy-unread', { vm: item.vmName, policy: item.policyName ?? '' });
}
