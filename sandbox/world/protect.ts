import { parseArmId, resourceId } from './arm-id.ts';
import { digits } from './ids.ts';
import { signedBlob } from './markers.ts';
import { type Night, nightsOf } from './nights.ts';
import type { PointSource } from './point-source.ts';
import type { JobError, ProtectedItem, RecoveryPoint, Vault } from './vault.ts';
import { addVirtualMachine, type VmSpec } from './virtual-machine.ts';
import type { World } from './world.ts';

const day = 86_400_000;
/** Nights of points that the world starts with: the policies' retention. */
export const keptDays = 30;
/** instantRpRetentionRangeInDays of the policies. */
export const snapshotDays = 2;

export const healthy: ProtectedItem['health'] = {
  code: 400239,
  title: 'IaasVmHealthGreenDefault',
  message: 'Backup pre-check status of this virtual machine is OK.',
  recommendations: [],
  status: 'Passed',
};

/** Adds a VM and registers it in a vault, with a point for every successful night. */
export function protect(world: World, vault: Vault, policyName: string, spec: VmSpec): ProtectedItem {
  const source = addVirtualMachine(world, spec);
  const id = resourceId(spec.subscriptionId, spec.group, 'Microsoft.Compute/virtualMachines', spec.name);
  addSnapshotExtension(world, id, spec.os);
  return register(world, vault, policyName, id, source);
}

/** Registers a VM, which may be gone. */
export function register(
  world: World,
  vault: Vault,
  policyName: string,
  vmId: string,
  source: PointSource,
): ProtectedItem {
  const { group = '', name = '' } = parseArmId(vmId) ?? {};
  const unique = `iaasvmcontainerv2;${group};${name}`.toLowerCase();
  const { origin } = world;
  const [last] = nightsOf(name, origin, 1);
  // Points are made when first read: listing a thousand items doesn't need thirty points of each.
  let points: RecoveryPoint[] | undefined;
  const item: ProtectedItem = {
    vault,
    containerName: `IaasVMContainer;${unique}`,
    itemName: `VM;${unique}`,
    vmName: name,
    vmId,
    policyName,
    protectionState: 'Protected',
    health: last?.failure ? unhealthy(last.failure.error) : healthy,
    ...(last && {
      lastBackup: { at: last.startedAt, status: last.failure?.result === 'Failed' ? 'Failed' : 'Completed' },
    }),
    get points() {
      points ??= pointsOf(
        nightsOf(name, origin, keptDays).filter((night) => !isDeletedAt(item, night.startedAt)),
        source,
        vmId,
      );
      return points;
    },
  };
  vault.items.set(item.itemName.toLowerCase(), item);
  return item;
}

function pointsOf(nights: Night[], source: PointSource, vmId: string): RecoveryPoint[] {
  const [newest] = nights;
  return nights
    .filter((night) => night.failure?.result !== 'Failed')
    .map((night) => {
      const snapshot =
        newest !== undefined && newest.pointAt.getTime() - night.pointAt.getTime() < snapshotDays * day - 60_000;
      const transferred = !night.failure;
      return {
        name: digits(`point ${vmId} ${night.pointAt.toISOString().slice(0, 10)}`),
        at: night.pointAt,
        consistency: 'AppConsistent',
        tiers: [
          { tier: 'InstantRP', status: snapshot ? 'Valid' : 'Deleted' },
          ...(transferred ? [{ tier: 'HardenedRP' as const, status: 'Valid' as const }] : []),
        ],
        source,
        expiresAt: new Date(night.pointAt.getTime() + keptDays * day),
      };
    });
}

/** Whether the item was already soft-deleted at this moment; it is not backed up afterwards. */
export function isDeletedAt(item: ProtectedItem, at: Date): boolean {
  return item.softDeletedAt !== undefined && at >= item.softDeletedAt;
}

export function unhealthy(error: JobError): ProtectedItem['health'] {
  return {
    ...(error.errorCode !== undefined && { code: error.errorCode }),
    title: error.errorTitle,
    message: error.errorString,
    recommendations: error.recommendations,
    status: 'ActionRequired',
  };
}

/** Azure Backup's own extension. Its settings carry signed addresses (modelled), which must not leak. */
function addSnapshotExtension(world: World, vmId: string, os: 'Windows' | 'Linux'): void {
  const name = os === 'Windows' ? 'VMSnapshot' : 'VMSnapshotLinux';
  world.resources.put({
    name,
    id: `${vmId}/extensions/${name}`,
    type: 'Microsoft.Compute/virtualMachines/extensions',
    location: 'westeurope',
    properties: {
      autoUpgradeMinorVersion: true,
      provisioningState: 'Succeeded',
      publisher: 'Microsoft.Azure.RecoveryServices',
      type: name,
      typeHandlerVersion: '1.9',
      settings: {
        locale: 'en-US',
        taskId: '',
        commandToExecute: 'snapshot',
        objectStr: '',
        logsBlobUri: signedBlob('mdwesteurope', 'backuplogs/extension.log'),
        statusBlobUri: signedBlob('mdwesteurope', 'backuplogs/status.log'),
        commandStartTimeUTCTicks: '',
        vmType: 'microsoft.compute/virtualmachines',
      },
    },
  });
}
