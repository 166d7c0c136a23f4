import type { WarningCode } from '../../../kernel/codes/restore.ts';
import type { RoomTexts } from '../../room-texts.ts';

export const warnings = {
  texts: {
    /** What to know before a restore is approved. */
    plan: {
      'point-archived-standard': {
        message:
          'This recovery point of {{vm}} is in the archive tier. Azure first rehydrates it, which takes up to {{hours}} hours, and then restores. It stays in the vault for {{days}} more days, which costs money.',
        remedy: 'If that\'s too late, add "urgent" to the typed restore: about an hour, at a higher price.',
      },
      'point-archived-high': {
        message:
          'This recovery point of {{vm}} is in the archive tier. Azure rehydrates it with high priority, within about {{hours}} hour and at a higher price, and then restores. It stays in the vault for {{days}} more days, which costs money.',
      },
      'point-unhealthy': {
        message:
          "When this point was taken, Defender for Cloud knew of a threat on {{vm}}: {{titles}}. The backup isn't scanned.",
        remedy: 'Use an older point, or restore isolated.',
      },
      'point-warning': {
        message:
          "When this point was taken, Defender for Cloud had a warning about {{vm}}: {{titles}}. The backup isn't scanned.",
        remedy: 'Look at the alert first, or restore isolated.',
      },
      'point-past-expiry': {
        message:
          'This recovery point of {{vm}} is past its expiry of {{at}}. Azure still has it, and may delete it at any time.',
        remedy: 'Restore it soon.',
      },
      'point-soft-deleted': {
        message:
          'This recovery point of {{vm}} is deleted and stays for a grace period only. It can be restored until then.',
        remedy: 'Restore it soon. To bring such points back, type "retention raise {{vm}}".',
      },
      'set-key-lost': {
        message:
          "Key {{key}} of {{vm}} is gone from {{vault}}. The first restore fails on purpose, to bring out Azure Backup's copy of the key; then I put it back and restore again.",
      },
      'set-key-deleted': {
        message:
          'The key {{key}} that {{vm}} is encrypted with is deleted in {{vault}}. I recover it before the restore.',
      },
      'set-key-disabled': {
        message:
          'The key {{key}} that {{vm}} is encrypted with is disabled in {{vault}}. Azure restores nothing with it.',
        remedy: 'Enable the key before the restore starts.',
      },
      'set-key-unknown': {
        message:
          "I can't see whether key {{key}} in {{vault}}, which {{vm}} is encrypted with, is there. If it is, the first restore is the restore; if it's gone, that one fails and I put the key back.",
        remedy: 'Let me list the keys of {{vault}}, or look there yourself.',
      },
      'set-key-unnamed': {
        message: "I can't see which key {{vm}} is encrypted with. If that key is gone, the restore fails.",
        remedy: 'Let me read its encryption set, or look there yourself.',
      },
      'set-chosen': {
        message: 'The disks of {{vm}} are restored with the encryption set {{set}}.',
        remedy: "Check that it's the right one: whoever holds its key decides whether they can be read.",
      },
      'sets-os-disk': {
        message: 'The OS disk of {{vm}} is restored with the encryption set {{set}}.',
      },
      'sets-each-disk': {
        message:
          'The OS disk of {{vm}} is restored with the encryption set {{set}}, and each confidential data disk with a set of its own: {{list}}.',
      },
      'disks-stay-private': {
        message:
          'Disks of {{vm}} allow private access only. The restored disks keep that: nobody can export them over the internet.',
      },
      'staging-by-identity': {
        message:
          'Staging account {{account}} takes no shared keys, so Azure Backup gets in as identity {{identity}} of vault {{vault}}.',
        remedy: 'That identity needs the role VM Restore Operator on {{account}} and on the target group.',
      },
      'encryption-unknown': {
        message: "Azure doesn't say whether {{vm}} was encrypted at this point. It's treated as encrypted.",
        remedy: "Have the keys at hand. Nothing is lost if it wasn't encrypted.",
      },
      'managed-unknown': {
        message:
          "Azure doesn't say whether {{vm}} had managed disks. The disks come back as VHD files in the staging account.",
        remedy: 'Create managed disks from the files afterwards if you need them.',
      },
      'tier-unknown': {
        message: "Azure doesn't say which tier the point of {{vm}} is in. From the vault tier a restore takes longer.",
      },
      'disks-unlisted': {
        message: "The point doesn't list the disks of {{vm}}. Azure decides which there are.",
        remedy: 'Compare the restored disks with the original.',
      },
      'ade-stays-encrypted': {
        message: 'The disks stay encrypted: a machine made from them needs the same key and secret.',
      },
      'ade-settings-disks': {
        message:
          "{{vm}} has {{disks}} disks. Above {{limit}}, Azure doesn't write the encryption settings to the restored disks.",
        remedy: 'A restore does that in its step "Write the encryption settings".',
      },
      'ade-settings-size': {
        message:
          "Disk {{disk}} of {{vm}} has {{gb}} GB. Above {{limit}} GB, Azure doesn't write the encryption settings.",
        remedy: 'A restore does that in its step "Write the encryption settings".',
      },
      'ade-next-backup-size': {
        message: "Disk {{disk}} of {{vm}} has {{gb}} GB. Azure doesn't back up encrypted disks above {{limit}} GB.",
        remedy: 'The next backups will fail: exclude or split the disk.',
      },
      'ade-retired': {
        message:
          'Azure Disk Encryption was retired on {{date}}. Restoring {{vm}} may fail, and its disks may not unlock.',
        remedy: 'Ask Azure support before you rely on this restore.',
      },
      'snapshot-after-rotation': {
        message: 'The key of {{vm}} was changed after this point was taken. A restore from its snapshot can fail.',
        remedy: "Choose a point that's in the vault tier only.",
      },
      'kek-certificate': {
        message:
          'The key encryption key of {{vm}} belongs to a certificate. Azure makes no more backups with such a key; points that exist can be restored.',
        remedy: 'Encrypt {{vm}} again with a stand-alone key, then make a new backup.',
      },
      'kek-certificate-unknown': {
        message: "I couldn't tell whether the key of {{vm}} belongs to a certificate, which Azure doesn't support.",
        remedy: 'Look at the key in Key Vault: it must be a stand-alone key.',
      },
      'conflict-vm-no-longer-encrypted': {
        message: '{{vm}} is no longer encrypted, but it was at this point: the restored disks will be encrypted.',
        remedy: 'Make sure that the key and secret of that time still exist.',
      },
      'conflict-vm-encrypted-since': {
        message: "{{vm}} is encrypted today, but wasn't at this point: the restored disks won't be encrypted.",
        remedy: 'Encrypt the restored machine before it goes into use.',
      },
      'vault-guarded': {
        message: 'Vault {{vault}} is behind a Resource Guard. Azure may ask for a right on the guard too.',
        remedy: 'Activate the role Backup MUA Operator on the guard; the owner of the guard can grant it.',
      },
      'unmanaged-as-vhd': {
        message:
          '{{vm}} has unmanaged disks, which come back as VHD files in the staging account. Azure no longer starts VMs with unmanaged disks (ended on 31 March 2026).',
        remedy: 'Create managed disks from the files, then a machine from the disks.',
      },
      'placement-left': {
        message: '{{vm}} is placed in {{names}}; the copy is placed in none of them.',
        remedy: 'If the copy takes over its work, create it by hand in the same place.',
      },
      'selective-os-disk': {
        message: 'The OS disk of {{vm}} is included: in Azure, you can choose only data disks.',
        remedy: "Delete the restored OS disk if you don't need it.",
      },
      'selective-ade': {
        message:
          'Only some disks of {{vm}} are restored. A data disk can be unlocked only with the settings of its OS disk.',
        remedy:
          'Azure restores the OS disk along: keep it until the data disk is unlocked. Or keep the key and secret at hand.',
      },
      'selective-backup': {
        message: 'The backup of {{vm}} leaves out disks: {{included}} of {{attached}} are in this point.',
        remedy: "What is on the other disks can't be restored from it.",
      },
      'selective-backup-named': {
        message:
          'The backup of {{vm}} leaves out disks: {{included}} of {{attached}} are in this point. Not in it: {{names}}.',
        remedy: "What is on those disks can't be restored from it.",
      },
      'subnet-of-profile': {
        message:
          "There's no record of the subnet {{vm}} was in. The copy joins {{subnet}} of {{network}}, which the restore profile lists.",
        remedy: "Check that it's the right one.",
      },
      'security-unknown': {
        message:
          "{{vm}} is gone, so there's no record of whether it used encryption at host or secure boot. The copy doesn't.",
        remedy: "If it has to be, turn it on while the copy is deallocated, before it's used.",
      },
      'azure-decides-host': {
        message: '{{vm}} uses encryption at host. This restore follows from general rules; Azure checks it in the end.',
        remedy: 'If Azure refuses, restore the disks.',
      },
      'azure-decides-trusted-launch': {
        message: '{{vm}} is a trusted launch VM. This restore follows from general rules; Azure checks it in the end.',
        remedy: 'If Azure refuses, restore the disks.',
      },
      'azure-decides-confidential': {
        message:
          '{{vm}} is a confidential VM. Restoring those is a preview in a few regions; Azure checks it in the end.',
        remedy: 'Check that your region takes part in the preview.',
      },
      'azure-decides-unmanaged': {
        message: '{{vm}} has unmanaged disks. This restore follows from general rules; Azure checks it in the end.',
        remedy: 'If Azure refuses, restore the disks.',
      },
      'azure-decides-zone': {
        message:
          "{{vm}} is restored into zone {{zone}}, which needs a zone-redundant vault; how this one is stored isn't known.",
        remedy: 'If Azure refuses, restore into the zone of the original. Customer keys must be set again afterwards.',
      },
      'azure-decides-set-replace': {
        message:
          'A disk encryption set is named while the disks of {{vm}} are replaced; Azure decides whether it accepts that.',
        remedy: 'If Azure refuses, leave the set out.',
      },
      'azure-decides-other-subscription': {
        message: '{{vm}} is restored to {{group}}, in another subscription than vault {{vault}}, from the vault tier.',
        remedy: 'That subscription must be of the same tenant and registered for Microsoft.RecoveryServices.',
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
        message: "{{name}} can't use the keys in {{vault}}, so an approver must be able to.",
        remedy: 'Otherwise it stops before the keys are touched.',
      },
      'key-return-by-approver': {
        message: "{{name}} can't put keys back into {{vault}}, so an approver must be able to.",
        remedy: 'Otherwise it stops before the keys are touched.',
      },
      'keys-set-anew': {
        message:
          'Secrets of encrypted disks are gone ({{count}}) and come back from the copy that Azure Backup leaves in the staging account.',
        remedy:
          "Nobody can prove what such a copy contains. Only when the disk unlocks is it clear that it's the right one. A wrapped secret comes back as a new version.",
      },
      'beside-original': {
        message: 'The copy joins the subnet of {{vm}} while that runs: same name, same services, same jobs.',
        remedy: 'Restore it isolated unless both can run at once.',
      },
      'in-place-original-deallocated': {
        message: 'The copy takes the place of {{vm}}, which must stay deallocated.',
        remedy: "Don't start {{vm}} while the copy runs.",
      },
      'drill-may-stay-locked': {
        message:
          'No opening leads to {{names}}: the data disks of {{vm}} may stay locked, and the look inside may fail.',
        remedy: 'Open it in the restore profile and the subnet.',
      },
    } satisfies Record<WarningCode, { message: string; remedy?: string }>,
  },
} as const satisfies RoomTexts;
