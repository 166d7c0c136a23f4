import type { RoomTexts } from '../../room-texts.ts';

export const protection = {
  commands: {
    protect: {
      summary: 'Enable backup for unprotected machines',
      names: ['protect', 'enable backup', 'enable backup of'],
      examples: ['protect new-01', 'protect new-01 in rsv-prod with daily-30'],
    },
    'protection stop': {
      summary: 'Stop backing up a machine and keep its recovery points',
      names: ['protection stop', 'stop protection', 'stop protection of'],
      examples: ['protection stop old-01 because it is retired, INC0012345'],
    },
    'protection resume': {
      summary: 'Resume backups of a stopped machine',
      names: ['protection resume', 'resume protection', 'resume protection of'],
      examples: ['protection resume sql-01', 'protection resume sql-01 with daily-30'],
    },
    undelete: {
      summary: 'Bring back a backup that was deleted',
      names: ['undelete', 'undelete backup of'],
      examples: ['undelete undead-01 because it was deleted by mistake'],
    },
    hold: {
      summary: 'Keep the recovery points of a machine from expiring',
      names: ['hold', 'hold points of', 'keep all points of'],
      examples: ['hold sql-01 because INC0012345 ransomware'],
    },
    unhold: {
      summary: 'End a hold: backups continue, and points expire again',
      names: ['unhold', 'end hold of'],
      examples: [
        'unhold sql-01 because INC0012345 is closed',
        'unhold sql-01 with daily-30 because INC0012345 is closed',
      ],
    },
    'retention raise': {
      summary: 'Bring back recovery points that a shorter policy cut',
      names: ['retention raise', 'raise retention', 'raise retention of', 'bring back points of'],
      examples: ['retention raise cut-01 because INC0012345 retention was cut'],
    },
  },
  keywords: {
    with: ['with', 'policy'],
    grant: [],
  },
  texts: {
    errors: {
      'no-vault-visible': {
        message: "Your Azure roles don't let you read any vault here.",
        remedy: 'Ask an owner of the vault for a role with the right to {{right}}.',
      },
    },
    /** Why a machine cannot be protected, stopped, resumed or undeleted, and what to know before. */
    protection: {
      elsewhere: {
        message: '{{vm}} is already protected by vault {{vault}}.',
        remedy: 'Type "vm {{vm}}" to see it. To move it, its backup there has to be deleted first.',
      },
      here: {
        message: '{{vm}} is already protected by {{vault}}, under policy {{policy}}.',
        remedy: 'Its policy is changed in Azure, not here. Type "backup {{vm}}" for a recovery point now.',
      },
      gone: {
        message: 'The machine {{vm}} no longer exists.',
        remedy: 'Type "vms unprotected" for machines that you can protect.',
      },
      agent: {
        message: "The VM agent of {{vm}} isn't ready, so a backup would fail.",
        remedy: 'Start or repair the agent (Windows Azure Guest Agent, waagent), then type "protect {{vm}}" again.',
      },
      'azure-refuses': {
        message: "Azure Backup wouldn't accept {{vm}} in {{vault}}: {{message}} ({{azureCode}})",
        remedy: '{{recommendation}} Type "explain {{azureCode}}" for more.',
      },
      'disk-count': {
        message: '{{vm}} has {{disks}} disks. Azure Backup supports at most {{most}}.',
        remedy: 'Detach or merge disks, then type "protect {{vm}}" again.',
      },
      'disk-size-ade': {
        message:
          'Disk {{disk}} of {{vm}} has {{gb}} GB; with Azure Disk Encryption at most {{most}} GB can be backed up.',
        remedy: 'Split its data, or move {{vm}} to encryption at host. Then type "protect {{vm}}" again.',
      },
      'disk-size': {
        message: 'Disk {{disk}} of {{vm}} has {{gb}} GB; at most {{most}} GB can be backed up.',
        remedy: 'Split its data, then type "protect {{vm}}" again.',
      },
      certificate: {
        message: 'The key of {{vm}} belongs to a certificate. Azure Backup supports stand-alone keys only.',
        remedy: 'Encrypt {{vm}} with a key of its own, then type "protect {{vm}}" again.',
      },
      region: {
        message: '{{vm}} is in {{region}}, vault {{vault}} in {{home}}.',
        remedy: 'Choose a vault in {{region}}.',
      },
      subscription: {
        message:
          "{{vm}} is in another subscription than vault {{vault}}, and may use Azure Disk Encryption: it couldn't be restored from there.",
        remedy: 'Choose a vault in the subscription of {{vm}}.',
      },
      'other-subscription': {
        message: '{{vm}} is in another subscription than vault {{vault}}: not every restore works then.',
      },
      'no-vault': {
        message: "You can't read any Recovery Services vault in {{region}}, so {{vm}} can't be protected.",
        remedy:
          'Have a platform engineer create one: az backup vault create --name {{name}} --resource-group {{group}} --location {{region}} --subscription {{subscription}}',
      },
      'no-vault-allowed': {
        message: "You can't protect machines in any vault in {{region}}: you lack the right to {{right}}.",
        remedy: 'Ask for Backup Operator on {{vaults}}, or have a colleague protect {{vm}}.',
      },
      'vault-full': {
        message: 'Vault {{vault}} protects {{most}} machines, the most that Azure allows.',
        remedy: 'Choose or create another vault in its region.',
      },
      'vault-unknown': {
        message: "I can't find a vault {{vault}} that you can use for this.",
        remedy: 'Vaults: {{choices}}.',
      },
      'policy-unknown': {
        message: 'Vault {{vault}} has no policy {{policy}}.',
        remedy: 'Type "policies {{vault}}" to see those it has, or "policy new {{vault}}".',
      },
      'policies-none': {
        message: 'Vault {{vault}} has no policy for virtual machines.',
        remedy: 'Type "policy new {{vault}}" to create one.',
      },
      'policy-missing': { message: 'Choose a policy.' },
      'policy-gone': {
        message: 'Policy {{policy}} of {{vault}} no longer exists.',
        remedy: 'Type "policies {{vault}}" and choose another.',
      },
      'policy-shortened': {
        message: 'Policy {{policy}} of {{vault}} now keeps less than when this was asked for.',
        remedy: 'Ask again, or type "policies {{vault}}" and choose another.',
      },
      'policy-standard': {
        message: "{{vm}} is a trusted launch machine, which the standard policy {{policy}} doesn't support.",
        remedy: 'Choose an enhanced policy, or create one with "policy new".',
      },
      'policy-standard-disk': {
        message:
          "Disk {{disk}} of {{vm}} is an Ultra or Premium SSD v2 disk, which the standard policy {{policy}} doesn't support.",
        remedy: 'Choose an enhanced policy, or create one with "policy new".',
      },
      'policy-crowded': {
        message:
          'Policy {{policy}} protects {{most}} machines or more, the most that Microsoft recommends: backups take longer.',
      },
      'is-off': {
        message: '{{vm}} is off: its backups will be crash-consistent.',
        remedy: 'Start it for application-consistent backups.',
      },
      'encryption-unknown': {
        message: "I couldn't tell how {{vm}} is encrypted.",
        remedy: 'If it uses Azure Disk Encryption, start it and type "check {{vm}}" before its first backup.',
      },
      'keys-lacking': {
        message: "Azure Backup can't read the keys of {{vm}}; without that, Azure refuses to protect it.",
        remedy: 'Ask for access on the card, or type "check {{vm}} grant".',
      },
      'nothing-left': {
        message: 'None of these machines can be protected as it is: the card shows why.',
      },
      deleted: {
        message: 'The backup of {{vm}} is soft-deleted.',
        remedy: 'Type "undelete {{vm}}" first.',
      },
      'stopped-already': {
        message: 'Protection of {{vm}} is stopped; its recovery points are kept.',
        remedy: 'Type "protection resume {{vm}}" to continue.',
      },
      'not-stopped': {
        message: "Protection of {{vm}} isn't stopped.",
      },
      'not-deleted': {
        message: "The backup of {{vm}} isn't deleted.",
      },
      guarded: {
        message: 'Resource Guard {{guard}} guards this change of vault {{vault}}.',
        remedy:
          'Ask the owners of {{guard}} (resource group {{group}}) to activate Backup MUA Operator for Strongroom there, then ask again.',
      },
      'guard-unsure': {
        message: "Resource Guard {{guard}} guards vault {{vault}}; I couldn't read whether the right on it is active.",
        remedy: 'If Azure refuses, ask the owners of {{guard}} to activate Backup MUA Operator for Strongroom.',
      },
      'guard-elsewhere': {
        message:
          "Resource Guard {{guard}} of vault {{vault}} is in another tenant, where Strongroom can't sign in: Azure will refuse this change.",
        remedy:
          'Have someone with Backup MUA Operator on {{guard}} do it by hand: type "commands" and the request, and give az --tenant-id.',
      },
      'keeps-less': {
        message: 'Policy {{policy}} keeps less than {{vm}} has, which the immutable vault {{vault}} forbids.',
        remedy: 'Type "policies {{vault}}" and choose one that keeps at least as much.',
      },
      'resume-loses': {
        message: 'Policy {{policy}} may keep less than {{vm}} has in {{vault}}: other recovery points expire.',
        remedy:
          'Someone else has to agree: type "protection resume {{vm}} with {{policy}} because" and why. Or choose a longer policy.',
      },
      held: {
        message: 'The recovery points of {{vm}} are held ({{id}}): someone has to agree before its backups continue.',
        remedy: 'Type "unhold {{vm}} because" and why.',
      },
      'held-already': {
        message: 'The recovery points of {{vm}} are held already: {{id}}.',
        remedy: 'To end that, type "unhold {{vm}} because" and why.',
      },
      'not-held': {
        message: "The recovery points of {{vm}} aren't held.",
      },
      'hold-changed': {
        message: 'Since this was asked for, {{id}} changed whether the recovery points of {{vm}} are held.',
        remedy: 'Type "vm {{vm}}" to see how it stands, and ask again.',
      },
      'policy-unread': {
        message: "Strongroom can't read policy {{policy}} of {{vm}}, so it can't make a longer one.",
        remedy: 'Give {{vm}} a longer policy in the portal, then ask again.',
      },
      'raise-stopped': {
        message: 'Backups of {{vm}} are stopped, so no policy applies and a longer one brings no point back.',
        remedy:
          'Restore at once what must not be lost: type "points {{vm}}". "protection resume {{vm}} with" a longer policy brings the others back.',
      },
      'none-cut': {
        message: 'No recovery point of {{vm}} is soft-deleted.',
      },
      'cut-too-old': {
        message:
          '{{count}} recovery points of {{vm}} are soft-deleted, too old for any longer policy. Restore at once what must not be lost: **points {{vm}}**.',
      },
      'raise-leaves': {
        message:
          '{{count}} more soft-deleted points of {{vm}} are too old and may not come back. Restore at once what must not be lost: **points {{vm}}**.',
      },
      'hold-cut': {
        message:
          "A shorter policy soft-deleted {{count}} points of {{vm}}. The longer one should bring them back before backups stop; Azure doesn't say how soon. Restore at once what must not be lost.",
      },
      'hold-cut-stopped': {
        message:
          "{{count}} points of {{vm}} are soft-deleted, and a hold doesn't bring them back. Restore at once what must not be lost: **points {{vm}}**.",
      },
      moved: {
        message: 'The protection of {{vm}} is no longer as it was when this was asked for.',
        remedy: 'Type "vm {{vm}}" to see how it stands, and ask again.',
      },
      'policy-there': {
        message: 'Vault {{vault}} now has another policy called {{policy}}.',
        remedy: 'Choose another name with "policy new {{vault}}".',
      },
      'raised-there': {
        message: 'Vault {{vault}} now has another policy called {{policy}} than was agreed to.',
        remedy: 'Ask again: the policy then gets another name.',
      },
      'keys-moved': {
        message: 'The keys of {{vm}} are no longer where they were when this was approved.',
        remedy: 'Type "check {{vm}}" to see where they are, and ask again.',
      },
      'keys-still-lacking': {
        message: 'The access was given, but Azure Backup still lacks rights on {{keyVault}}.',
        remedy: 'Type "check {{vm}}" in a few minutes: roles take a while.',
      },
      'keys-fine': {
        message: 'Azure Backup can read the keys of {{vm}} already.',
      },
      'keys-not-needed': {
        message: '{{vm}} has no key in a key vault that Azure Backup copies.',
      },
      'grant-off': {
        message: "Strongroom doesn't change who can read a key vault here.",
        remedy: 'Type "check {{vm}}" for the lines that an owner of the key vault runs.',
      },
      'key-role-missing': {
        message:
          "The role {{role}} for Azure Backup isn't in subscription {{subscription}}, and Strongroom creates no roles.",
        remedy: 'Deploy Strongroom with tier grant, or type "check {{vm}}" for the lines that an owner runs.',
      },
      'key-role-wider': {
        message:
          'The role {{role}} in subscription {{subscription}} holds more than Azure Backup needs to read the keys of {{vm}}: {{actions}}. Nobody agreed to that.',
        remedy: "Have an owner of the subscription take that out, and find out who put it in: Strongroom didn't.",
      },
      'asked-already': {
        message: '{{id}} already asks for the same.',
        remedy: 'Wait for {{id}}, or type "stop {{id}}" and ask again.',
      },
      'carrier-lost': {
        message: 'Nobody who approved this still has the right to {{right}} on {{scope}}.',
        remedy: 'Ask again, and have it approved by someone who holds it.',
      },
      suspended: {
        message:
          'Backups of {{vm}} are suspended in the immutable vault {{vault}}, so nobody can keep its points longer.',
        remedy: 'Type "protection resume {{vm}}" first, then ask again.',
      },
    },
  },
} as const satisfies RoomTexts;
