import { parseArmId } from './arm-id.ts';
import { captureSource } from './capture-source.ts';
import { vaultOf } from './disk-contents.ts';
import { setOnDisk } from './encryption.ts';
import { version } from './ids.ts';
import { type KeyVaultContents, newest, type Stored } from './key-vault-contents.ts';
import type { Machine } from './machine.ts';
import type { AdeKeys } from './point-source.ts';
import type { ProtectedItem } from './vault.ts';
import type { Encryption } from './virtual-machine.ts';
import type { World } from './world.ts';

/** Encrypts a VM, or changes its encryption. Existing points stay as they are. */
export function encryptNow(world: World, vmId: string, encryption: Encryption): void {
  const [vm, machine, source] = [world.resources.get(vmId), theMachine(world, vmId), captureSource(world, vmId)];
  if (!vm || !source) throw new Error(`the world has no VM ${vmId}`);
  const { subscriptionId = '', group = '', name = '' } = parseArmId(vmId) ?? {};
  const disks = managedDisks(world, vmId).flatMap((resource) => {
    const found = source.disks.find((one) => one.name === resource.name);
    return found ? [{ resource, source: found }] : [];
  });
  const spec = { name, subscriptionId, group, os: source.osType, encryption };
  const draft = { spec, vm, disks, machine, extensions: [], source };
  encryption(draft, world);
  for (const extension of draft.extensions) world.resources.put(extension);
}

/** Adds a new version of each of its secrets to the key vault and encrypts the VM with it. */
export function rotateSecrets(world: World, vmId: string, at: Date): void {
  const machine = theMachine(world, vmId);
  for (const disk of managedDisks(world, vmId)) {
    const state = machine.disks.get(disk.name);
    const keys = captureSource(world, vmId)?.disks.find((one) => one.name === disk.name)?.ade;
    if (!state || !keys) continue;
    const secret = storedSecret(world, keys);
    if (newest(secret).createdAt < at) {
      const next = version(`${secret.name} ${secret.versions.length + 1}`);
      secret.versions.push({ ...newest(secret), version: next, createdAt: at });
    }
    const secretUrl = keys.bek.secretUrl.replace(/[^/]+$/, newest(secret).version);
    const fresh: AdeKeys = { ...keys, bek: { ...keys.bek, secretUrl } };
    setOnDisk(disk, fresh);
    const [settings] = (disk.properties.encryptionSettingsCollection as { encryptionSettings: [object] })
      .encryptionSettings;
    state.encryptionSettings = [{ ...settings, enabled: true }];
  }
}

/**
 * Deletes the secrets and the key of a VM from the key vault, and the keys of a confidential VM's sets.
 * @param purged also purges them
 */
export function deleteKeys(world: World, vmId: string, at: Date, purged = false): void {
  const remove = (vaultId: string, kind: 'keys' | 'secrets', url: string) => {
    const contents = keyVaultOf(world, vaultId);
    const name = url.split('/')[4] ?? '';
    const stored = contents[kind].get(name);
    if (!stored) return;
    if (!purged) stored.deletedAt = at;
    else {
      contents[kind].delete(name);
      (contents.purged[kind] as Stored[]).push(stored);
    }
  };
  for (const { ade, confidentialKey } of captureSource(world, vmId)?.disks ?? []) {
    const vault = confidentialKey && vaultOf(world, confidentialKey);
    if (vault) remove(vault.id, 'keys', confidentialKey);
    if (!ade) continue;
    remove(ade.bek.vaultId, 'secrets', ade.bek.secretUrl);
    if (ade.kek) remove(ade.kek.vaultId, 'keys', ade.kek.keyUrl);
  }
}

/** Makes a managed data disk larger. */
export function growDisk(world: World, vmId: string, lun: number, sizeGb: number): void {
  const profile = world.resources.get(vmId)?.properties.storageProfile as {
    dataDisks: { lun: number; diskSizeGB?: number; managedDisk: { id: string } }[];
  };
  const inModel = profile.dataDisks.find((one) => one.lun === lun);
  const disk = inModel && world.resources.get(inModel.managedDisk.id);
  if (!inModel || !disk) throw new Error(`${vmId} has no disk at LUN ${lun}`);
  inModel.diskSizeGB = sizeGb;
  disk.properties.diskSizeGB = sizeGb;
  disk.properties.diskSizeBytes = sizeGb * 2 ** 30;
}

/** Deletes a VM with its disks and network interface. */
export function deleteVm(world: World, vmId: string): void {
  const profile = world.resources.get(vmId)?.properties.networkProfile as { networkInterfaces: { id: string }[] };
  for (const disk of managedDisks(world, vmId)) world.resources.delete(disk.id);
  for (const { id } of profile.networkInterfaces) world.resources.delete(id);
  for (const extension of world.resources.children('Microsoft.Compute/virtualMachines/extensions', vmId)) {
    world.resources.delete(extension.id);
  }
  world.resources.delete(vmId);
  world.machines.delete(vmId.toLowerCase());
}

/** Stops protection and deletes the backup data, which soft delete keeps for two weeks. */
export function deleteItem(item: ProtectedItem, at: Date): void {
  item.softDeletedAt = at;
  item.protectionState = 'ProtectionStopped';
  const [last] = item.points;
  if (last) item.lastBackup = { at: last.at, status: 'Completed' };
}

function theMachine(world: World, vmId: string): Machine {
  const machine = world.machines.get(vmId.toLowerCase());
  if (!machine) throw new Error(`the world has no VM ${vmId}`);
  return machine;
}

function managedDisks(world: World, vmId: string) {
  const profile = world.resources.get(vmId)?.properties.storageProfile as
    | { osDisk: { managedDisk?: { id: string } }; dataDisks: { managedDisk?: { id: string } }[] }
    | undefined;
  const all = profile ? [profile.osDisk, ...profile.dataDisks] : [];
  return all.flatMap(({ managedDisk }) => (managedDisk && world.resources.get(managedDisk.id)) || []);
}

function storedSecret(world: World, keys: AdeKeys) {
  const secret = keyVaultOf(world, keys.bek.vaultId).secrets.get(keys.bek.secretUrl.split('/')[4] ?? '');
  if (!secret) throw new Error(`there is no secret ${keys.bek.secretUrl}`);
  return secret;
}

function keyVaultOf(world: World, id: string): KeyVaultContents {
  return world.keyVault(parseArmId(id)?.name ?? '');
}
