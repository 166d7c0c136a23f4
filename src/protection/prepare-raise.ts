import { writeItem } from '../access/rules/actions.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import { isImmutable, raiseRefusal } from '../machines/rules/item-state.ts';
import type { RequestServices } from '../requests/services.ts';
import { itemTarget } from '../requests/stored-plan.ts';
import { readRaised } from './read-raised.ts';
import { planRaise, returning } from './rules/raise-plan.ts';
import type { StoredRaise } from './stored-raise.ts';

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
  const { back, gone } = returning(points, policy.body.retention, clock.now());
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
