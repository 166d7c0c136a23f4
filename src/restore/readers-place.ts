import type { ReadersPlaceAsked } from '../access/count-readers.ts';
import { resourceGroupIdOf } from '../kernel/arm-id.ts';
import type { RestoreFacts, RestorePlan } from './rules/plan.ts';

/** Where the copy and its original lie, for counting who gains access. What is gone leaves its resource group. */
export function readersPlaceOf(
  { item, vm, encryption }: Pick<RestoreFacts, 'item' | 'vm' | 'encryption'>,
  { target, effects }: Pick<RestorePlan, 'target' | 'effects'>,
): ReadersPlaceAsked {
  const disks = (vm?.disks ?? []).flatMap(({ diskId }) => diskId ?? []);
  const keys = encryption.ade.keysAtPoint ?? encryption.ade.keysNow[0];
  const inGroup = target.form === 'managed' && effects.mode !== 'replace';
  return {
    original: { machine: item.vmId, disks: disks.length > 0 ? disks : [resourceGroupIdOf(item.vmId)] },
    copy: {
      ...(inGroup && { group: target.resourceGroupId }),
      staging: effects.staging,
      makesMachine: effects.mode === 'rebuild' || effects.mode === 'new-vm',
    },
    ...(keys && { keyVaultId: keys.bek.keyVaultId }),
  };
}
