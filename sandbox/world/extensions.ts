import { addComputeOperation, settled } from './compute-operations.ts';
import { hasKey, opens, secretVersion, settingsOn } from './disk-contents.ts';
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

/** Unlocks the disks whose settings allow it, as the extension does after a restore. New encryption is not modelled. */
function encrypt(
  world: World,
  vm: ArmResource,
  settings: Record<string, string | null>,
  at: Date,
): Refusal | undefined {
  const machine = world.machines.get(vm.id.toLowerCase());
  const kek = settings.KeyEncryptionKeyURL;
  if (kek && !hasKey(world, kek, at)) return failed(`the key ${kek} was not found`);
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
