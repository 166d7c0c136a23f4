import { parseArmId } from './arm-id.ts';
import type { AdeKeys, PointSource, SourceDisk } from './point-source.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

type ModelDisk = { name: string; lun?: number; managedDisk?: { id: string } };

/** What a backup taken now would hold: read from the VM and its disks as they are. Undefined when the VM is gone. */
export function captureSource(world: World, vmId: string): PointSource | undefined {
  const vm = world.resources.get(vmId);
  if (!vm) return undefined;
  const profile = vm.properties.storageProfile as {
    osDisk: ModelDisk & { osType: PointSource['osType'] };
    dataDisks: ModelDisk[];
  };
  const disks = [{ ...profile.osDisk, lun: -1 }, ...profile.dataDisks].flatMap((one) => {
    const resource = one.managedDisk && world.resources.get(one.managedDisk.id);
    return resource ? [sourceOf(resource, one.lun ?? -1)] : [];
  });
  const keys = disks[0]?.ade;
  return {
    vmName: parseArmId(vmId)?.name ?? vm.name,
    osType: profile.osDisk.osType,
    size: (vm.properties.hardwareProfile as { vmSize: string }).vmSize,
    managed: profile.osDisk.managedDisk !== undefined,
    zones: (vm.zones as string[] | undefined) ?? [],
    disks,
    ...(keys && { ade: { mechanism: 'SinglePass', keys } }),
    model: vm.properties,
  };
}

function sourceOf(disk: ArmResource, lun: number): SourceDisk {
  const { properties } = disk;
  const keys = adeOf(properties.encryptionSettingsCollection);
  return {
    lun,
    name: disk.name,
    sizeGb: properties.diskSizeGB as number,
    sku: String(disk.sku?.name),
    encryption: properties.encryption as SourceDisk['encryption'],
    ...(keys && { ade: keys }),
  };
}

type Collection = {
  enabled: boolean;
  encryptionSettings: {
    diskEncryptionKey: { secretUrl: string; sourceVault: { id: string } };
    keyEncryptionKey?: { keyUrl: string; sourceVault: { id: string } };
  }[];
};

function adeOf(value: unknown): AdeKeys | undefined {
  const collection = value as Collection | undefined;
  const first = collection?.enabled ? collection.encryptionSettings[0] : undefined;
  if (!first) return undefined;
  const { diskEncryptionKey: bek, keyEncryptionKey: kek } = first;
  return {
    bek: { secretUrl: bek.secretUrl, vaultId: bek.sourceVault.id },
    ...(kek && { kek: { keyUrl: kek.keyUrl, vaultId: kek.sourceVault.id } }),
  };
}
