import type { WarningCode } from '../../../kernel/codes/restore.ts';
import type { RoomTexts } from '../../room-texts.ts';

export const warnings = {
  texts: {
    /** What to know before a restore is approved. */
    plan: {
      'point-archived-standard': {
        message:
          'This point of {{vm}} is in the archive tier: rehydrating takes up to {{hours}} hours, and it stays in the vault for {{days}} more days, which costs money. Too late? Add "urgent" to the typed restore: about an hour, at a higher price.',
      },
      'point-archived-high': {
        message:
          'This point of {{vm}} is in the archive tier: rehydrating takes about {{hours}} hour at a higher price, and it stays in the vault for {{days}} more days, which costs money.',
      },
      'point-unhealthy': {
        message:
          "When this point was taken, Defender for Cloud knew of a threat on {{vm}}: {{titles}}. The backup isn't scanned. Use an older point, or restore isolated.",
      },
      'point-warning': {
        message:
          "When this point was taken, Defender for Cloud had a warning about {{vm}}: {{titles}}. The backup isn't scanned. Look at the alert first, or restore isolated.",
      },
      'point-past-expiry': {
        message:
          'This recovery point of {{vm}} is past its expiry of {{at}}: Azure may delete it at any time. Restore it soon.',
      },
      'point-soft-deleted': {
        message:
          'This recovery point of {{vm}} is deleted and kept for a grace period only. Restore it soon, or type "retention raise {{vm}}" to bring it back.',
      },
      'set-key-lost': {
        message:
          "Key {{key}} of {{vm}} is gone from {{vault}}. The first restore fails on purpose, to bring out Azure Backup's copy; then I put it back and restore again.",
      },
      'set-key-deleted': {
        message:
          'The key {{key}} that {{vm}} is encrypted with is deleted in {{vault}}. I recover it before the restore.',
      },
      'set-key-disabled': {
        message:
          'The key {{key}} that {{vm}} is encrypted with is disabled in {{vault}}, so a restore fails. Enable it before the restore starts.',
      },
      'set-key-unknown': {
        message:
          "I can't see whether key {{key}} of {{vm}} is in {{vault}}. If it's gone, the first restore fails and I put the key back. Let me list the keys of {{vault}}, or look yourself.",
      },
      'set-key-unnamed': {
        message:
          "I can't see which key {{vm}} is encrypted with. If it's gone, the restore fails. Let me read its encryption set, or look yourself.",
      },
      'set-chosen': {
        message:
          'The disks of {{vm}} are restored with encryption set {{set}}. Whoever holds its key decides whether they can be read.',
      },
      'sets-os-disk': {
        message: 'The OS disk of {{vm}} is restored with encryption set {{set}}.',
      },
      'sets-each-disk': {
        message:
          'The OS disk of {{vm}} is restored with encryption set {{set}}, and each confidential data disk with its own: {{list}}.',
      },
      'disks-stay-private': {
        message: 'Disks of {{vm}} allow private access only. The restored disks keep that.',
      },
      'staging-by-identity': {
        message:
          'Staging account {{account}} takes no shared keys, so Azure Backup gets in as {{identity}} of vault {{vault}}. It needs the role VM Restore Operator on {{account}} and the target group.',
      },
      'encryption-unknown': {
        message:
          "Azure doesn't say whether {{vm}} was encrypted at this point. It's treated as encrypted. Have the keys at hand.",
      },
      'managed-unknown': {
        message:
          "Azure doesn't say whether {{vm}} had managed disks, so they come back as VHD files. Create managed disks from the files if you need them.",
      },
      'tier-unknown': {
        message: "Azure doesn't say which tier the point of {{vm}} is in. The vault tier takes longer.",
      },
      'disks-unlisted': {
        message: "The point doesn't list the disks of {{vm}}. Compare the restored disks with the original.",
      },
      'ade-stays-encrypted': {
        message: 'The disks stay encrypted: a machine made from them needs the same key and secret.',
      },
      'ade-settings-disks': {
        message:
          '{{vm}} has {{disks}} disks. Above {{limit}}, Azure doesn\'t write their encryption settings. The step "Write the encryption settings" does.',
      },
      'ade-settings-size': {
        message:
          'Disk {{disk}} of {{vm}} has {{gb}} GB. Above {{limit}} GB, Azure doesn\'t write the encryption settings. The step "Write the encryption settings" does.',
      },
      'ade-next-backup-size': {
        message:
          "Disk {{disk}} of {{vm}} has {{gb}} GB. Azure doesn't back up encrypted disks above {{limit}} GB. The next backups will fail: exclude or split the disk.",
      },
      'ade-retired': {
        message:
          'Azure Disk Encryption was retired on {{date}}: restoring {{vm}} or unlocking its disks may fail. Ask Azure support before you rely on it.',
      },
      'snapshot-after-rotation': {
        message:
          "The key of {{vm}} was changed after this point: a restore from its snapshot can fail. Choose a point that's in the vault tier only.",
      },
      'kek-certificate': {
        message:
          'The key encryption key of {{vm}} belongs to a certificate, so Azure makes no more backups; points that exist can be restored. Encrypt {{vm}} again with a stand-alone key.',
      },
      'kek-certificate-unknown': {
        message:
          "I couldn't tell whether the key of {{vm}} belongs to a certificate, which Azure doesn't support. Look at it in Key Vault: it must be a stand-alone key.",
      },
      'conflict-vm-no-longer-encrypted': {
        message:
          '{{vm}} is no longer encrypted, but it was at this point: the restored disks will be encrypted. Make sure that the key and secret of then still exist.',
      },
      'conflict-vm-encrypted-since': {
        message:
          "{{vm}} is encrypted today, but wasn't at this point: the restored disks won't be encrypted. Encrypt the restored machine before it goes into use.",
      },
      'vault-guarded': {
        message:
          'Vault {{vault}} is behind a Resource Guard, which may ask for a right too. Activate Backup MUA Operator on the guard; its owner can grant it.',
      },
      'unmanaged-as-vhd': {
        message:
          '{{vm}} has unmanaged disks, which come back as VHD files. Azure no longer starts VMs with such disks. Create managed disks from the files, then a machine.',
      },
      'placement-left': {
        message:
          "{{vm}} is placed in {{names}}; the copy isn't. If the copy takes over its work, create it there by hand.",
      },
      'selective-os-disk': {
        message:
          "The OS disk of {{vm}} comes along: only data disks can be chosen. Delete it afterwards if you don't need it.",
      },
      'selective-ade': {
        message:
          'Only some disks of {{vm}} are restored, and a data disk unlocks only with its OS disk. Azure restores the OS disk too: keep it until the data disk is unlocked.',
      },
      'selective-backup': {
        message:
          "The backup of {{vm}} leaves out disks: {{included}} of {{attached}} are in this point. What's on the others can't be restored from it.",
      },
      'selective-backup-named': {
        message:
          'The backup of {{vm}} leaves out disks: {{included}} of {{attached}} are in this point, without {{names}}.',
      },
      'subnet-of-profile': {
        message:
          "The subnet of {{vm}} isn't recorded. The copy joins {{subnet}} of {{network}}, from the restore profile. Check that it's the right one.",
      },
      'security-unknown': {
        message:
          "{{vm}} is gone, so whether it had encryption at host or secure boot is unknown. The copy hasn't. Turn it on while the copy is deallocated, if it has to be.",
      },
      'azure-decides-host': {
        message:
          '{{vm}} uses encryption at host, so Azure decides whether this restore works. If Azure refuses, restore the disks.',
      },
      'azure-decides-trusted-launch': {
        message:
          '{{vm}} is a trusted launch VM, so Azure decides whether this restore works. If Azure refuses, restore the disks.',
      },
      'azure-decides-confidential': {
        message:
          '{{vm}} is a confidential VM: restoring those is a preview in a few regions, and Azure decides. Check that your region takes part.',
      },
      'azure-decides-unmanaged': {
        message:
          '{{vm}} has unmanaged disks, so Azure decides whether this restore works. If Azure refuses, restore the disks.',
      },
      'azure-decides-zone': {
        message:
          "Zone {{zone}} for {{vm}} needs a zone-redundant vault, and it's unknown whether this one is. If Azure refuses, restore into the zone of the original. Set customer keys again afterwards.",
      },
      'azure-decides-set-replace': {
        message:
          'Azure decides whether it takes an encryption set while the disks of {{vm}} are replaced. If Azure refuses, leave the set out.',
      },
      'azure-decides-other-subscription': {
        message:
          '{{vm}} is restored to {{group}}, in another subscription than vault {{vault}}, from the vault tier. It must be of the same tenant and registered for Microsoft.RecoveryServices.',
      },
      'azure-decides-other-subscription-vm': {
        message: '{{vm}} is in another subscription than vault {{vault}}; Azure decides whether it restores it.',
      },
      'replace-overwrites': {
        message: 'The disks of {{vm}} itself are replaced. The old ones stay in the resource group.',
      },
      'restored-too': { message: '{{id}} of {{name}} is a restore of {{vm}} too, and is under way.' },
      'restored-before': { message: '{{vm}} was restored before, {{at}}: {{id}} of {{name}}.' },
      'keys-by-approver': {
        message:
          "{{name}} can't use the keys in {{vault}}, so an approver must be able to. Otherwise it stops before the keys are touched.",
      },
      'key-return-by-approver': {
        message:
          "{{name}} can't put keys back into {{vault}}, so an approver must be able to. Otherwise it stops before the keys are touched.",
      },
      'keys-set-anew': {
        message:
          "Secrets of encrypted disks are gone ({{count}}) and come back from Azure Backup's copy in the staging account. Nobody can prove what that copy contains: only a disk that unlocks shows it. A wrapped secret comes back as a new version.",
      },
      'beside-original': {
        message:
          'The copy joins the subnet of {{vm}} while that runs: same name, same services, same jobs. Restore it isolated unless both can run at once.',
      },
      'in-place-original-deallocated': {
        message: 'The copy takes the place of {{vm}}, which must stay deallocated.',
      },
      'drill-may-stay-locked': {
        message:
          'No opening leads to {{names}}: data disks of {{vm}} may stay locked, and the look inside may fail. Open it in the restore profile and the subnet.',
      },
    } satisfies Record<WarningCode, { message: string }>,
  },
} as const satisfies RoomTexts;
