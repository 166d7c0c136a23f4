import type { WarningCode } from '../../../kernel/codes/restore.ts';
import type { RoomTexts } from '../../room-texts.ts';

export const warnings = {
  texts: {
    /** What to know before a restore is approved. */
    plan: {
      'point-archived-standard': {
        message:
          'This point of {{vm}} is in the archive: rehydrating takes up to {{hours}} hours, and the copy costs money for {{days}} more days. Add "urgent" to the typed restore for about an hour, at a higher price.',
      },
      'point-archived-high': {
        message:
          'This point of {{vm}} is in the archive: rehydrating takes about {{hours}} hour at a higher price, and the copy costs money for {{days}} more days.',
      },
      'point-unhealthy': {
        message:
          "At this point Defender for Cloud knew of a threat on {{vm}}: {{titles}}. The backup isn't scanned. Use an older point, or restore isolated.",
      },
      'point-warning': {
        message:
          "At this point Defender for Cloud had a warning about {{vm}}: {{titles}}. The backup isn't scanned. Look at the alert first, or restore isolated.",
      },
      'point-past-expiry': {
        message: 'This point of {{vm}} expired at {{at}}: Azure may delete it at any time. Restore it soon.',
      },
      'point-soft-deleted': {
        message:
          'This point of {{vm}} is soft-deleted. Restore it soon, or type "retention raise {{vm}}" to bring it back.',
      },
      'set-key-lost': {
        message:
          "Key {{key}} of {{vm}} is gone from {{vault}}. The first restore fails on purpose, to bring out Azure Backup's copy; then I put that back and restore again.",
      },
      'set-key-deleted': {
        message: 'Key {{key}} of {{vm}} is deleted in {{vault}}. I recover it before the restore.',
      },
      'set-key-disabled': {
        message: 'Key {{key}} of {{vm}} is disabled in {{vault}}, so a restore fails. Enable it first.',
      },
      'set-key-unknown': {
        message:
          "I can't see whether key {{key}} of {{vm}} is in {{vault}}. If it's gone, the first restore fails and I put it back. Let me list the keys there, or look yourself.",
      },
      'set-key-unnamed': {
        message:
          "I can't see which key {{vm}} is encrypted with. If it's gone, the restore fails. Let me read its encryption set, or look yourself.",
      },
      'set-chosen': {
        message:
          'The disks of {{vm}} come back with encryption set {{set}}. Whoever holds its key decides who reads them.',
      },
      'sets-os-disk': {
        message: 'The OS disk of {{vm}} is restored with encryption set {{set}}.',
      },
      'sets-each-disk': {
        message:
          'The OS disk of {{vm}} comes back with encryption set {{set}}, each confidential data disk with its own: {{list}}.',
      },
      'staging-by-identity': {
        message:
          'Staging account {{account}} takes no shared keys, so {{identity}} of vault {{vault}} needs the role VM Restore Operator on it and on the target group.',
      },
      'encryption-unknown': {
        message:
          "Azure doesn't say whether {{vm}} was encrypted then, so it counts as encrypted. Have the keys at hand.",
      },
      'managed-unknown': {
        message:
          "Azure doesn't say whether {{vm}} had managed disks, so they come back as VHD files. Make managed ones from these if needed.",
      },
      'ade-stays-encrypted': {
        message: 'The disks stay encrypted: a machine made from them needs the same key and secret.',
      },
      'ade-next-backup-size': {
        message:
          'Disk {{disk}} of {{vm}} has {{gb}} GB. Azure backs up encrypted disks to {{limit}} GB, so the next backups will fail: exclude or split it.',
      },
      'ade-retired': {
        message:
          'Azure Disk Encryption was retired on {{date}}: restoring or unlocking {{vm}} may fail. Ask Azure support first.',
      },
      'snapshot-after-rotation': {
        message:
          'The key of {{vm}} was changed after this point: its snapshot may not restore. Choose a point in the vault tier only.',
      },
      'kek-certificate': {
        message:
          'The key encryption key of {{vm}} belongs to a certificate: existing points can be restored, but Azure makes no new ones. Encrypt {{vm}} again with a stand-alone key.',
      },
      'kek-certificate-unknown': {
        message:
          "The key of {{vm}} may belong to a certificate, which Azure doesn't support. Check in Key Vault that it's a stand-alone key.",
      },
      'conflict-vm-no-longer-encrypted': {
        message:
          '{{vm}} is no longer encrypted, but was at this point, so the restored disks are. Make sure that its old key and secret still exist.',
      },
      'conflict-vm-encrypted-since': {
        message:
          "{{vm}} is encrypted today, but wasn't at this point: the restored disks **won't be encrypted**. Encrypt them before use.",
      },
      'vault-guarded': {
        message:
          'Vault {{vault}} is behind a Resource Guard, which may ask for Backup MUA Operator on it. Its owner can grant that.',
      },
      'unmanaged-as-vhd': {
        message:
          '{{vm}} has unmanaged disks, from which no VM starts anymore. They come back as VHD files: make managed disks of these, then a machine.',
      },
      'placement-left': {
        message: "{{vm}} is placed in {{names}}; the copy isn't. If it takes over, create it there by hand.",
      },
      'selective-os-disk': {
        message:
          "The OS disk of {{vm}} comes along: only data disks can be left out. Delete it afterwards if you don't need it.",
      },
      'selective-ade': {
        message:
          "Data disks of {{vm}} unlock only with the OS disk, which comes along: keep it until they're unlocked.",
      },
      'selective-backup': {
        message:
          "This point holds {{included}} of {{attached}} disks of {{vm}}. What's on the others can't be restored from it.",
      },
      'selective-backup-named': {
        message: 'This point holds {{included}} of {{attached}} disks of {{vm}}, without {{names}}.',
      },
      'subnet-of-profile': {
        message:
          "The subnet of {{vm}} isn't recorded. The copy joins {{subnet}} of {{network}}, from the restore profile: check that it's right.",
      },
      'security-unknown': {
        message:
          "{{vm}} is gone, so it's unknown whether it had encryption at host or secure boot. The copy has neither: if needed, turn them on while it's deallocated.",
      },
      'azure-decides-machine': {
        message: 'Azure decides whether this works for {{vm}}. If it refuses, restore the disks.',
      },
      'azure-decides-confidential': {
        message:
          '{{vm}} is a confidential VM: restoring those is a preview in a few regions. Check that yours takes part.',
      },
      'azure-decides-zone': {
        message:
          'Zone {{zone}} for {{vm}} needs a zone-redundant vault, which this may not be. If Azure refuses, restore into the zone of the original. Set customer keys again afterwards.',
      },
      'azure-decides-set-replace': {
        message:
          'Azure decides whether disks of {{vm}} can be replaced with an encryption set. If it refuses, leave the set out.',
      },
      'azure-decides-other-subscription': {
        message:
          '{{vm}} is restored to {{group}}, in another subscription than vault {{vault}}: it must be of the same tenant and registered for Microsoft.RecoveryServices.',
      },
      'azure-decides-other-subscription-vm': {
        message: '{{vm}} is in another subscription than vault {{vault}}; Azure decides whether it restores it.',
      },
      'restored-too': { message: "{{id}} of {{name}} is a restore of {{vm}} too, and hasn't ended." },
      'restored-before': { message: '{{vm}} was restored before, {{at}}: {{id}} of {{name}}.' },
      'keys-by-approver': {
        message:
          "{{name}} can't use the keys in {{vault}}, so an approver must be able to. Otherwise it stops before the keys.",
      },
      'key-return-by-approver': {
        message:
          "{{name}} can't put keys back into {{vault}}, so an approver must be able to. Otherwise it stops before the keys.",
      },
      'keys-set-anew': {
        message:
          "Secrets of encrypted disks are gone ({{count}}) and come back from Azure Backup's copy in the staging account, a wrapped one as a new version. Only a disk that unlocks proves what that copy contains.",
      },
      'beside-original': {
        message:
          'The copy joins the subnet of {{vm}} while that runs, with the same name, services and jobs. Restore it isolated unless both can run at once.',
      },
      'in-place-original-deallocated': {
        message: 'The copy takes the place of {{vm}}, which must stay deallocated.',
      },
      'drill-may-stay-locked': {
        message:
          'No opening leads to {{names}}: data disks of {{vm}} may stay locked and the check inside fail. Open it in the restore profile and the subnet.',
      },
    } satisfies Record<WarningCode, { message: string }>,
  },
} as const satisfies RoomTexts;
