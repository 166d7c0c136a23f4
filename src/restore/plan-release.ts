import { actions } from '../access/rules/actions.ts';
import { armIdKey, nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { effectsHash } from '../kernel/request.ts';
import type { StoredRelease } from '../protection/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import { findRelease, type HeldCopy } from './held-copies.ts';
import { listSwapped } from './read-made.ts';
import { compareWithRecord } from './rules/made.ts';
import { longestRule, mostRuleText, ruleLines } from './rules/release.ts';

/**
 * The changes that the release of a copy makes, by today's resources.
 * @param subnetId of those that the profile names
 * @throws release-gone, release-foreign, release-elsewhere, release-subnet-gone, release-unread, release-rules-long,
 * azure.*
 */
export async function planRelease(
  { azure }: Pick<RequestServices, 'azure'>,
  { request, plan, name, machine, nic, disks }: HeldCopy,
  subnetId: string,
): Promise<StoredRelease> {
  const held = plan.restore.plan.target.subnetId ?? '';
  const [vm, card, subnet] = await Promise.all([
    azure.vms.get(machine.id),
    azure.interfaces.get(nic.id),
    azure.networks.subnet(subnetId),
  ]);
  const params = { copy: name, id: request.id };
  if (!vm || !card) throw new CodedError('release-gone', params);
  const isOurs = compareWithRecord(machine, vm) === 'same' && compareWithRecord(nic, card) === 'same';
  const hasOne = vm.networkInterfaceIds.length === 1 && sameArmId(vm.networkInterfaceIds[0] ?? '', nic.id);
  const swapped = await listSwapped({ azure }, vm, disks);
  if (!isOurs || !hasOne || card.publicAddressId || swapped.length > 0) throw new CodedError('release-foreign', params);
  // A send whose answer was lost may have moved it.
  if (![held, subnetId].some((id) => sameArmId(card.subnetId ?? '', id))) {
    throw new CodedError('release-elsewhere', { ...params, subnet: nameOf(card.subnetId ?? '-') });
  }
  if (!subnet) throw new CodedError('release-subnet-gone', { subnet: nameOf(subnetId) });
  if (subnet.rules === undefined) throw new CodedError('release-unread', { subnet: nameOf(subnetId) });
  const rules = ruleLines(subnet.rules);
  if (rules.some(({ length }) => length > longestRule) || rules.join('').length > mostRuleText) {
    throw new CodedError('release-rules-long', { subnet: nameOf(subnetId) });
  }
  const { identity } = vm;
  const effects = {
    quarantine: request.id,
    machine,
    nic,
    from: armIdKey(held),
    to: armIdKey(subnetId),
    securityGroup: subnet.securityGroupId ? armIdKey(subnet.securityGroupId) : null,
    rules,
    identities: [
      ...(identity?.principalId ? [identity.principalId.toLowerCase()] : []),
      ...(identity?.userAssigned ?? []).map(armIdKey),
    ].toSorted(),
  };
  const { vaultId, vaultName, containerName, vmId, vmName } = plan.target;
  const { resourceGroupId: groupId, region } = plan.restore.plan.target;
  return {
    kind: 'release',
    target: { vaultId, vaultName, containerName, vmId, vmName },
    groupId,
    region,
    subnetId,
    pointAt: plan.restore.plan.effects.point.at,
    plan: { hash: effectsHash(effects), effects },
    gated: { action: actions.writeInterface, scope: groupId },
  };
}

/** @throws release-under-way: another release of it waits or runs */
export async function requireNoneUnderWay(
  services: Pick<RequestServices, 'store' | 'requestKinds'>,
  { request, name }: HeldCopy,
): Promise<void> {
  const other = await findRelease(services, request, ['pending', 'approved', 'running']);
  if (other) throw new CodedError('release-under-way', { copy: name, id: other.id });
}
