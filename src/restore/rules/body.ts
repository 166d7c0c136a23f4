import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { networkOf } from '../../kernel/arm-id.ts';
import type { RestoreChoice, RestoreFacts } from './plan.ts';
import { findRehydration } from './points.ts';
import { securedDetails } from './set-key.ts';
import { stagingAccess, stagingMembers } from './staging.ts';
import type { TieredTarget } from './target.ts';

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
    ...(choice.asManaged === true && facts.encryption.managed.value !== 'yes' ? { restoreWithManagedDisks: true } : {}),
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
