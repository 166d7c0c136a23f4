import type { MovedCode, RecommendationCode, ViolationCode } from '../../../kernel/codes/restore.ts';
import type { RoomTexts } from '../../room-texts.ts';

export const plan = {
  texts: {
    plan: {
      /** Why a restore is refused. */
      'point-not-read': {
        message: "Only a list entry of point {{point}} was read, which doesn't tell its encryption.",
        remedy: 'Ask again.',
      },
      'point-no-usable-tier': {
        message: "Choose another recovery point: Azure can't restore from any tier of {{point}} anymore.",
      },
      'item-soft-deleted': {
        message: 'Type "undelete {{vm}}" first: its backup is soft-deleted.',
      },
      'new-vm-ade': {
        message:
          'Restore the disks and create the machine from them: Azure creates no VM from a point with Azure Disk Encryption.',
      },
      'new-vm-encryption-unknown': {
        message: "Restore the disks, which is always safe: it's unknown whether {{vm}} had Azure Disk Encryption then.",
      },
      'replace-ade': {
        message:
          "Restore the disks and create the machine from them: Azure can't replace disks with Azure Disk Encryption.",
      },
      'replace-encryption-unknown': {
        message: "Restore the disks, which is always safe: it's unknown whether {{vm}} was encrypted then.",
      },
      'replace-unmanaged': {
        message: "Restore the disks, or create a new VM: {{vm}} has unmanaged disks, which Azure doesn't replace.",
      },
      'replace-managed-unknown': {
        message: "Restore the disks: only managed ones can be replaced, and it's unknown whether {{vm}} has those.",
      },
      'replace-vm-gone': {
        message: "Restore the disks, or create a new VM: {{vm}} is gone or couldn't be read.",
      },
      'replace-leaves-trusted-launch': {
        message: "The point is of a trusted launch VM, and {{vm}} isn't one now: Azure refuses this mix.",
        remedy: 'Restore the disks, or create a new VM.',
      },
      'files-not-offered': {
        message:
          'I don\'t restore files: type "restore {{vm}}" and copy them from the disks. File Recovery in the Azure portal works too, unless {{vm}} is confidential or has Azure Disk Encryption.',
      },
      'set-confidential-snapshot-only': {
        message: 'A confidential VM gets another encryption set from the vault tier only; this point is a snapshot.',
        remedy: 'Choose a point in the vault tier.',
      },
      'set-key-snapshot-only': {
        message:
          'Key {{key}} of {{vm}} is gone from {{vault}}. Azure brings it back from the vault tier only; this point is a snapshot.',
        remedy: 'Choose a point in the vault tier, or put the key back first.',
      },
      'set-vault-key': {
        message:
          'Encryption set {{set}} needs a vault with a customer key, and {{vault}} has none, as far as Azure says.',
        remedy: 'Leave the set out and assign it to the restored disks afterwards.',
      },
      'set-disks': {
        message:
          'Leave encryption set {{set}} out: it takes managed disks without Azure Disk Encryption, and nothing shows that {{vm}} has those.',
      },
      'set-other-region': {
        message: 'Choose an encryption set in {{wanted}}, where the disks go: {{set}} is in {{region}}.',
      },
      'lun-not-in-point': {
        message: 'The recovery point has no disk with LUN {{luns}}. It has: {{has}} (-1 is the OS disk).',
        remedy: 'Choose from the disks of the point, or restore all.',
      },
      'luns-only-with-disks': {
        message: "Restore disks, or all of {{vm}}: a machine can't be made from single disks.",
      },
      'luns-point-whole': {
        message: "Restore all disks of {{vm}}, which the point holds, and delete those you don't need.",
      },
      'selective-backup-only-disks': {
        message:
          'Restore the disks and create the machine from them: the backup of {{vm}} holds {{included}} of {{attached}} disks.',
      },
      'other-subscription-impossible': {
        message:
          "Choose a group in the subscription of vault {{vault}}: Azure can't restore {{vm}} to {{group}} in another.",
      },
      'other-subscription-off': {
        message: 'Group {{group}} is in another subscription; cross-subscription restore is off in vault {{vault}}.',
        remedy: 'Choose a group in the subscription of the vault, or have it switched on.',
      },
      'other-subscription-snapshot': {
        message: "Group {{group}} is in another subscription, and a snapshot can't be restored there.",
        remedy: "Choose a point that's in the vault.",
      },
      'staging-other-subscription': {
        message: 'Staging account {{account}} is in another subscription than vault {{vault}} and the target group.',
        remedy: 'Ask a platform engineer to name one in either subscription in the restore profile.',
      },
      'staging-other-subscription-replace': {
        message:
          "To replace disks, the staging account must be in the subscription of vault {{vault}}; {{account}} isn't.",
        remedy: 'Restore in another way, or ask a platform engineer to name such an account in the restore profile.',
      },
      'vm-other-subscription-ade': {
        message:
          "{{vm}} is (perhaps) encrypted and in another subscription than vault {{vault}}, which Azure doesn't support.",
        remedy: 'Ask Azure support, and protect it in its own subscription from now on.',
      },
      'other-region-off': {
        message: "{{vm}} can't be restored in {{region}}: cross-region restore is off for {{vault}}.",
        remedy: 'Restore in {{home}}. For next time, switch it on (the vault must be geo-redundant).',
      },
      'other-region-impossible': {
        message: "Restore in {{home}}: Azure can't restore {{vm}}, a confidential VM, in {{region}}.",
      },
      'other-region': {
        message:
          "Strongroom doesn't restore across regions yet. By hand it goes to the paired region of {{home}}, from a point up to 36 hours old, and can't be cancelled.",
        remedy: 'Restore in {{home}}, or type "commands {{vm}} region" for the lines.',
      },
      'staging-other-region': {
        message: 'Staging account {{account}} is in {{region}}; the vault needs one in {{wanted}}.',
        remedy: 'Ask a platform engineer to name a general-purpose v2 account in {{wanted}} in the restore profile.',
      },
      'staging-no-identity': {
        message: 'Staging account {{account}} takes no shared keys, and vault {{vault}} has no identity.',
        remedy:
          'Have an identity of {{vault}} given VM Restore Operator on {{account}} and the target group, or ask a platform engineer for an account that takes keys.',
      },
      'staging-identity-unmanaged': {
        message:
          "The unmanaged disks of {{vm}} can't go through staging account {{account}}, which takes no shared keys.",
        remedy: 'Ask a platform engineer to name an account that takes keys in the restore profile.',
      },
      'subnet-other-region': {
        message: 'Choose a subnet in {{wanted}}, where the machine goes: {{subnet}} is in {{region}}.',
      },
      'zone-disks': {
        message:
          'Leave zone {{zone}} out: Azure moves only managed disks with a platform-managed key there, and nothing shows that {{vm}} has those.',
      },
      'zone-snapshot-tier': {
        message: "Only a point in the vault's standard tier takes {{vm}} to zone {{zone}}; this one isn't there.",
        remedy: "Choose a point that's in the vault, or the zone of the original.",
      },
      'zone-vault-redundancy': {
        message: "Only a zone-redundant vault takes {{vm}} to zone {{zone}}, and {{vault}} isn't one.",
        remedy: 'Restore into the zone of the original.',
      },
      'zone-with-replace': {
        message: 'Leave zone {{zone}} out: the disks of {{vm}} are replaced where they are.',
      },
      'new-vm-name-missing': { message: 'Give the new VM a name.' },
      'new-vm-name-invalid': {
        message: '"{{name}}" isn\'t a name that Azure accepts for a VM.',
        remedy: 'Use up to 64 letters, digits, dots, dashes and underscores.',
      },
      'new-vm-name-taken': {
        message: 'In {{group}} the name {{name}} is taken: choose another.',
      },
      'new-vm-name-wanted': {
        message: 'In {{group}}, request {{id}} is about to create a machine named {{name}}.',
        remedy: 'Choose another name, or wait until {{id}} is over.',
      },
      'new-vm-subnet-missing': {
        message: 'The restore profile of vault {{vault}} names no isolated subnet for a new VM.',
        remedy: 'Choose a subnet, or restore the disks only.',
      },
      'new-vm-interface-taken': {
        message: 'In {{group}} the network interface {{nic}} of {{name}} exists already: choose another name.',
      },
      'quarantine-no-place': {
        message: 'No quarantine is set for vault {{vault}}.',
        remedy: 'Ask a platform engineer to set one in the restore profile, or restore it isolated.',
      },
      'subnet-gone': {
        message: "There's no subnet {{subnet}} in network {{network}}.",
        remedy: 'Choose another subnet, or have the restore profile corrected.',
      },
      'original-subnet-unknown': {
        message: "It's unknown which subnet {{vm}} is or was in.",
        remedy: 'Have subnets for it listed as subnetIds in the restore profile of {{vault}}, or restore it isolated.',
      },
      'in-place-running': {
        message: "{{vm}} isn't deallocated, so no other machine can take its place.",
        remedy: 'Stop {{vm}} in the Azure portal first, or restore it isolated.',
      },
      'size-not-offered': {
        message: "Choose one of {{sizes}}: {{size}} isn't in the restore profile.",
      },
      'rebuild-unmanaged': {
        message: 'Restore the disks and continue by hand: {{vm}} has unmanaged ones, which come back as VHD files.',
      },
      'rebuild-managed-unknown': {
        message: "Restore the disks and continue by hand: it's unknown whether {{vm}} has managed ones.",
      },
      'rebuild-without-os-disk': {
        message: 'Restore the disks and attach them to another machine: the point lacks the OS disk of {{vm}}.',
      },
      /** What moved between the plan that was approved and the plan as it would be now. */
      'moved-mode': { message: 'Way of restoring: {{before}} became {{after}}' },
      'moved-vm': { message: 'VM: {{before}} became {{after}}' },
      'moved-vault': { message: 'Vault: {{before}} became {{after}}' },
      'moved-point': { message: 'Recovery point: {{before}} became {{after}}' },
      'moved-disks': { message: 'Disks: {{before}} became {{after}}' },
      'moved-target': { message: 'Target: {{before}} became {{after}}' },
      'moved-quarantine': { message: 'Openings of the quarantine: {{before}} became {{after}}' },
      'moved-keys': { message: 'Keys: {{before}} became {{after}}' },
      'moved-alternatives': { message: 'Sizes to fall back on: {{before}} became {{after}}' },
      'moved-rehydration': { message: 'Bringing back from the archive: {{before}} became {{after}}' },
      'moved-machine': { message: 'How the machine is created: {{before}} became {{after}}' },
      'moved-network': { message: 'Network: {{before}} became {{after}}' },
      'moved-networkMode': { message: 'Place in the network: {{before}} became {{after}}' },
      'moved-staging': { message: 'Staging account: {{before}} became {{after}}' },
      'moved-stagingIdentity': { message: 'Identity for the staging account: {{before}} became {{after}}' },
      'moved-steps': { message: 'Steps: {{before}} became {{after}}' },
      /** Why a recovery point is recommended. */
      'recommend-before-threat': {
        message: 'The newest point from before Defender for Cloud saw a threat.',
      },
      'recommend-despite-threat': {
        message: 'Defender for Cloud saw a threat at or before each point that can be restored now.',
      },
      'recommend-snapshot-quick': { message: 'The newest point, with a snapshot: restores in minutes.' },
      'recommend-newest': { message: 'The newest point: every older one loses more.' },
      'recommend-vault-after-rotation': {
        message: 'The newest point from the vault tier: the key was changed, so a snapshot can fail.',
      },
      'recommend-despite-rotation': {
        message: 'The newest point. It may fail: the key was changed since, and no point is in the vault tier.',
      },
      'recommend-crash-consistent': {
        message: "It's crash-consistent, as after a power cut.",
      },
    } satisfies Record<ViolationCode | MovedCode | RecommendationCode, { message: string; remedy?: string }>,
  },
} as const satisfies RoomTexts;
