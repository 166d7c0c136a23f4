import { resourceId } from './arm-id.ts';
import { guid, version } from './ids.ts';
import { type KeyVaultContents, newest } from './key-vault-contents.ts';
import { markers } from './markers.ts';
import type { AdeKeys } from './point-source.ts';
import type { ArmResource } from './resources.ts';
import type { Draft, Encryption } from './virtual-machine.ts';
import type { World } from './world.ts';

/** Platform-managed keys: what every managed disk has. */
export function pmk(): Encryption {
  return () => {};
}

/** Customer-managed key through a disk encryption set of the VM's own resource group. */
export function cmk(diskEncryptionSet: string): Encryption {
  return (draft) => {
    const { subscriptionId, group } = draft.spec;
    const id = resourceId(subscriptionId, group, 'Microsoft.Compute/diskEncryptionSets', diskEncryptionSet);
    for (const { resource, source } of draft.disks) {
      source.encryption = { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: id };
      resource.properties.encryption = { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: id };
    }
    for (const disk of modelDisks(draft)) disk.managedDisk.diskEncryptionSet = { id };
  };
}

/** Encryption at host: a flag of the VM; the disks keep their own encryption. */
export function atHost(): Encryption {
  return ({ vm }) => {
    vm.properties.securityProfile = { encryptionAtHost: true };
  };
}

/**
 * Azure Disk Encryption, single pass (no Entra application): settings on the disks and in the instance view, nothing in
 * the VM model but the extension. Windows has a secret per disk; Linux one passphrase for all.
 * @param kek name of the key that wraps the secrets; without it there is only a BEK
 * @param onDisks false: the disks carry no settings either, so only the instance view has them
 */
export function ade(keyVault: string, kek?: string, onDisks = true): Encryption {
  return (draft, world) => {
    const contents = world.keyVault(keyVault);
    const wrap = kek ? keyOf(world, keyVault, kek) : undefined;
    for (const [index, { resource, source }] of draft.disks.entries()) {
      const shared = draft.spec.os === 'Linux';
      const secretUrl = addSecret(world, draft, keyVault, shared ? 0 : index, wrap?.keyUrl);
      const keys: AdeKeys = { bek: { secretUrl, vaultId: contents.id }, ...(wrap && { kek: wrap }) };
      source.ade = keys;
      if (onDisks) setOnDisk(resource, keys);
      draft.machine.disks.set(source.name, {
        encryptionSettings: [{ ...settingsOf(keys), enabled: true }],
        encrypted: true,
      });
      if (index === 0) draft.source.ade = { mechanism: 'SinglePass', keys };
    }
    addExtension(draft, contents, wrap);
  };
}

/**
 * Azure Disk Encryption, dual pass (with an Entra application): settings in the VM model, with the OS disk, and an
 * older extension.
 */
export function adeDualPass(keyVault: string, kek: string): Encryption {
  return (draft, world) => {
    const contents = world.keyVault(keyVault);
    const wrap = keyOf(world, keyVault, kek);
    for (const [index, { source }] of draft.disks.entries()) {
      const secretUrl = addSecret(world, draft, keyVault, index, wrap.keyUrl);
      source.ade = { bek: { secretUrl, vaultId: contents.id }, kek: wrap };
      draft.machine.disks.set(source.name, { encryptionSettings: [], encrypted: true });
    }
    const keys = draft.disks[0]?.source.ade;
    if (!keys) throw new Error(`${draft.spec.name} has no disk`);
    draft.source.ade = { mechanism: 'DoublePass', keys };
    const { osDisk } = draft.vm.properties.storageProfile as { osDisk: Record<string, unknown> };
    osDisk.encryptionSettings = { ...settingsOf(keys), enabled: true };
    addExtension(draft, contents, wrap, guid(`Entra application of ${draft.vm.id}`));
  };
}

/** Writes ADE settings on a disk, as single pass does. */
export function setOnDisk(disk: ArmResource, keys: AdeKeys): void {
  disk.properties.encryptionSettingsCollection = {
    enabled: true,
    encryptionSettingsVersion: '1.1',
    encryptionSettings: [settingsOf(keys)],
  };
}

