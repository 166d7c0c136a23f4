import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { networkOf, regionKey, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { type UsableTier, usableTier } from '../../machines/rules/item-state.ts';
import { securedDetails } from './keys.ts';
import { findStanding, type RestoreChoice, type RestoreFacts, type RestorePlaces, type RestoreTarget } from './plan.ts';
import { findRehydration } from './points.ts';
import { securityOf } from './signed-machine.ts';
import { stagingAccess, stagingMembers } from './staging.ts';

/** The destination by facts and choice together, worked out once for rules, body, steps and effects. */
export type TieredTarget = RestoreTarget & { tier: UsableTier };

export function planTarget(facts: RestoreFacts, choice: RestoreChoice): TieredTarget {
  const replace = choice.mode === 'replace';
  const resourceGroupId = replace
    ? resourceGroupIdOf(facts.item.vmId)
    : (choice.targetResourceGroupId ?? facts.profile.targetResourceGroupId);
  // VHD files can always be made, and nothing is lost by them: they are taken where managed is not known.
  const form = facts.encryption.managed.value === 'yes' ? 'managed' : 'vhd';
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

const recoveryType = {
  disks: 'RestoreDisks',
  rebuild: 'RestoreDisks',
  'new-vm': 'AlternateLocation',
  replace: 'OriginalLocation',
} as const;

export type PlannedMode = keyof typeof recoveryType;

/**
 * The restore request. Without a target group the disks of a managed VM would come back as VHD files and without the
 * snapshot's speed, so it is named for all but unmanaged disks.
 */
export function restoreBody(
  facts: RestoreFacts,
  choice: RestoreChoice,
  mode: PlannedMode,
  target: TieredTarget,
): RestoreBody {
  const set = choice.diskEncryptionSetId;
  const secured = securedDetails(facts, choice);
  const named = mode === 'new-vm' || (mode !== 'replace' && target.form === 'managed');
  const details = encryptionDetails(facts);
  const rehydration = findRehydration(target, choice);
  return {
    ...(rehydration
      ? {
          objectType: 'IaasVMRestoreWithRehydrationRequest',
          recoveryPointRehydrationInfo: {
            rehydrationRetentionDuration: `P${rehydration.days}D`,
            rehydrationPriority: rehydration.priority,
          },
        }
      : { objectType: 'IaasVMRestoreRequest' }),
    recoveryPointId: facts.point.name,
    recoveryType: recoveryType[mode],
    sourceResourceId: facts.item.vmId,
    ...(named ? { targetResourceGroupId: target.resourceGroupId } : {}),
    ...stagingMembers(stagingAccess(facts), facts.profile.stagingStorageAccountId),
    region: target.region,
    createNewCloudService: false,
    originalStorageAccountOption: false,
    ...(mode === 'new-vm' && target.vmId !== undefined ? { targetVirtualMachineId: target.vmId } : {}),
    ...(mode !== 'new-vm' || target.subnetId === undefined
      ? {}
      : { virtualNetworkId: networkOf(target.subnetId), subnetId: target.subnetId }),
    ...(details === undefined ? {} : { encryptionDetails: details }),
    ...(choice.luns === undefined ? {} : { restoreDiskLunList: dataLuns(choice.luns) }),
    ...(set === undefined ? {} : secured ? { securedVMDetails: secured } : { diskEncryptionSetId: set }),
    ...(target.otherZone === undefined ? {} : { zones: [target.otherZone] }),
    // Azure's own tools refuse to restore such a point without it. We don't offer to open the disks.
    ...(facts.point.privateDisks
      ? { targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' as const } }
      : {}),
  };
}

/** Azure's list names data disks only; an empty one means the OS disk alone. */
export function dataLuns(luns: readonly number[]): number[] {
  return [...new Set(luns)].filter((lun) => lun >= 0).sort((a, b) => a - b);
}

/**
 * Sent only where the point's own GET returned keyAndSecret, and then with exactly its addresses. Modern points carry
 * none, and today's command-line tools never send these details.
 */
function encryptionDetails(facts: RestoreFacts): RestoreBody['encryptionDetails'] {
  const { point } = facts;
  if (!point.detailed || !point.hasKeyAndSecret || point.keys === undefined) return undefined;
  const { bek, kek } = point.keys;
  return {
    encryptionEnabled: true,
    ...(kek === undefined ? {} : { kekUrl: kek.keyUrl, kekVaultId: kek.keyVaultId }),
    secretKeyUrl: bek.secretUrl,
    secretKeyVaultId: bek.keyVaultId,
  };
}

export function isPlannedMode(mode: RestoreChoice['mode']): mode is PlannedMode {
  return Object.hasOwn(recoveryType, mode);
}
