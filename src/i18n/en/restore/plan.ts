import type { MovedCode, RecommendationCode, ViolationCode } from '../../../kernel/codes/restore.ts';
import type { RoomTexts } from '../../room-texts.ts';

export const plan = {
  texts: {
    plan: {
      /** Why a restore is refused. */
      'point-not-read': {
        message: "Only a list entry of recovery point {{point}} was read, and lists leave out whether it's encrypted.",
        remedy: 'Ask again, so that the point itself is read.',
      },
      'point-no-usable-tier': {
        message: 'Recovery point {{point}} no longer exists in any tier that Azure can restore from.',
        remedy: 'Choose another recovery point.',
      },
      'item-soft-deleted': {
        message: 'The backup of {{vm}} is soft-deleted. Nothing can be restored from it in this state.',
        remedy: 'Type "undelete {{vm}}" first, then ask again.',
      },
      'new-vm-ade': {
        message:
          "{{vm}} is encrypted with Azure Disk Encryption. Azure can't create a new VM from such a point directly.",
        remedy: 'Restore the disks. The machine is then created from them.',
      },
      'new-vm-encryption-unknown': {
        message: "It isn't known whether {{vm}} was encrypted with Azure Disk Encryption at this point.",
        remedy: 'Restore the disks, which is safe either way, or ask again when the point can be read.',
      },
      'replace-ade': {
        message: "{{vm}} is encrypted with Azure Disk Encryption. Azure can't replace the disks of such a VM in place.",
        remedy: "Restore the disks. The machine is then created from them, beside the original or after it's stopped.",
      },
      'replace-encryption-unknown': {
        message: "It isn't known whether {{vm}} was encrypted at this point, so its disks aren't replaced in place.",
        remedy: 'Restore the disks, which is safe either way, or ask again when the point can be read.',
      },
      'replace-unmanaged': {
        message: '{{vm}} has unmanaged disks. Azure replaces only managed disks in place.',
        remedy: 'Restore the disks, or create a new VM.',
      },
      'replace-managed-unknown': {
        message: "It isn't known whether {{vm}} has managed disks, and only those can be replaced in place.",
        remedy: 'Restore the disks.',
      },
      'replace-vm-gone': {
        message: "{{vm}} no longer exists (or couldn't be read), so there are no disks to replace.",
        remedy: 'Restore the disks, or create a new VM.',
      },
      'replace-leaves-trusted-launch': {
        message: "The point was taken of a trusted launch VM and {{vm}} isn't one now. Azure refuses this mix.",
        remedy: 'Restore the disks, or create a new VM, which becomes a trusted launch VM.',
      },
      'files-ade': {
        message: "Azure can't restore single files of {{vm}}: its disks are encrypted with Azure Disk Encryption.",
        remedy: 'Restore the disks and copy the files from them. Type "restore {{vm}}".',
      },
      'files-encryption-unknown': {
        message:
          "It isn't known whether {{vm}} was encrypted at this point. From an encrypted one no files can be restored.",
        remedy: 'Restore the disks and copy the files from them. Type "restore {{vm}}".',
      },
      'files-confidential': {
        message: "Azure can't restore single files of {{vm}}: it's a confidential VM.",
        remedy: 'Restore the disks and copy the files from them. Type "restore {{vm}}".',
      },
      'files-not-offered': {
        message: "Strongroom doesn't restore single files. They would be mounted on a machine of yours by a script.",
        remedy: 'Use File Recovery of {{vm}} in the Azure portal, or type "restore {{vm}}" for whole disks.',
      },
      'set-confidential-snapshot-only': {
        message:
          'Azure restores a confidential VM with another encryption set from the vault tier only, and this point is a snapshot.',
        remedy: "Choose a recovery point that's in the vault tier.",
      },
      'set-key-snapshot-only': {
        message:
          'The key {{key}} that {{vm}} is encrypted with is gone from {{vault}}, and Azure brings it out of the vault tier only. This point is a snapshot.',
        remedy: "Choose a recovery point that's in the vault tier, or put the key back first.",
      },
      'set-vault-without-customer-key': {
        message:
          "Disk encryption set {{set}} can't be used: vault {{vault}} isn't itself encrypted with a customer key.",
        remedy: 'Leave the set out and assign it to the restored disks afterwards.',
      },
      'set-vault-key-unknown': {
        message: "It isn't known whether vault {{vault}} is encrypted with a customer key, which set {{set}} requires.",
        remedy: 'Leave the set out and assign it to the restored disks afterwards, or try again later.',
      },
      'set-unmanaged': {
        message: "Disk encryption set {{set}} can't be used: {{vm}} has unmanaged disks.",
        remedy: 'Leave the set out.',
      },
      'set-managed-unknown': {
        message: "Disk encryption set {{set}} needs managed disks, and it isn't known whether {{vm}} has them.",
        remedy: 'Leave the set out and assign it to the restored disks afterwards.',
      },
      'set-ade': {
        message: "Disk encryption set {{set}} can't be used: {{vm}} is encrypted with Azure Disk Encryption.",
        remedy: 'Leave the set out. The restored disks stay encrypted as they were.',
      },
      'set-encryption-unknown': {
        message: "It isn't known whether {{vm}} is encrypted with Azure Disk Encryption, which rules out set {{set}}.",
        remedy: 'Leave the set out.',
      },
      'set-secondary-region': {
        message: "Disk encryption set {{set}} can't be used for a restore in the secondary region.",
        remedy: 'Leave the set out, or restore in the region of vault {{vault}}.',
      },
      'set-other-region': {
        message: 'Disk encryption set {{set}} is in {{region}}; the disks are restored in {{wanted}}.',
        remedy: 'Choose a set in {{wanted}}.',
      },
      'to-managed-ade': {
        message:
          "The unmanaged disks of {{vm}} are encrypted with Azure Disk Encryption and can't come back as managed disks.",
        remedy: 'Restore them as they are (VHD files in the staging account).',
      },
      'to-managed-encryption-unknown': {
        message:
          "It isn't known whether the unmanaged disks of {{vm}} are encrypted; encrypted ones can't become managed.",
        remedy: 'Restore them as they are (VHD files in the staging account).',
      },
      'lun-not-in-point': {
        message: 'The recovery point has no disk with LUN {{luns}}. It has: {{has}} (-1 is the OS disk).',
        remedy: 'Choose from the disks of the point, or restore all.',
      },
      'luns-only-with-disks': {
        message: 'Single disks can be chosen only when disks are restored, not for a whole VM.',
        remedy: 'Choose "restore disks", or take all disks of {{vm}}.',
      },
      'luns-point-whole': {
        message:
          "The recovery point holds all disks of {{vm}}. Azure then restores them all; single ones can't be chosen.",
        remedy: "Restore all disks, and delete those that you don't need.",
      },
      'selective-backup-only-disks': {
        message:
          'The backup of {{vm}} leaves out disks ({{included}} of {{attached}} are in it). Azure then restores disks only.',
        remedy: 'Restore the disks, then create the machine from them.',
      },
      'other-subscription-impossible': {
        message:
          "Target group {{group}} is in another subscription than vault {{vault}}. Azure can't restore {{vm}} there.",
        remedy: 'Choose a target group in the subscription of the vault.',
      },
      'other-subscription-off': {
        message:
          'Target group {{group}} is in another subscription, and vault {{vault}} has cross-subscription restore switched off.',
        remedy:
          'Choose a target group in the subscription of the vault, or have it switched on in the properties of {{vault}}.',
      },
      'other-subscription-snapshot': {
        message:
          'Target group {{group}} is in another subscription, and this point is a snapshot: only the vault restores there.',
        remedy: "Choose a point that's in the vault.",
      },
      'staging-other-subscription': {
        message: 'Staging account {{account}} is in another subscription than vault {{vault}} and the target group.',
        remedy:
          'Ask an admin to name a staging account in the subscription of the vault, or in that of the group, in the restore profile.',
      },
      'staging-other-subscription-replace': {
        message:
          'Staging account {{account}} is in another subscription than vault {{vault}}. Disks are replaced only through one that is in that of the vault.',
        remedy:
          'Choose another way to restore, or ask an admin to name a staging account in the subscription of the vault in the restore profile.',
      },
      'vm-other-subscription-ade': {
        message:
          "{{vm}} is in another subscription than vault {{vault}}, and is or may be encrypted. Azure doesn't support that.",
        remedy: 'Ask Azure support, and protect the VM in a vault of its own subscription from now on.',
      },
      'other-region-off': {
        message:
          "A restore of {{vm}} in {{region}} isn't possible: cross-region restore isn't switched on for {{vault}}.",
        remedy:
          'Restore in {{home}}. To prepare for next time, switch on cross-region restore (vault must be geo-redundant).',
      },
      'other-region-impossible': {
        message: "Azure can't restore {{vm}} in {{region}}: it's a confidential VM.",
        remedy: 'Restore in {{home}}.',
      },
      'other-region': {
        message:
          "Strongroom doesn't restore across regions yet. Azure can restore {{vm}} in the paired region of {{home}}: from the vault tier only, up to 36 hours old, with a staging account there, and such a job can't be cancelled.",
        remedy:
          'Restore in {{home}}, or type "commands {{vm}} region" for the lines that do it, and for what\'s missing there.',
      },
      'staging-other-region': {
        message: 'Staging account {{account}} is in {{region}}; the vault needs one in {{wanted}}.',
        remedy: 'Ask an admin to name a general-purpose v2 account in {{wanted}} in the restore profile.',
      },
      'staging-no-identity': {
        message:
          'Staging account {{account}} takes no shared keys, and vault {{vault}} has no identity to get in with.',
        remedy:
          'Have a system-assigned identity turned on for {{vault}} and given the role VM Restore Operator on {{account}} and on the target group, or ask an admin to name an account that takes keys in the restore profile.',
      },
      'staging-identity-unmanaged': {
        message:
          "{{vm}} has unmanaged disks. They can't be restored through staging account {{account}}, which takes no shared keys.",
        remedy: 'Ask an admin to name a staging account that takes keys in the restore profile of {{vault}}.',
      },
      'subnet-other-region': {
        message: 'Subnet {{subnet}} is in {{region}}; the machine is restored in {{wanted}}.',
        remedy: 'Choose a subnet in {{wanted}}.',
      },
      'zone-encrypted': {
        message: "{{vm}} can't be restored into zone {{zone}}: Azure moves no encrypted machine to another zone.",
        remedy: 'Restore into the zone of the original.',
      },
      'zone-encryption-unknown': {
        message:
          "It isn't known how {{vm}} is encrypted, and an encrypted machine can't be restored into zone {{zone}}.",
        remedy: 'Restore into the zone of the original.',
      },
      'zone-snapshot-tier': {
        message:
          "{{vm}} can be restored into zone {{zone}} only from the vault, and this point isn't in its standard tier.",
        remedy: "Choose a point that's in the vault, or the zone of the original.",
      },
      'zone-unmanaged': {
        message: "{{vm}} can't be restored into zone {{zone}}: zones take managed disks only.",
        remedy: 'Leave the zone out.',
      },
      'zone-vault-redundancy': {
        message:
          "{{vm}} can't be restored into zone {{zone}}: only a zone-redundant vault restores to other zones, and {{vault}} isn't one.",
        remedy:
          "Restore into the zone of the original. If that zone is down, protect new VMs in a zone-redundant vault from now on: a vault with backups can't become one.",
      },
      'zone-with-replace': {
        message: "The disks of {{vm}} are replaced where they are: zone {{zone}} can't be chosen.",
        remedy: 'Leave the zone out, or create a new VM.',
      },
      'new-vm-name-missing': { message: 'The new VM needs a name.', remedy: 'Give a name.' },
      'new-vm-name-invalid': {
        message: '"{{name}}" isn\'t a name that Azure accepts for a VM.',
        remedy: 'Use up to 64 letters, digits, dots, dashes and underscores; begin with a letter or digit.',
      },
      'new-vm-name-taken': {
        message: 'In {{group}} the name {{name}} is taken.',
        remedy: 'Choose another name, or another target group.',
      },
      'new-vm-name-wanted': {
        message: 'In {{group}}, request {{id}} is about to create a machine named {{name}}.',
        remedy: 'Choose another name, or wait until {{id}} is over.',
      },
      'new-vm-subnet-missing': {
        message: "There's no network for the new VM: the restore profile of vault {{vault}} names no isolated subnet.",
        remedy: 'Choose a subnet, or restore the disks only.',
      },
      'new-vm-interface-taken': {
        message: 'In {{group}}, the network interface {{nic}} that {{name}} would get already exists.',
        remedy: 'Choose another name, or another target group.',
      },
      'quarantine-no-place': {
        message: 'No quarantine is set for vault {{vault}}.',
        remedy:
          'Ask whoever runs Strongroom to give its restore profile a place for it: a group, a staging account and a subnet that nothing leads into or out of. Or restore it isolated.',
      },
      'subnet-gone': {
        message: "There's no subnet {{subnet}} in network {{network}}.",
        remedy: 'Choose another subnet, or have the restore profile corrected.',
      },
      'original-subnet-unknown': {
        message: "It isn't known which subnet {{vm}} is or was in.",
        remedy:
          'Have whoever runs Strongroom list subnets for it as subnetIds in the restore profile of vault {{vault}}, or restore it isolated.',
      },
      'in-place-running': {
        message: "{{vm}} isn't deallocated, so another machine can't take its place in the network.",
        remedy: 'Stop and deallocate {{vm}} in the Azure portal first, or restore it isolated.',
      },
      'size-not-offered': {
        message: "{{size}} isn't one of the sizes in the restore profile.",
        remedy: 'Choose one of: {{sizes}}.',
      },
      'rebuild-unmanaged': {
        message: '{{vm}} has unmanaged disks: Strongroom restores those as VHD files and creates no machine from them.',
        remedy: 'Restore the disks; the request then says how to continue by hand.',
      },
      'rebuild-managed-unknown': {
        message:
          "It isn't known whether {{vm}} has managed disks, and Strongroom creates no machine from unmanaged ones.",
        remedy: 'Restore the disks; the request then says how to continue by hand.',
      },
      'rebuild-without-os-disk': {
        message: "The OS disk of {{vm}} isn't in this recovery point, so no machine can be created from it.",
        remedy: 'Restore the disks and attach them to a machine that runs.',
      },
      /** What moved between the plan that was approved and the plan as it would be now. */
      'moved-mode': { message: 'Way of restoring: {{before}} became {{after}}' },
      'moved-vm': { message: 'VM: {{before}} became {{after}}' },
      'moved-vault': { message: 'Vault: {{before}} became {{after}}' },
      'moved-point-name': { message: 'Recovery point: {{before}} became {{after}}' },
      'moved-point-at': { message: 'Time of the point: {{before}} became {{after}}' },
      'moved-point-tier': { message: 'Tier of the point: {{before}} became {{after}}' },
      'moved-rehydration': { message: 'Bringing back from the archive: {{before}} became {{after}}' },
      'moved-point-threat': { message: 'Threat known at the point: {{before}} became {{after}}' },
      'moved-disks-selection': { message: 'Choice of disks: {{before}} became {{after}}' },
      'moved-disks-included': { message: 'Disks restored: {{before}} became {{after}}' },
      'moved-target-resourceGroup': { message: 'Target group: {{before}} became {{after}}' },
      'moved-target-vm': { message: 'Target machine: {{before}} became {{after}}' },
      'moved-target-region': { message: 'Region: {{before}} became {{after}}' },
      'moved-target-zone': { message: 'Zone: {{before}} became {{after}}' },
      'moved-target-diskEncryptionSet': { message: 'Disk encryption set: {{before}} became {{after}}' },
      'moved-target-dataDiskSets': { message: 'Encryption sets of data disks: {{before}} became {{after}}' },
      'moved-target-size': { message: 'Size: {{before}} became {{after}}' },
      'moved-target-form': { message: 'Form of the disks: {{before}} became {{after}}' },
      'moved-target-diskAccess': { message: 'Access to the disks: {{before}} became {{after}}' },
      'moved-target-security': { message: 'Security of the machine: {{before}} became {{after}}' },
      'moved-machine': { message: 'How the machine is created: {{before}} became {{after}}' },
      'moved-network': { message: 'Network: {{before}} became {{after}}' },
      'moved-quarantine-openings': { message: 'Openings of the quarantine: {{before}} became {{after}}' },
      'moved-networkMode': { message: 'Place in the network: {{before}} became {{after}}' },
      'moved-staging': { message: 'Staging account: {{before}} became {{after}}' },
      'moved-stagingIdentity': { message: 'Identity for the staging account: {{before}} became {{after}}' },
      'moved-keys-point': { message: 'Keys of the point: {{before}} became {{after}}' },
      'moved-keys-vm': { message: 'Keys of the machine: {{before}} became {{after}}' },
      'moved-keys-set': { message: 'Key of the encryption set: {{before}} became {{after}}' },
      'moved-steps': { message: 'Steps: {{before}} became {{after}}' },
      'moved-alternatives-sizes': { message: 'Sizes to fall back on: {{before}} became {{after}}' },
      /** Why a recovery point is recommended. */
      'recommend-before-threat': {
        message: 'The newest point from before those at which Defender for Cloud saw a threat on the machine.',
      },
      'recommend-despite-threat': {
        message:
          'Defender for Cloud saw a threat on the machine at every point that can be restored at once, or before it.',
      },
      'recommend-snapshot-quick': { message: 'The newest point, with a snapshot: restores in minutes.' },
      'recommend-newest': { message: 'The newest point: every older one loses more.' },
      'recommend-vault-after-rotation': {
        message:
          'The newest point from the vault tier: the key was changed, and a restore from a snapshot can then fail.',
      },
      'recommend-despite-rotation': {
        message: "The newest point. The key was changed since and there's no point in the vault tier, so it may fail.",
      },
      'recommend-crash-consistent': {
        message: "It's crash-consistent: as after a power cut. Applications check their data when they start.",
      },
    } satisfies Record<ViolationCode, { message: string; remedy: string }> &
      Record<MovedCode, { message: string }> &
      Record<RecommendationCode, { message: string }>,
  },
} as const satisfies RoomTexts;
