import { parseArmId } from './world/arm-id.ts';
import { isGrantTierOn } from './world/grant-tier.ts';
import { isRunning, progress, statusOf } from './world/jobs.ts';
import { hasKeyAccess } from './world/key-access.ts';
import type { KeyVaultContents } from './world/key-vault-contents.ts';
import type { ArmResource } from './world/resources.ts';
import type { Job, ProtectedItem, Vault } from './world/vault.ts';
import type { World } from './world/world.ts';

// Most machines shown: a person can't take in a vault with a thousand VMs.
const shownMachines = 36;
const largeVault = 100;
const shownJobs = 12;

/** Lists that summarise the world for people. */
export function summarize(world: World) {
  const now = world.settle();
  const items = new Map<string, ProtectedItem>();
  for (const vault of world.vaults.values()) {
    for (const item of vault.items.values()) items.set(item.vmId.toLowerCase(), item);
  }
  const machines = world.subscriptions.flatMap(({ id }) =>
    world.resources.list('Microsoft.Compute/virtualMachines', `/subscriptions/${id}`),
  );
  const jobs = [...world.vaults.values()].flatMap((vault) => vault.jobs).filter((job) => isOfInterest(world, job));
  jobs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
  return {
    now: now.toISOString(),
    machineCount: machines.length,
    machines: newestFirst(world, machines)
      .slice(0, shownMachines)
      .map((vm) => machine(world, vm, items.get(vm.id.toLowerCase()))),
    vaults: [...world.vaults.values()].map((vault) => describeVault(vault, now)),
    jobs: jobs.slice(0, shownJobs).map((job) => ({
      id: job.id,
      vault: job.vault.name,
      vm: job.item.vmName,
      operation: job.operation,
      status: statusOf(job, now),
      percent: Math.round(progress(job, now) * 100),
      startedAt: job.startedAt.toISOString(),
    })),
    grantTier: isGrantTierOn(world),
    keyVaults: [...world.keyVaults].map(([name, contents]) => describeKeyVault(world, name, contents)),
    groups: world.subscriptions.flatMap(({ id, name }) => restored(world, id, name)),
  };
}

/** Newest resources, made during this run, first, because the world begins with more than can be shown. */
function newestFirst(world: World, machines: ArmResource[]): ArmResource[] {
  const made = (vm: ArmResource) => String(vm.properties.timeCreated) >= world.origin.toISOString();
  return [...machines.filter(made), ...machines.filter((vm) => !made(vm))];
}

/**
 * Jobs started during this run; of earlier nights only those of small vaults, because a thousand would hide the few.
 */
function isOfInterest(world: World, job: Job): boolean {
  return job.startedAt >= world.origin || job.vault.items.size < largeVault;
}

function machine(world: World, vm: ArmResource, item: ProtectedItem | undefined) {
  const parts = parseArmId(vm.id);
  return {
    id: vm.id,
    name: vm.name,
    group: parts?.group ?? '',
    power: world.machines.get(vm.id.toLowerCase())?.power ?? 'unknown',
    encryption: encryptionOf(world, vm),
    vault: item?.vault.name ?? null,
    protection: item ? (item.softDeletedAt ? 'soft-deleted' : item.protectionState) : 'not protected',
    points: item?.points.length ?? 0,
  };
}

function describeVault(vault: Vault, now: Date) {
  return {
    id: vault.id,
    name: vault.name,
    items: vault.items.size,
    guarded: vault.guard !== undefined,
    running: vault.jobs.filter((job) => isRunning(job, now)).length,
  };
}

function describeKeyVault(world: World, name: string, { id, keys, secrets }: KeyVaultContents) {
  const all = [...keys.values(), ...secrets.values()];
  return {
    name,
    id,
    rights: world.resources.get(id)?.properties.enableRbacAuthorization ? 'roles' : 'access policies',
    keys: [...keys.values()].filter((key) => !key.deletedAt).map((key) => key.name),
    secrets: [...secrets.values()].filter((secret) => !secret.deletedAt).length,
    /** Whether Azure Backup may read its secrets. */
    backup: hasKeyAccess(world, name),
    deleted: all.filter((one) => one.deletedAt).length,
  };
}

function encryptionOf(world: World, vm: ArmResource): string {
  if (world.resources.list('Microsoft.Compute/virtualMachines/extensions', vm.id).some(isAde)) return 'ADE';
  const { securityProfile, storageProfile } = vm.properties as {
    securityProfile?: { encryptionAtHost?: boolean };
    storageProfile?: { osDisk?: { managedDisk?: { diskEncryptionSet?: unknown } } };
  };
  if (storageProfile?.osDisk?.managedDisk?.diskEncryptionSet) return 'customer key';
  return securityProfile?.encryptionAtHost ? 'at host' : 'platform key';
}

function isAde(extension: ArmResource): boolean {
  return String(extension.properties.type).startsWith('AzureDiskEncryption');
}

/** Resources that restores have put into the target groups. */
function restored(world: World, subscriptionId: string, subscription: string) {
  const disks = world.resources.list('Microsoft.Compute/disks', `/subscriptions/${subscriptionId}`);
  const groups = Map.groupBy(disks, (disk) => parseArmId(disk.id)?.group ?? '');
  return [...groups]
    .filter(([group]) => group.toLowerCase().startsWith('rg-restore'))
    .map(([group, found]) => ({ group, subscription, disks: found.map((disk) => disk.name) }));
}
