import type { VirtualMachineExtension } from '@azure/arm-compute';
import type { AdeExtensionFacts, AdeKeys, OsType } from '../kernel/facts.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';
import { list, setting, text } from './parse/values.ts';
import { singlePassExtension } from './rules/single-pass-extension.ts';

type AdeCall = {
  vmId: Ref;
  /** Region of the VM. */
  location: string;
  /** Name of the VM's existing ADE extension: Azure rejects two of one type. Otherwise the type's own name. */
  name?: string | undefined;
  osType: OsType;
  keys: AdeKeys;
  clientRequestId: string;
};

export type Extensions = {
  /** Runs single-pass ADE on the VM again, which unlocks and mounts its data disks. */
  sendAde(call: AdeCall): Promise<SendOutcome>;
  /** Found by publisher and type; undefined also when the VM does not exist. */
  ade(vmId: Ref): Promise<AdeExtensionFacts | undefined>;
};

export function createExtensions(clients: ClientsOf): Extensions {
  return {
    sendAde({ vmId, location, name, osType, keys, clientRequestId }) {
      const { subscriptionId, resourceGroup, name: vm } = parseResourceId(vmId);
      const { virtualMachineExtensions } = clients(subscriptionId).changing.compute;
      const { type, settings, ...rest } = singlePassExtension(osType, keys);
      const extension = {
        location,
        typePropertiesType: type,
        ...rest,
        // A new value makes the extension run again.
        settings: { ...settings, SequenceVersion: clientRequestId },
      };
      return sendForEffect(clientRequestId, (options) =>
        virtualMachineExtensions.createOrUpdate(resourceGroup, vm, name ?? type, extension, options).submitted(),
      );
    },
    async ade(vmId) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(vmId);
      const { virtualMachineExtensions } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => virtualMachineExtensions.list(resourceGroup, name));
      return found && parseAdeExtension([...list(found.value)]);
    },
  };
}

const publisher = 'microsoft.azure.security';
const types = ['azurediskencryption', 'azurediskencryptionforlinux'];

/** The ADE extension of a VM, found by publisher and type, since its name is free. */
export function parseAdeExtension(resources: VirtualMachineExtension[] | undefined): AdeExtensionFacts | undefined {
  const extension = list(resources).find(
    (candidate) =>
      candidate.publisher?.toLowerCase() === publisher &&
      types.includes(candidate.typePropertiesType?.toLowerCase() ?? ''),
  );
  if (!extension) return undefined;
  const { settings } = extension;
  const optional = {
    operation: setting(settings, 'EncryptionOperation'),
    volumeType: setting(settings, 'VolumeType'),
    keyVaultUrl: setting(settings, 'KeyVaultURL'),
    keyVaultId: setting(settings, 'KeyVaultResourceId'),
    keyEncryptionKeyUrl: setting(settings, 'KeyEncryptionKeyURL'),
    kekVaultId: setting(settings, 'KekVaultResourceId'),
    sequence: setting(settings, 'SequenceVersion'),
  };
  return {
    name: extension.name ?? '',
    type: extension.typePropertiesType ?? '',
    typeHandlerVersion: text(extension.typeHandlerVersion) ?? '',
    provisioningState: text(extension.provisioningState) ?? '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}
