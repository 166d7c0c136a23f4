import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { RegionCode } from '../../kernel/codes/region.ts';
import type { RoomTexts } from '../room-texts.ts';

/** Whether a machine comes back on the day its region is lost: what is missing in the paired region, and what to do. */
const gaps = {
  off: {
    message:
      "Vault {{vault}} keeps no copies in another region: when {{home}} is lost, so are its backups. Protect the most important machines in a geo-redundant vault; this can't become one.",
  },
  'off-geo': {
    message:
      "Vault {{vault}} has copies in another region, but cross-region restore is off: only Azure could use them. Switch it on. It can't be switched off again, and costs more.",
  },
  'vault-unknown': {
    message:
      "Azure doesn't say whether cross-region restore is on for vault {{vault}}. See what the vault itself says.",
  },
  'region-unlisted': {
    message:
      "Which region {{home}} is paired with isn't known here. See Azure's list of paired regions, and check by hand what is there.",
  },
  'point-none': {
    message:
      "{{region}} doesn't have a recovery point of {{vm}} yet. Azure copies it within 36 hours, or 48 after cross-region restore was switched on. If it stays empty, ask Azure support.",
  },
  'point-late': {
    message:
      'The newest point of {{vm}} in {{region}} is from {{at}}, though a newer one has been in the vault for over 36 hours. If it stays that way, ask Azure support.',
  },
  'places-unnamed': {
    message:
      'Nobody has said where restores from {{vault}} go in {{region}}. Create a group, a staging account and a network there, and have them set as pairedRegion in the restore profile.',
  },
  'group-missing': {
    message: "Resource group {{group}}, for copies in {{region}}, doesn't exist.",
  },
  'group-elsewhere': {
    message:
      'Resource group {{group}} is in {{location}}: when that region is lost, perhaps nothing can be created in it. Create one in {{region}}, and have it set in the restore profile.',
  },
  'staging-missing': {
    message: "Staging account {{account}}, for {{region}}, doesn't exist.",
  },
  'staging-elsewhere': {
    message:
      'Staging account {{account}} is in {{location}}. Azure takes only one in {{region}}. Create one there, and have it set in the restore profile.',
  },
  'staging-kind': {
    message:
      "Azure Backup can't stage in {{account}} ({{kind}}). Create a general-purpose account that is neither zone-redundant nor a data lake, and have it set in the restore profile.",
  },
  'staging-no-keys': {
    message:
      "Staging account {{account}} doesn't accept account keys, and across regions Azure Backup has no other way in. Allow them there, or use another account.",
  },
  'network-missing': {
    message: "Virtual network {{network}}, for machines in {{region}}, doesn't exist.",
  },
  'network-elsewhere': {
    message:
      'Virtual network {{network}} is in {{location}}, so no machine in {{region}} can join it. Create one there, and have its subnet set in the restore profile.',
  },
  'subnet-missing': {
    message: 'Virtual network {{network}} in {{region}} has no subnet {{subnet}}.',
  },
  'subnet-unknown': {
    message: "I can't tell whether virtual network {{network}} has subnet {{subnet}}.",
  },
  confidential: {
    message:
      "{{vm}} is a confidential VM, which Azure doesn't restore in another region. Plan another way for it, such as building it anew there.",
  },
  'encryption-unknown': {
    message:
      "I can't tell how {{vm}} is encrypted, or what has to be in {{region}} for it. Start {{vm}}, then check again.",
  },
  'set-unnamed': {
    message:
      "{{vm}} has a key of its own, which doesn't come along: in {{region}} its disks get a platform-managed key. Create a key and an encryption set there, name the set in the restore profile, and give it to the restored disks.",
  },
  'set-missing': {
    message: "Disk encryption set {{set}}, for {{region}}, doesn't exist.",
  },
  'set-elsewhere': {
    message:
      'Disk encryption set {{set}} is in {{location}}, so no disk in {{region}} can use it. Create one there, and have it set in the restore profile.',
  },
  'set-unknown': {
    message: "I can't tell where disk encryption set {{set}} is, or which key it uses.",
  },
  'set-vault-gone': {
    message: "The key vault of disk encryption set {{set}} in {{region}} doesn't exist anymore.",
  },
  'set-vault-elsewhere': {
    message:
      'Disk encryption set {{set}} takes its key from {{location}}, which may be lost along with the machine. Point it at a key in {{region}}.',
  },
  'set-key-gone': {
    message:
      'Key {{key}} of disk encryption set {{set}} is missing from key vault {{keyVault}} in {{region}}. Create the key, and point the set at it.',
  },
  'set-key-deleted': {
    message: 'Key {{key}} of disk encryption set {{set}} is deleted in key vault {{keyVault}}, and can be recovered.',
  },
  'set-key-disabled': {
    message: 'Key {{key}} of disk encryption set {{set}} is disabled in key vault {{keyVault}}.',
  },
  'set-key-expired': {
    message:
      'Key {{key}} of disk encryption set {{set}} has expired in key vault {{keyVault}}. Give it a later expiry.',
  },
  'key-vault-unnamed': {
    message:
      '{{vm}} has Azure Disk Encryption. Its secrets come with the point, but there is no key vault in {{region}} for them. Create one, and have it set as keyVaultId in the restore profile.',
  },
  'key-vault-missing': {
    message: "Key vault {{keyVault}}, for the secrets of {{vm}} in {{region}}, doesn't exist.",
  },
  'key-vault-elsewhere': {
    message:
      'Key vault {{keyVault}} is in {{location}}. Azure Disk Encryption takes one in {{region}} only. Create one there, and have it set in the restore profile.',
  },
  'key-vault-not-for-disks': {
    message: "Key vault {{keyVault}} in {{region}} isn't enabled for disk encryption.",
  },
} as const satisfies Record<RegionCode, { message: string }>;

