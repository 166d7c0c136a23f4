import { regionKey, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { type UsableTier, usableTier } from '../../machines/rules/usable-tier.ts';
import { findStanding, type RestoreChoice, type RestoreFacts, type RestorePlaces, type RestoreTarget } from './plan.ts';
import { securityOf } from './signed-machine.ts';

/** The destination by facts and choice together, worked out once for rules, body, steps and effects. */
export type TieredTarget = RestoreTarget & { tier: UsableTier };

export function planTarget(facts: RestoreFacts, choice: RestoreChoice): TieredTarget {
  const replace = choice.mode === 'replace';
  const resourceGroupId = replace
    ? resourceGroupIdOf(facts.item.vmId)
    : (choice.targetResourceGroupId ?? facts.profile.targetResourceGroupId);
  // VHD files can always be made, and nothing is lost by them: they are taken where managed is not known.
  const managed = facts.encryption.managed.value === 'yes' || choice.asManaged === true;
  const form = managed ? 'managed' : 'vhd';
  const makesVm = choice.mode === 'rebuild' || choice.mode === 'new-vm';
  const subnetId = subnetOf(choice, facts.profile, facts.originalSubnetId);
  const name = choice.names?.vm;
  const vmId = replace
    ? facts.item.vmId
    : name === undefined
      ? undefined
      : `${resourceGroupId}/providers/Microsoft.Compute/virtualMachines/${name}`;
  // The original tells nothing more of the copy once its disks are out.
  const signed = facts.vm === undefined || findStanding(facts) ? facts.signed : undefined;
  const security = signed ? (signed.target.security ?? []) : securityOf(facts.vm, facts.point);
  const sameZone = choice.zone === undefined || facts.point.zones.includes(choice.zone);
  const leaves = !replace && subscriptionOf(resourceGroupId) !== facts.vault.subscriptionId.toLowerCase();
  const elsewhere = !sameZone || leaves;
  return {
    resourceGroupId,
    form,
    region: regionKey(facts.vault.location),
    // A signed plan brings the point back from the archive; it may be back by now.
    tier: facts.signed?.effects.rehydration
      ? { tier: 'vault-archive' }
      : usableTier(facts.point, form === 'managed', elsewhere),
    ...(makesVm && subnetId !== undefined ? { subnetId } : {}),
    ...(choice.mode !== 'disks' && vmId !== undefined ? { vmId } : {}),
    ...(makesVm && security.length > 0 ? { security } : {}),
    ...(sameZone || choice.zone === undefined ? {} : { otherZone: choice.zone }),
  };
}

/**
 * The subnet of a machine that is made: the one that was named, else by its place in the network. Where the original no
 * longer tells its own, the profile proposes one.
 */
export function subnetOf(
  { subnetId, network = 'isolated' }: RestoreChoice,
  profile: RestoreFacts['profile'],
  originalSubnetId: string | undefined,
): string | undefined {
  if (subnetId !== undefined) return subnetId;
  if (network === 'quarantine') return profile.quarantine?.subnetId;
  return network === 'isolated' ? profile.isolatedSubnetId : (originalSubnetId ?? profile.subnetIds?.[0]);
}

/** The destination of a restore: a copy in quarantine goes to a group and a staging account of its own. */
export function placesOf<Places extends RestorePlaces>(
  profile: Places,
  { network }: Pick<RestoreChoice, 'network'>,
): Places {
  const { quarantine } = profile;
  if (network !== 'quarantine' || !quarantine) return profile;
  const { resourceGroupId: targetResourceGroupId, stagingStorageAccountId } = quarantine;
  return { ...profile, targetResourceGroupId, stagingStorageAccountId };
}
