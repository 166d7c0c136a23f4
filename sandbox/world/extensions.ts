import { parseArmId } from './arm-id.ts';
import { addComputeOperation, settled } from './compute-operations.ts';
import { hasKey, opens, secretVersion, settingsOn, vaultOf } from './disk-contents.ts';
import { setOnDisk, settingsOf, writeSecret } from './encryption.ts';
import { spread } from './ids.ts';
import type { ComputeOperation } from './machine.ts';
import { agentAnswers, disksOf } from './machine-model.ts';
import type { Refusal } from './refusal.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

export const extensionType = 'Microsoft.Compute/virtualMachines/extensions';

/** How long the platform waits for an unresponsive agent before an extension fails (modelled). */
const patienceSeconds = 20 * 60;

/** Why Compute refuses an extension at once. Wording as known from the service. */
export function extensionRefusal(world: World, vm: ArmResource, name: string, wanted: Record<string, unknown>) {
  if (world.machines.get(vm.id.toLowerCase())?.power !== 'running') {
    return {
      code: 'OperationNotAllowed',
      message: 'Cannot modify extensions in the VM when the VM is not running.',
    };
  }
  const sameType = world.resources
    .children(extensionType, vm.id)
    .find(({ properties }) => properties.publisher === wanted.publisher && properties.type === wanted.type);
  if (!sameType || sameType.name.toLowerCase() === name.toLowerCase()) return undefined;
  return {
    code: 'OperationNotAllowed',
    message: `Multiple VMExtensions per handler not supported for OS type '${osOf(vm)}'. VMExtension '${name}' with handler '${String(wanted.publisher)}.${String(wanted.type)}' already added or specified in input.`,
  };
}

/** Installs or reruns an extension; only Azure Disk Encryption has an effect in the world. */
export function putExtension(
  world: World,
  vm: ArmResource,
  name: string,
  properties: Record<string, unknown>,
  subscriptionId: string,
): { extension: ArmResource; operation: ComputeOperation } {
  const { protectedSettings: _, ...shown } = properties;
  const extension = world.resources.put({
    name,
    id: `${vm.id}/extensions/${name}`,
    type: extensionType,
    location: vm.location ?? 'westeurope',
    properties: { ...structuredClone(shown), provisioningState: 'Creating' },
  });
  const location = vm.location ?? 'westeurope';
  const machine = world.machines.get(vm.id.toLowerCase());
  const silent = machine?.asksForKey === true || machine?.agent !== 'Ready';
  const seconds = silent ? patienceSeconds : spread(`extension ${extension.id}`, 150, 260);
  const operation = addComputeOperation(world, subscriptionId, location, seconds, (at) => {
    const error = outcome(world, vm, extension, at);
    extension.properties.provisioningState = error ? 'Failed' : 'Succeeded';
    return settled(world, vm.id, at, error);
  });
  return { extension, operation };
}

function outcome(world: World, vm: ArmResource, extension: ArmResource, at: Date): Refusal | undefined {
  const machine = world.machines.get(vm.id.toLowerCase());
  if (machine?.power !== 'running' || !agentAnswers(machine, at)) {
    return {
      code: 'VMExtensionProvisioningTimeout',
      message: `Provisioning of VM extension ${extension.name} has timed out. Extension provisioning has taken too long to complete. The extension last reported "Plugin status not reported".`,
    };
  }
  const { publisher, type, settings } = extension.properties;
  if (publisher !== 'Microsoft.Azure.Security' || !/^AzureDiskEncryption/.test(String(type))) return undefined;
  return encrypt(world, vm, settings as Record<string, string | null>, at);
}

/**
 * Unlocks the disks whose settings allow it, as the extension does after a restore. A machine whose disks have no
 * settings is encrypted.
 */
function encrypt(
  world: World,
  vm: ArmResource,
  settings: Record<string, string | null>,
  at: Date,
): Refusal | undefined {
  const machine = world.machines.get(vm.id.toLowerCase());
  const kek = settings.KeyEncryptionKeyURL;
  if (kek && !hasKey(world, kek, at)) return failed(`the key ${kek} was not found`);
  const disks = disksOf(vm).filter(({ managedDisk }) => managedDisk !== undefined);
  if (disks.every(({ managedDisk }) => !settingsOn(world, managedDisk?.id ?? ''))) {
    return encryptAnew(world, vm, settings, at);
  }
  for (const [index, { name = '', managedDisk }] of disksOf(vm).entries()) {
    const onDisk = managedDisk && settingsOn(world, managedDisk.id);
    if (!onDisk) continue;
    const { secretUrl } = onDisk.diskEncryptionKey;
    if (!secretVersion(world, secretUrl, at) || (index === 0 && !opens(world, managedDisk.id, at))) {
      return failed(`the secret ${secretUrl} does not open ${name}`);
    }
    machine?.disks.set(name, { encryptionSettings: [{ ...onDisk, enabled: true }], encrypted: true });
  }
  return undefined;
}

/** Windows gets a secret for each disk, Linux one for all. */
function encryptAnew(
  world: World,
  vm: ArmResource,
  settings: Record<string, string | null>,
  at: Date,
): Refusal | undefined {
  const contents = vaultOf(world, settings.KeyVaultURL ?? '');
  if (!contents) return failed(`there is no key vault ${settings.KeyVaultURL}`);
  const kek = settings.KeyEncryptionKeyURL;
  const os = osOf(vm);
  for (const [index, { name = '', managedDisk }] of disksOf(vm).entries()) {
    const secretUrl = writeSecret(
      world,
      { id: vm.id, name: vm.name, os, at },
      parseArmId(contents.id)?.name ?? '',
      os === 'Linux' ? 0 : index,
      kek ?? undefined,
    );
    const keys = {
      bek: { secretUrl, vaultId: contents.id },
      ...(kek && { kek: { keyUrl: kek, vaultId: contents.id } }),
    };
    const disk = world.resources.get(managedDisk?.id ?? '');
    if (disk) setOnDisk(disk, keys);
    const known = { encryptionSettings: [{ ...settingsOf(keys), enabled: true }], encrypted: true };
    world.machines.get(vm.id.toLowerCase())?.disks.set(name, known);
  }
  return undefined;
}

function failed(why: string): Refusal {
  return {
    code: 'VMExtensionProvisioningError',
    message: `VM has reported a failure when processing extension 'AzureDiskEncryption'. Error message: "Failed to configure bitlocker as expected: ${why}."`,
  };
}

function osOf(vm: ArmResource): string {
  return String((vm.properties.storageProfile as { osDisk?: { osType?: string } }).osDisk?.osType ?? '');
}

/** A script that Azure runs in a machine. */
export const runCommandType = 'Microsoft.Compute/virtualMachines/runCommands';
