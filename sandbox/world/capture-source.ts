import { parseArmId } from './arm-id.ts';
import { pointSecurityType } from './confidential.ts';
import type { AdeKeys, MarketplacePlan, PointSource, SourceDisk } from './point-source.ts';
import { activeKeyOf } from './set-keys.ts';
import type { World } from './world.ts';

type ModelDisk = { name: string; lun?: number; diskSizeGB?: number; managedDisk?: { id: string } };

type Settings = {
  enabled?: boolean;
  diskEncryptionKey: { secretUrl: string; sourceVault: { id: string } };
  keyEncryptionKey?: { keyUrl: string; sourceVault: { id: string } };
};

/** Content of a backup taken now, read from the VM and its disks. Undefined if the VM is gone. */
export function captureSource(world: World, vmId: string): PointSource | undefined {
  const vm = world.resources.get(vmId);
  if (!vm) return undefined;
  const profile = vm.properties.storageProfile as {
    osDisk: ModelDisk & { osType: PointSource['osType']; encryptionSettings?: Settings };
    dataDisks: ModelDisk[];
  };
  // Dual pass: the VM model holds the settings of the OS disk, which apply to all disks.
  const inModel = profile.osDisk.encryptionSettings;
  const disks = [{ ...profile.osDisk, lun: -1 }, ...profile.dataDisks].map((one) => {
    const keys = inModel ? keysOf(inModel) : keysOnDisk(world, vmId, one);
    return { ...sourceOf(world, one), ...(keys && { ade: keys }) };
  });
  const keys = disks[0]?.ade;
  return {
    vmName: parseArmId(vmId)?.name ?? vm.name,
    osType: profile.osDisk.osType,
    size: (vm.properties.hardwareProfile as { vmSize: string }).vmSize,
    managed: profile.osDisk.managedDisk !== undefined,
    zones: (vm.zones as string[] | undefined) ?? [],
    disks,
    ...(disks[0]?.confidential && { securityType: pointSecurityType(disks[0].confidential.securityType) }),
    ...(vm.plan !== undefined && { plan: vm.plan as MarketplacePlan }),
    ...(world.machines.get(vmId.toLowerCase())?.copyAsksForKey && { copyAsksForKey: true }),
    ...(keys && { ade: { mechanism: inModel ? 'DoublePass' : 'SinglePass', keys } }),
    model: structuredClone(vm.properties),
  };
}

function sourceOf(world: World, disk: ModelDisk): SourceDisk {
  const resource = disk.managedDisk && world.resources.get(disk.managedDisk.id);
  const diskAccessId = resource?.properties.diskAccessId;
  const confidential = resource?.properties.securityProfile as SourceDisk['confidential'] | undefined;
  const set = confidential?.secureVMDiskEncryptionSetId;
  const confidentialKey = set && activeKeyOf(world, set);
  const encryption = resource?.properties.encryption ?? { type: 'EncryptionAtRestWithPlatformKey' };
  return {
    lun: disk.lun ?? -1,
    name: disk.name,
    sizeGb: Number(resource?.properties.diskSizeGB ?? disk.diskSizeGB ?? 0),
    sku: String(resource?.sku?.name ?? 'Premium_LRS'),
    encryption: encryption as SourceDisk['encryption'],
    ...(confidential && { confidential }),
    ...(confidentialKey && { confidentialKey }),
    ...(resource?.properties.publicNetworkAccess === 'Disabled' && {
      privateAccess: { ...(diskAccessId !== undefined && { diskAccessId: String(diskAccessId) }) },
    }),
  };
}

/** Single pass: what the platform knows of the disk, even if the disk itself carries no settings. */
function keysOnDisk(world: World, vmId: string, disk: ModelDisk): AdeKeys | undefined {
  const known = world.machines.get(vmId.toLowerCase())?.disks.get(disk.name);
  if (known?.encrypted && known.encryptionSettings[0]) return keysOf(known.encryptionSettings[0] as Settings);
  const resource = disk.managedDisk && world.resources.get(disk.managedDisk.id);
  const collection = resource?.properties.encryptionSettingsCollection as
    | { enabled: boolean; encryptionSettings: Settings[] }
    | undefined;
  const first = collection?.enabled ? collection.encryptionSettings[0] : undefined;
  return first && keysOf(first);
}

function keysOf({ enabled, diskEncryptionKey: bek, keyEncryptionKey: kek }: Settings): AdeKeys | undefined {
  if (enabled === false) return undefined;
  return {
    bek: { secretUrl: bek.secretUrl, vaultId: bek.sourceVault.id },
    ...(kek && { kek: { keyUrl: kek.keyUrl, vaultId: kek.sourceVault.id } }),
  };
}