/** Both URLs with their vaults, as disks, VM models and instance views spell them. */
export function settingsOf(keys: AdeKeys): Record<string, unknown> {
  return {
    diskEncryptionKey: { secretUrl: keys.bek.secretUrl, sourceVault: { id: keys.bek.vaultId } },
    ...(keys.kek && { keyEncryptionKey: { keyUrl: keys.kek.keyUrl, sourceVault: { id: keys.kek.vaultId } } }),
  };
}

type ModelDisk = { managedDisk: Record<string, unknown> };

function modelDisks(draft: Draft): ModelDisk[] {
  const profile = draft.vm.properties.storageProfile as { osDisk: ModelDisk; dataDisks: ModelDisk[] };
  return [profile.osDisk, ...profile.dataDisks];
}

/** When the keys of VMs that were always encrypted were made. */
function longAgo(world: World): Date {
  return new Date(world.origin.getTime() - 400 * 86_400_000);
}

function keyOf(world: World, keyVault: string, name: string): NonNullable<AdeKeys['kek']> {
  const contents = world.keyVault(keyVault);
  let key = contents.keys.get(name);
  if (!key) {
    const first = { version: version(`${keyVault} ${name} 1`), createdAt: longAgo(world), enabled: true };
    key = { name, versions: [first] };
    contents.keys.set(name, key);
  }
  return { keyUrl: `${contents.uri}/keys/${name}/${newest(key).version}`, vaultId: contents.id };
}

/** Puts the BEK into the key vault. Azure names it by a GUID in capitals and describes it in tags. */
function addSecret(world: World, draft: Draft, keyVault: string, index: number, keyUrl?: string): string {
  const machine = { id: draft.vm.id, name: draft.spec.name, os: draft.spec.os, at: longAgo(world) };
  return writeSecret(world, machine, keyVault, index, keyUrl);
}

/** Writes the secret of a disk, at this time. */
export function writeSecret(
  world: World,
  machine: { id: string; name: string; os: string; at: Date },
  keyVault: string,
  index: number,
  keyUrl?: string,
): string {
  const contents = world.keyVault(keyVault);
  const name = guid(`bek ${machine.id} ${index}`).toUpperCase();
  const file = machine.os === 'Windows' ? `${name}.BEK` : 'LinuxPassPhraseFileName';
  const stored = {
    version: version(`${name} 1`),
    createdAt: machine.at,
    enabled: true,
    value: markers.secretValue,
    contentType: keyUrl ? 'Wrapped BEK' : 'BEK',
    tags: {
      MachineName: machine.name,
      DiskEncryptionKeyFileName: file,
      ...(keyUrl && { DiskEncryptionKeyEncryptionKeyURL: keyUrl, DiskEncryptionKeyEncryptionAlgorithm: 'RSA-OAEP' }),
    },
  };
  if (!contents.secrets.has(name)) contents.secrets.set(name, { name, versions: [stored] });
  return `${contents.uri}/secrets/${name}/${stored.version}`;
}

/** @param entraApp client id of the application that dual pass signs in as; absent: single pass */
function addExtension(draft: Draft, keyVault: KeyVaultContents, kek?: AdeKeys['kek'], entraApp?: string): void {
  const linux = draft.spec.os === 'Linux';
  const name = linux ? 'AzureDiskEncryptionForLinux' : 'AzureDiskEncryption';
  draft.extensions.push({
    name,
    id: `${draft.vm.id}/extensions/${name}`,
    type: 'Microsoft.Compute/virtualMachines/extensions',
    location: draft.vm.location ?? 'westeurope',
    properties: {
      autoUpgradeMinorVersion: true,
      provisioningState: 'Succeeded',
      publisher: 'Microsoft.Azure.Security',
      type: name,
      typeHandlerVersion: entraApp ? (linux ? '0.1' : '1.1') : linux ? '1.1' : '2.2',
      settings: {
        ...(entraApp && { AADClientID: entraApp }),
        KeyVaultURL: keyVault.uri,
        VolumeType: 'ALL',
        EncryptionOperation: 'EnableEncryption',
        KeyEncryptionKeyURL: kek?.keyUrl ?? null,
        KeyEncryptionAlgorithm: 'RSA-OAEP',
        SequenceVersion: guid(`sequence ${draft.vm.id}`),
        KeyVaultResourceId: keyVault.id,
        KekVaultResourceId: kek?.vaultId ?? '',
      },
    },
  });
}
