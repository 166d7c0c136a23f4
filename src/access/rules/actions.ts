import type { KeyVaultFacts } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';

/** Sends the restore. Backup Operator and Backup Contributor hold it, Backup Reader does not. */
export const restoreAction =
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action';

/**
 * The actions that a person must hold for a restore: Microsoft's documented minimum for restoring disks and VMs,
 * where it lists actions instead of roles.
 */
export const actions = {
  restore: restoreAction,
  /** Restored disks appear in the target group. Contributor and VM Restore Operator hold it, Reader does not. */
  writeDisk: 'Microsoft.Compute/disks/write',
  /** The documented minimum on the staging account; Storage Account Contributor and Contributor hold it. */
  writeStaging: 'Microsoft.Storage/storageAccounts/write',
  /**
   * On the source VM: Microsoft requires Virtual Machine Contributor there, or this action. Reading a VM must not
   * be enough to obtain its disks. Also needed to replace its disks and to create a new VM, at their scopes.
   */
  writeVm: 'Microsoft.Compute/virtualMachines/write',
  readVm: 'Microsoft.Compute/virtualMachines/read',
  /** A new machine's network interface, its place in the subnet, and the machine's attachment to it. */
  writeInterface: 'Microsoft.Network/networkInterfaces/write',
  joinInterface: 'Microsoft.Network/networkInterfaces/join/action',
  joinSubnet: 'Microsoft.Network/virtualNetworks/subnets/join/action',
  /** Disks are created with the set: a person who cannot see it in Azure cannot name it here. */
  readSet: 'Microsoft.Compute/diskEncryptionSets/read',
  deploy: 'Microsoft.Resources/deployments/write',
  writeExtension: 'Microsoft.Compute/virtualMachines/extensions/write',
  /** A machine whose disks name a key vault can be created only by a person who may deploy from that vault. */
  deployKeys: 'Microsoft.KeyVault/vaults/deploy/action',
} as const;

/** For a new machine that does not come up. Virtual Machine Contributor and Contributor hold both. */
export const powerActions = {
  deallocate: 'Microsoft.Compute/virtualMachines/deallocate/action',
  start: 'Microsoft.Compute/virtualMachines/start/action',
} as const;

/** Key Vault's data actions for recovering missing keys and secrets. */
export const recoveryActions = {
  recoverSecret: 'Microsoft.KeyVault/vaults/secrets/recover/action',
  restoreSecret: 'Microsoft.KeyVault/vaults/secrets/restore/action',
  setSecret: 'Microsoft.KeyVault/vaults/secrets/setSecret/action',
  recoverKey: 'Microsoft.KeyVault/vaults/keys/recover/action',
  restoreKey: 'Microsoft.KeyVault/vaults/keys/restore/action',
} as const;

/**
 * Data actions for a key in a Managed HSM, by its own roles: Managed HSM Crypto User may restore, Crypto Officer
 * may recover.
 */
export const hsmActions = {
  recoverKey: 'Microsoft.KeyVault/managedHsm/keys/deletedKeys/recover/action',
  restoreKey: 'Microsoft.KeyVault/managedHsm/keys/restore/action',
} as const;

/** Backup Operator and Backup Contributor hold it, Backup Reader does not. */
export const backUpAction =
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/backup/action';

/** Backup Operator, Backup Contributor and, on the machine's group, Virtual Machine Contributor hold it. */
export const writeItemAction =
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write';

/** Backup Contributor holds it, Backup Operator does not. */
export const writePolicyAction = 'Microsoft.RecoveryServices/vaults/backupPolicies/write';

export function writeItem(vaultId: string): Need {
  return { action: writeItemAction, scope: vaultId };
}

export function writePolicy(vaultId: string): Need {
  return { action: writePolicyAction, scope: vaultId };
}

const cancelAction = 'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action';

/** Backup Operator and Backup Contributor hold it, Backup Reader does not. */
export function cancelNeed(vaultId: string): Need {
  return { action: cancelAction, scope: vaultId };
}

/** A Key Vault data action as the permission in an access policy: recover of keys, set of secrets. */
export function verbOf(action: string): { kind: 'keys' | 'secrets'; verb: string } | undefined {
  const match = /^Microsoft\.KeyVault\/vaults\/(keys|secrets)\/([a-z]+?)(?:Secret)?\/action$/i.exec(action);
  const [, kind = '', verb = ''] = match ?? [];
  if (verb === '') return undefined;
  return { kind: kind.toLowerCase() === 'keys' ? 'keys' : 'secrets', verb: verb.toLowerCase() };
}

/**
 * Whether an access policy grants a person a data action. Only the person's own policies: a group's members are
 * not known here.
 */
export function policyGives({ accessPolicies }: KeyVaultFacts, objectId: string, action: string): boolean {
  const wanted = verbOf(action);
  if (!wanted) return false;
  return accessPolicies
    .filter((policy) => policy.objectId.toLowerCase() === objectId.toLowerCase())
    .some((policy) => policy[wanted.kind].some((verb) => verb === 'all' || verb === wanted.verb));
}

export type TierName = 'observe' | 'protect' | 'restore' | 'rebuild' | 'keys' | 'grant' | 'drill' | 'quarantine';
