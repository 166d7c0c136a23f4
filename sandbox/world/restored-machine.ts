import { parseArmId } from './arm-id.ts';
import { attached, detach } from './change-machine.ts';
import { boot, disksOf } from './machine-model.ts';
import { machineIds, makeMachine } from './new-machine.ts';
import { makeNic } from './new-nic.ts';
import type { Refusal } from './refusal.ts';
import type { RestoreRequest } from './restore-request.ts';
import type { RestoredDisk } from './restored-disks.ts';
import type { Job, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

/** Creates a VM from restored disks, as Azure Backup does, in the requested subnet. */
export function makeRestoredVm(
  world: World,
  job: Job,
  point: RecoveryPoint,
  request: RestoreRequest,
  disks: RestoredDisk[],
  at: Date,
): Refusal | undefined {
  const name = parseArmId(request.targetVirtualMachineId ?? '')?.name ?? '';
  const ids = machineIds(request.targetResourceGroupId ?? '', name);
  const { location } = job.vault;
  const tags = { RSVaultBackup: job.id };
  const configuration = { name: 'ipconfig1', properties: { subnet: { id: request.subnetId ?? '' } } };
  const nic = { id: ids.nic, name: `${name}-nic`, location, tags, properties: { ipConfigurations: [configuration] } };
  const { securityProfile } = point.source.model;
  const state = point.source.model.storageProfile as
    | { osDisk?: { managedDisk?: { securityProfile?: object } } }
    | undefined;
  const [os, ...data] = disks.map(({ source, resource }) => ({ lun: source.lun, managedDisk: { id: resource?.id } }));
  const osState = state?.osDisk?.managedDisk?.securityProfile;
  return (
    makeNic(world, nic) ??
    makeMachine(
      world,
      {
        id: ids.vm,
        name,
        location,
        tags,
        zones: request.zones,
        plan: point.source.plan,
        properties: {
          hardwareProfile: { vmSize: point.source.size },
          storageProfile: {
            osDisk: {
              osType: point.source.osType,
              createOption: 'Attach',
              managedDisk: { ...os?.managedDisk, ...(osState && { securityProfile: osState }) },
            },
            dataDisks: data.map((disk) => ({ createOption: 'Attach', ...disk })),
          },
          networkProfile: { networkInterfaces: [{ id: ids.nic, properties: { primary: true } }] },
          diagnosticsProfile: { bootDiagnostics: { enabled: true } },
          ...(securityProfile !== undefined && { securityProfile }),
        },
      },
      at,
    )
  );
}

type Profile = { osDisk: Record<string, unknown>; dataDisks: Record<string, unknown>[] };

/** Swaps a VM's disks for restored ones. The old ones stay, detached (documented). */
export function replaceDisks(
  world: World,
  request: RestoreRequest,
  disks: RestoredDisk[],
  at: Date,
): Refusal | undefined {
  const vm = world.resources.get(request.sourceResourceId ?? '');
  const machine = vm && world.machines.get(vm.id.toLowerCase());
  if (!vm || !machine) return { code: 'UserErrorVmNotFoundV2', message: "Virtual machine doesn't exist." };
  const wasRunning = machine.power === 'running';
  const fresh = new Map(disks.flatMap(({ source, resource }) => (resource ? [[source.lun, resource.id]] : [])));
  const swap = (disk: Record<string, unknown>): Record<string, unknown> => {
    const id = fresh.get(Number(disk.lun ?? -1));
    if (id === undefined) return disk;
    detach(world, (disk.managedDisk as { id?: string } | undefined)?.id);
    const { name: _, diskSizeGB: _size, managedDisk: _disk, ...kept } = disk;
    return attached(world, { ...kept, createOption: 'Attach', managedDisk: { id } }, vm.id);
  };
  const profile = vm.properties.storageProfile as Profile;
  vm.properties.storageProfile = {
    ...profile,
    osDisk: swap(profile.osDisk),
    dataDisks: profile.dataDisks.map(swap),
  };
  machine.disks = new Map(
    disksOf(vm).map(({ name = '' }) => [name, machine.disks.get(name) ?? { encryptionSettings: [], encrypted: false }]),
  );
  if (wasRunning) boot(world, vm.id, machine, at);
  return undefined;
}
