import type { RoomTexts } from '../room-texts.ts';

export const access = {
  texts: {
    errors: {
      denied: {
        message: 'The deny assignment {{name}} on {{scope}} takes away your right to {{right}}.',
        remedy: 'Ask an owner of {{scope}} who set it, and why.',
      },
      eligible: {
        message: "You're eligible for {{role}} on {{scope}}, but it isn't active now.",
        remedy: 'Activate it in the Azure portal under Privileged Identity Management, then ask again.',
      },
      'not-allowed': {
        message: "Your Azure roles don't let you do this on {{scope}}.",
        remedy: "Ask an owner of {{scope}} for a role with the right to {{right}}, or activate one if you're eligible.",
      },
      'not-known': {
        message: "I can't tell whether your Azure roles let you do this on {{scope}}: an assignment has a condition.",
        remedy: 'Ask an owner of {{scope}} for a role with the right to {{right}}, without a condition.',
      },
      'not-an-admin': {
        message: 'Only a Strongroom administrator can do this.',
        remedy: 'A platform engineer knows who they are: the setting ADMINS lists them.',
      },
      'not-an-admin-named': {
        message: 'Only a Strongroom administrator can do this.',
        remedy: 'Ask one of them, such as {{names}}.',
      },
    },
  },
} as const satisfies RoomTexts;

/** What an Azure action lets somebody do, after "the right to". */
export const rights = {
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action':
    'restore backups (Backup Operator has it)',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/backup/action':
    'back up on demand (Backup Operator has it)',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/read':
    'see what is protected (Backup Reader has it)',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write':
    'enable and stop backup (Backup Contributor has it)',
  'Microsoft.RecoveryServices/vaults/backupPolicies/write': 'create backup policies (Backup Contributor has it)',
  'Microsoft.RecoveryServices/vaults/backupJobs/read': 'see backup jobs',
  'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action': 'cancel backup jobs',
  'Microsoft.Compute/disks/write': 'create disks',
  'Microsoft.Compute/virtualMachines/read': 'see virtual machines',
  'Microsoft.Compute/virtualMachines/write': 'create and change virtual machines',
  'Microsoft.Compute/virtualMachines/delete': 'delete virtual machines',
  'Microsoft.Compute/virtualMachines/deallocate/action': 'deallocate virtual machines',
  'Microsoft.Compute/virtualMachines/start/action': 'start virtual machines',
  'Microsoft.Compute/virtualMachines/extensions/write': 'set up extensions of virtual machines',
  'Microsoft.Compute/virtualMachines/runCommands/write': 'run scripts in virtual machines',
  'Microsoft.Compute/diskEncryptionSets/read': 'see disk encryption sets',
  'Microsoft.Storage/storageAccounts/write': 'change the storage account',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read': 'read blobs',
  'Microsoft.Resources/deployments/write': 'deploy templates',
  'Microsoft.Network/networkInterfaces/write': 'create network interfaces',
  'Microsoft.Network/networkInterfaces/join/action': 'attach network interfaces',
  'Microsoft.Network/virtualNetworks/subnets/join/action': 'join subnets',
  'Microsoft.Authorization/roleAssignments/write': 'assign roles',
  'Microsoft.KeyVault/vaults/deploy/action': 'use the keys of the key vault for a deployment',
  'Microsoft.KeyVault/vaults/accessPolicies/write': 'change access policies of the key vault',
  'Microsoft.KeyVault/vaults/keys/read': 'list keys',
  'Microsoft.KeyVault/vaults/keys/backup/action': 'back up keys',
  'Microsoft.KeyVault/vaults/keys/recover/action': 'recover deleted keys',
  'Microsoft.KeyVault/vaults/keys/restore/action': 'restore keys',
  'Microsoft.KeyVault/vaults/secrets/readMetadata/action': 'list secrets',
  'Microsoft.KeyVault/vaults/secrets/getSecret/action': 'read secrets',
  'Microsoft.KeyVault/vaults/secrets/setSecret/action': 'set secrets',
  'Microsoft.KeyVault/vaults/secrets/backup/action': 'back up secrets',
  'Microsoft.KeyVault/vaults/secrets/recover/action': 'recover deleted secrets',
  'Microsoft.KeyVault/vaults/secrets/restore/action': 'restore secrets',
  'Microsoft.KeyVault/vaults/keys/wrap/action': 'wrap keys',
  'Microsoft.KeyVault/vaults/keys/unwrap/action': 'unwrap keys',
  'Microsoft.KeyVault/managedHsm/keys/read/action': 'list keys',
  'Microsoft.KeyVault/managedHsm/keys/backup/action': 'back up keys',
  'Microsoft.KeyVault/managedHsm/keys/wrap/action': 'wrap keys',
  'Microsoft.KeyVault/managedHsm/keys/unwrap/action': 'unwrap keys',
  'Microsoft.KeyVault/managedHsm/keys/restore/action': 'restore keys',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/read/action': 'list deleted keys',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/recover/action': 'recover deleted keys',
  // Verbs of a key vault with access policies.
  get: 'read keys',
  list: 'list keys',
  backup: 'back up keys',
  wrapkey: 'wrap keys',
  unwrapkey: 'unwrap keys',
} as const;

/** Of any other action, what is done to what it names. */
export const rightOf = {
  read: 'see {{what}}',
  write: 'create and change {{what}}',
  delete: 'delete {{what}}',
  action: '{{verb}} {{what}}',
} as const;
