import { armIdKey, sameArmId } from '../../kernel/arm-id.ts';
import type { VmFacts } from '../../kernel/facts.ts';
import type { RestoreFacts } from './plan.ts';
import { type SignedMachine, type SignedOriginal, signedEncryption } from './signed-machine.ts';

/**
 * What the approver signs of the machine itself. Once signed it stands: what becomes of the original afterwards changes
 * nothing of what is made.
 * @returns undefined for a plan that was signed before this was part of it
 */
export function signMachine(facts: RestoreFacts): SignedMachine | undefined {
  if (facts.signedMachine !== undefined) return facts.signedMachine ?? undefined;
  const { point, vm } = facts;
  return {
    size: point.vmSize ?? vm?.size ?? null,
    zone: point.zones[0] ?? null,
    osType: point.osType === 'unknown' ? (vm?.osType ?? 'unknown') : point.osType,
    ...(vm && { original: signOriginal(facts, vm) }),
  };
}

function signOriginal({ disks = [], originalAccelerated }: RestoreFacts, vm: VmFacts): SignedOriginal {
  return {
    plan: vm.plan ?? null,
    licenseType: vm.licenseType ?? null,
    // The usual one is what Azure gives by itself.
    diskController: vm.diskController?.toLowerCase() === 'scsi' ? null : (vm.diskController ?? null),
    acceleratedNetworking: originalAccelerated ?? null,
    interfaces: vm.networkInterfaceIds.length,
    placement: (vm.placement ?? []).map(armIdKey).sort(),
    disks: vm.disks
      .map(({ lun, diskId, sizeGb, caching }) => {
        const disk = diskId === undefined ? undefined : disks.find(({ id }) => sameArmId(id, diskId));
        return {
          lun,
          mostGb: disk?.sizeGb ?? sizeGb ?? null,
          encryption: disk ? signedEncryption(disk) : null,
          caching: caching ?? null,
        };
      })
      .sort((a, b) => a.lun - b.lun),
  };
}
