import type { VirtualMachineExtension } from '@azure/arm-compute';
import type { AdeExtensionFacts } from '../../kernel/facts.ts';
import { list, setting, text } from './values.ts';

const publisher = 'microsoft.azure.security';
const types = ['azurediskencryption', 'azurediskencryptionforlinux'];

/** The ADE extension among a VM's resources, found by publisher and type: its name is free. */
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
