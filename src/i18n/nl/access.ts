import type { access as english, rightOf as englishOf, rights as englishRights } from '../en/access.ts';
import type { SameRoom } from '../language-folder.ts';
import type { SameKeys } from '../same-keys.ts';

export const access: SameRoom<typeof english> = {
  texts: {
    errors: {
      denied: {
        message: 'De weigeringstoewijzing {{name}} op {{scope}} ontneemt je het recht om {{right}}.',
        remedy: 'Vraag een eigenaar van {{scope}} wie die heeft ingesteld, en waarom.',
      },
      eligible: {
        message: 'Je komt in aanmerking voor {{role}} op {{scope}}, maar die rol is nu niet actief.',
        remedy: 'Activeer de rol in de Azure-portal onder Privileged Identity Management en vraag het opnieuw.',
      },
      'not-allowed': {
        message: 'Met je Azure-rollen mag je dit niet op {{scope}}.',
        remedy:
          'Vraag een eigenaar van {{scope}} om een rol met het recht om {{right}}, of activeer er een als je ervoor in aanmerking komt.',
      },
      'not-known': {
        message:
          'Ik kan niet vaststellen of je dit met je Azure-rollen mag op {{scope}}: een toewijzing heeft een voorwaarde.',
        remedy: 'Vraag een eigenaar van {{scope}} om een rol met het recht om {{right}}, zonder voorwaarde.',
      },
      'not-an-admin': {
        message: 'Dat kan alleen een beheerder van Strongroom.',
        remedy: 'Een platformbeheerder weet wie dat zijn: ze staan in de instelling ADMINS.',
      },
      'not-an-admin-named': {
        message: 'Dat kan alleen een beheerder van Strongroom.',
        remedy: 'Vraag het een van hen, zoals {{names}}.',
      },
    },
  },
};

export const rights: SameKeys<typeof englishRights> = {
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action':
    'back-ups terug te zetten (Backup Operator heeft het)',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/backup/action':
    'een back-up te starten (Backup Operator heeft het)',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/read':
    'te zien wat beveiligd is (Backup Reader heeft het)',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write':
    'back-up aan en uit te zetten (Backup Contributor heeft het)',
  'Microsoft.RecoveryServices/vaults/backupPolicies/write': 'back-upbeleid te maken (Backup Contributor heeft het)',
  'Microsoft.RecoveryServices/vaults/backupJobs/read': 'back-uptaken te zien',
  'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action': 'back-uptaken te annuleren',
  'Microsoft.Compute/disks/write': 'schijven te maken',
  'Microsoft.Compute/virtualMachines/read': 'virtuele machines te zien',
  'Microsoft.Compute/virtualMachines/write': 'virtuele machines te maken en te wijzigen',
  'Microsoft.Compute/virtualMachines/delete': 'virtuele machines te verwijderen',
  'Microsoft.Compute/virtualMachines/deallocate/action': 'de toewijzing van virtuele machines op te heffen',
  'Microsoft.Compute/virtualMachines/start/action': 'virtuele machines te starten',
  'Microsoft.Compute/virtualMachines/extensions/write': 'extensies van virtuele machines in te stellen',
  'Microsoft.Compute/virtualMachines/runCommands/write': 'scripts in virtuele machines uit te voeren',
  'Microsoft.Compute/diskEncryptionSets/read': 'schijfversleutelingssets te zien',
  'Microsoft.Storage/storageAccounts/write': 'het opslagaccount te wijzigen',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read': 'blobs te lezen',
  'Microsoft.Resources/deployments/write': 'sjablonen te implementeren',
  'Microsoft.Network/networkInterfaces/write': 'netwerkinterfaces te maken',
  'Microsoft.Network/networkInterfaces/join/action': 'netwerkinterfaces te koppelen',
  'Microsoft.Network/virtualNetworks/subnets/join/action': 'subnetten te gebruiken',
  'Microsoft.Authorization/roleAssignments/write': 'rollen toe te wijzen',
  'Microsoft.KeyVault/vaults/deploy/action': 'de sleutels van de sleutelkluis bij een implementatie te gebruiken',
  'Microsoft.KeyVault/vaults/accessPolicies/write': 'het toegangsbeleid van de sleutelkluis te wijzigen',
  'Microsoft.KeyVault/vaults/keys/read': 'sleutels op te sommen',
  'Microsoft.KeyVault/vaults/keys/backup/action': 'een back-up van sleutels te maken',
  'Microsoft.KeyVault/vaults/keys/recover/action': 'verwijderde sleutels terug te halen',
  'Microsoft.KeyVault/vaults/keys/restore/action': 'sleutels terug te zetten',
  'Microsoft.KeyVault/vaults/secrets/readMetadata/action': 'geheimen op te sommen',
  'Microsoft.KeyVault/vaults/secrets/getSecret/action': 'geheimen te lezen',
  'Microsoft.KeyVault/vaults/secrets/setSecret/action': 'geheimen in te stellen',
  'Microsoft.KeyVault/vaults/secrets/backup/action': 'een back-up van geheimen te maken',
  'Microsoft.KeyVault/vaults/secrets/recover/action': 'verwijderde geheimen terug te halen',
  'Microsoft.KeyVault/vaults/secrets/restore/action': 'geheimen terug te zetten',
  'Microsoft.KeyVault/vaults/keys/wrap/action': 'sleutels in te pakken',
  'Microsoft.KeyVault/vaults/keys/unwrap/action': 'sleutels uit te pakken',
  'Microsoft.KeyVault/managedHsm/keys/read/action': 'sleutels op te sommen',
  'Microsoft.KeyVault/managedHsm/keys/backup/action': 'een back-up van sleutels te maken',
  'Microsoft.KeyVault/managedHsm/keys/wrap/action': 'sleutels in te pakken',
  'Microsoft.KeyVault/managedHsm/keys/unwrap/action': 'sleutels uit te pakken',
  'Microsoft.KeyVault/managedHsm/keys/restore/action': 'sleutels terug te zetten',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/read/action': 'verwijderde sleutels op te sommen',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/recover/action': 'verwijderde sleutels terug te halen',
  // Verbs of a key vault with access policies.
  get: 'sleutels te lezen',
  list: 'sleutels op te sommen',
  backup: 'een back-up van sleutels te maken',
  wrapkey: 'sleutels in te pakken',
  unwrapkey: 'sleutels uit te pakken',
} as const;

export const rightOf: SameKeys<typeof englishOf> = {
  read: '{{what}} te zien',
  write: '{{what}} te maken en te wijzigen',
  delete: '{{what}} te verwijderen',
  action: '{{verb}} op {{what}} uit te voeren',
} as const;
