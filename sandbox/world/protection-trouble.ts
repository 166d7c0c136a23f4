import { sameId } from './arm-id.ts';
import { keysUnreadable, largestEncryptedGb } from './backup-failure.ts';
import { captureSource } from './capture-source.ts';
import { softDeleted } from './check-restore.ts';
import { jobErrors } from './job-errors.ts';
import type { JobError, Vault } from './vault.ts';
import type { World } from './world.ts';

const unnamed = 'BMSUserErrorInvalidConfigureProtectionRequest';
/** Recorded in 2026 as the response itself (409); other problems show in the operation. */
export const registeredElsewhere = 'BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault';
/** Most VMs that a vault protects. */
const mostMachines = 1000;
/** Largest disk that is backed up at all, in GB. */
const largestGb = 32_767;

export type Trouble = { code: string; message: string; recommendation: string };

/**
 * Why a vault can't protect or resume a VM. Documented codes are the service's; the others use the code that it has for
 * any request it does not like. Texts are modelled, except the reported one for a VM in another vault.
 */
export function protectionTrouble(world: World, vault: Vault, vmId: string): Trouble | undefined {
  const vm = world.resources.get(vmId);
  const source = captureSource(world, vmId);
  if (!vm || !source) {
    return {
      code: 'UserErrorBcmDatasourceNotPresent',
      message: 'The virtual machine was not found.',
      recommendation: 'Check that the virtual machine exists and that it was not moved.',
    };
  }
  const other = protectingVault(world, vmId);
  if (other && other !== vault) {
    return {
      code: registeredElsewhere,
      message: 'Virtual machine is already registered\\registering with another recovery services vault.',
      recommendation: 'Please select a different virtual machine for registration.',
    };
  }
  if (vm.location?.toLowerCase() !== vault.location) {
    return invalid(`The virtual machine is in ${vm.location} and the vault is in ${vault.location}.`);
  }
  const known = [...vault.items.values()].find((item) => sameId(item.vmId, vmId));
  if (known?.softDeletedAt) return { ...softDeleted, recommendation: 'Undelete the backup item, then try again.' };
  if (!known && vault.items.size >= mostMachines) {
    return invalid(`The vault protects ${vault.items.size} virtual machines; the limit is ${mostMachines}.`);
  }
  const tooLarge = source.disks.some(({ ade, sizeGb }) => sizeGb > (ade ? largestEncryptedGb : largestGb));
  if (tooLarge) return of(jobErrors.unsupportedDiskSize.error);
  return keysUnreadable(world, source) ? of(jobErrors.keyVaultPermissions.error) : undefined;
}

/** The vault that protects a VM, or is about to. */
export function protectingVault(world: World, vmId: string): Vault | undefined {
  return [...world.vaults.values()].find((vault) =>
    [...vault.items.values(), ...vault.configuring.values()].some((item) => sameId(item.vmId, vmId)),
  );
}

function invalid(message: string): Trouble {
  return {
    code: unnamed,
    message: `Input for configure protection is not in proper format. ${message}`,
    recommendation: 'Please ensure that container exists and other parameters are in valid format.',
  };
}

function of({ errorTitle, errorString, recommendations }: JobError): Trouble {
  return { code: errorTitle, message: errorString, recommendation: recommendations[0] ?? '' };
}