export const machines = {
  texts: {
    cards: {
      proof: {
        restore: 'Last restored for real: {{when}}, {{id}}.',
        'restore-took': 'Last restored for real: {{when}}, in {{took}}, {{id}}.',
        drill: 'Last test-restored: {{when}}, {{id}}.',
        'drill-took': 'Last test-restored: {{when}}, in {{took}}, {{id}}.',
        never: 'Never test-restored.',
        'marked-unhealthy':
          'Its recovery point is marked: Defender for Cloud knew of a threat on the machine when it was taken.',
        'marked-warning':
          'Its recovery point is marked: Defender for Cloud had a warning about the machine when it was taken.',
        'target-kept': '✓ target {{target}}',
        'target-missed': '✗ target {{target}}',
        lost: 'Age of its newest point then: {{lost}}.',
        asked: 'Target: {{targets}}.',
        rto: 'restored within {{target}}',
        rpo: 'a point at most {{target}} old',
        failed: '**Its last drill failed**, {{when}}, {{id}}: that stays open until one ends well.',
        excepted: 'Excepted from drills until {{until}} by {{by}}: "{{why}}".',
      },
      region: {
        heading: 'If a region is lost',
        sentence:
          'Machines in the other region: {{ready}} ready, {{lacking}} lacking something, {{unknown}} not known.',
        unchecked: 'Machines with copies in another region: {{none}}, not checked yet.',
        'sentence-rest': '{{none}} not checked yet.',
        none: 'No machine you can see is in a vault with cross-region restore.',
        'none-named': "Cross-region restore isn't on for {{name}}, or no machine there can be seen.",
        off: 'Vaults without cross-region restore',
        'off-line_one': '**{{vault}}**, {{count}} machine',
        'off-line_other': '**{{vault}}**, {{count}} machines',
        'off-more': 'and {{more}} more: {{vaults}}. Type **drills region** and one of them for what to do.',
        newest: 'A copy there is up to 36 hours old, and its restore is by hand: type **commands {{vm}} region**.',
        looked: 'looked at {{when}}',
        'looked-old': 'last looked at {{when}}',
        twin: 'Type **drills region** and a machine or vault to look now.',
        'twin-all': 'Type **drills region** for all.',
        'twin-more': 'Or type: **drills region page {{number}}**.',
        'twin-more-named': 'Or type: **drills region {{name}} page {{number}}**.',
      },
    },
    /** Kinds of encryption in a word or two, which field said what, and where sources do not agree. */
    encryption: {
      'kind-ade-bek-kek': { message: 'Azure Disk Encryption, BEK + KEK' },
      'kind-ade-bek': { message: 'Azure Disk Encryption, BEK only' },
      'kind-ade': { message: 'Azure Disk Encryption, KEK not known' },
      'kind-confidential': { message: 'Confidential VM' },
      'kind-host': { message: 'Encryption at host' },
      'kind-double': { message: 'Double encryption (platform and customer key)' },
      'kind-cmk': { message: 'Customer-managed key' },
      'kind-pmk': { message: 'Platform-managed key' },
      'kind-none': { message: 'Storage account encryption only' },
      'kind-unknown': { message: 'Not known' },
    } satisfies Record<`kind-${EncryptionKind}`, { message: string }>,
    errors: {
      'vault-not-in-channel': {
        message: "This channel doesn't cover the vault {{vault}}.",
        remedy: 'Ask in our personal chat, or have an administrator add it with "channel allow".',
      },
      'vm-not-found': {
        message: "I can't find a protected virtual machine called {{name}}.",
        remedy: 'Check the spelling, or type "vms" for a list.',
        remedy_near: 'Did you mean {{suggestions}}? Or type "vms" for a list.',
      },
      'vm-not-visible': {
        message: "I can't find a virtual machine called {{name}} in the vaults you can read.",
        remedy: 'Check the spelling, or ask an owner of its vault for a role that can read it.',
        remedy_near: 'Did you mean {{suggestions}}? Or ask an owner of its vault for a role that can read it.',
      },
      'vm-not-known': {
        message:
          "I can't tell whether you may see a virtual machine called {{name}}: one of your role assignments has a condition.",
        remedy: 'Ask an owner of its vault for the role without a condition.',
      },
      'vm-not-protected': {
        message: "{{name}} exists but no vault protects it, so there's nothing to restore.",
        remedy: 'Protect it in a vault first.',
      },
      'vm-ambiguous': {
        message: 'More than one virtual machine is called {{name}}.',
        remedy: 'Ask again with one of these names: {{choices}}.',
      },
      'vault-ambiguous': {
        message: 'More than one vault is called {{vault}}.',
        remedy: 'Ask again with one of these names: {{choices}}.',
      },
      'vm-perhaps-other': {
        message: "I can't read everything right now, so there may be another {{name}}.",
        remedy: 'If you mean the one in {{vault}}, type "{{line}}".',
      },
      'vault-not-found': {
        message: "I can't find a vault called {{vault}} among those you can read.",
        remedy: 'Check the name, or ask a platform engineer whether its subscription is configured.',
      },
    },
    region: {
      state: {
        ready: 'ready in {{region}}',
        lacking: 'not ready in {{region}} ({{count}} to fix)',
        unknown: '{{region}}: not everything could be checked',
        old: '{{region}}: not checked lately',
        off: 'no cross-region restore',
        none: 'other region not checked yet',
      },
      'some-region': 'the other region',
      age: 'newest point there {{duration}} old',
      lost: 'If its region is lost: {{state}}',
      more: 'and {{more}} more: type **check {{vm}}**',
      ...gaps,
    },
  },
} as const satisfies RoomTexts;
