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
        remedy:
          'Type "vm {{vm}}" to see it there. A machine can move to another vault only after its backup in the first is deleted.',
      },
      here: {
        message: '{{vm}} is already protected by {{vault}}, under policy {{policy}}.',
        remedy: 'There\'s nothing to do. Type "backup {{vm}}" for a recovery point now.',
      },
      'stopped-here': {
        message: 'Protection of {{vm}} in {{vault}} is stopped; its recovery points are kept.',
        remedy: 'Type "protection resume {{vm}}" to continue backing it up.',
      },
      'deleted-here': {
        message: 'The backup of {{vm}} in {{vault}} is soft-deleted.',
        remedy: 'Type "undelete {{vm}}" first, then "protection resume {{vm}}".',
      },
      gone: {
        message: 'The machine {{vm}} no longer exists.',
        remedy: 'Type "vms unprotected" for the machines that you can protect.',
      },
      agent: {
        message: "The VM agent of {{vm}} isn't ready, so Azure Backup couldn't make a snapshot.",
        remedy:
          'Start or repair the agent in the machine (Windows Azure Guest Agent, waagent), then type "protect {{vm}}" again.',
      },
      'azure-refuses': {
        message: "Azure Backup wouldn't accept {{vm}} in {{vault}}: {{message}} ({{azureCode}})",
        remedy: '{{recommendation}} Type "explain {{azureCode}}" to see what\'s known about it.',
      },
      'disk-count': {
        message: '{{vm}} has {{disks}} disks. Azure Backup supports at most {{most}}.',
        remedy: 'Detach disks that need no backup, or merge some, then type "protect {{vm}}" again.',
      },
      'disk-size-ade': {
        message:
          'Disk {{disk}} of {{vm}} has {{gb}} GB. A disk encrypted with Azure Disk Encryption is backed up to {{most}} GB only.',
        remedy:
          'Spread its data over smaller disks, or move {{vm}} to encryption at host, then type "protect {{vm}}" again.',
      },
      'disk-size': {
        message: 'Disk {{disk}} of {{vm}} has {{gb}} GB. Azure Backup supports disks up to {{most}} GB.',
        remedy: 'Spread its data over smaller disks, then type "protect {{vm}}" again.',
      },
      certificate: {
        message:
          'The key that {{vm}} is encrypted with belongs to a certificate. Azure Backup supports stand-alone keys only.',
        remedy: 'Encrypt {{vm}} again with a key of its own, then type "protect {{vm}}" again.',
      },
      region: {
        message:
          '{{vm}} is in {{region}}, vault {{vault}} is in {{home}}. A vault protects machines of its own region.',
        remedy: 'Choose a vault in {{region}}.',
      },
      subscription: {
        message:
          "{{vm}} is in another subscription than vault {{vault}}, and is or may be encrypted with Azure Disk Encryption: it couldn't be restored from there.",
        remedy: 'Choose a vault in the subscription of {{vm}}.',
      },
      'other-subscription': {
        message:
          '{{vm}} is in another subscription than vault {{vault}}. Azure allows that, but not every restore works across subscriptions.',
        remedy: 'If {{vm}} has a vault in its own subscription, choose that.',
      },
      'no-vault': {
        message: "You can't read any Recovery Services vault in {{region}}, so {{vm}} can't be protected.",
        remedy:
          'Have a platform engineer create one: az backup vault create --name {{name}} --resource-group {{group}} --location {{region}} --subscription {{subscription}}. Then type "protect {{vm}}" again.',
      },
      'no-vault-allowed': {
        message:
          "Your Azure roles don't let you protect machines in any vault in {{region}}. Missing is the right to {{right}}.",
        remedy: 'Ask for the role Backup Operator on {{vaults}}, or let a colleague who holds it protect {{vm}}.',
      },
      'vault-full': {
        message: 'Vault {{vault}} protects {{most}} machines, which is as many as Azure allows.',
        remedy: 'Choose another vault in its region, or have one created.',
      },
      'vault-unknown': {
        message: "I can't find a vault {{vault}} that you can use for this.",
        remedy: 'Choose one of these vaults: {{choices}}.',
      },
      'policy-unknown': {
        message: 'Vault {{vault}} has no policy {{policy}}.',
        remedy: 'Type "policies {{vault}}" to see its policies, or "policy new {{vault}}" to create one.',
      },
      'policies-none': {
        message: 'Vault {{vault}} has no policy for virtual machines.',
        remedy: 'Type "policy new {{vault}}" to create one.',
      },
      'policy-missing': { message: 'No policy is chosen.', remedy: 'Choose a policy.' },
      'policy-gone': {
        message: 'Policy {{policy}} of {{vault}} no longer exists.',
        remedy: 'Choose another one. Type "policies {{vault}}" to see them.',
      },
      'policy-shortened': {
        message:
          'Policy {{policy}} of {{vault}} now keeps less, or other recovery points, than when this was asked for.',
        remedy: 'Ask again: the new request says what it keeps now. Or type "policies {{vault}}" and choose another.',
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
        message: 'Policy {{policy}} protects {{most}} machines or more already. Microsoft recommends {{most}} at most.',
        remedy: 'It works, but backups of many machines at once take longer.',
      },
      'is-off': {
        message: '{{vm}} is off: its backups will be crash-consistent.',
        remedy: 'Start it before a backup that has to be application-consistent.',
      },
      'encryption-unknown': {
        message: "I couldn't tell how {{vm}} is encrypted.",
        remedy: 'If it uses Azure Disk Encryption, start it and type "check {{vm}}" before its first backup.',
      },
      'ade-settings': {
        message:
          "{{vm}} has more than {{disks}} disks or one over {{gb}} GB: a restore won't set up its encryption again on its own.",
        remedy: 'Backups work. Strongroom does that step when it restores.',
      },
      'keys-lacking': {
        message: "Azure Backup can't read the keys of {{vm}}; without that, Azure refuses to protect it.",
        remedy: 'Ask for access on the card, or type "check {{vm}} grant".',
      },
      'nothing-left': {
        message: 'None of these machines can be protected as it is.',
        remedy: 'The card shows why, and how to fix it.',
      },
      deleted: {
        message: 'The backup of {{vm}} is soft-deleted.',
        remedy: 'Type "undelete {{vm}}" first.',
      },
      'stopped-already': {
        message: 'Protection of {{vm}} is already stopped. Its recovery points are kept.',
        remedy: 'Type "protection resume {{vm}}" to continue.',
      },
      'not-stopped': {
        message: "Protection of {{vm}} isn't stopped.",
        remedy: 'There\'s nothing to do. Type "vm {{vm}}" to see how it stands.',
      },
      'not-deleted': {
        message: "The backup of {{vm}} isn't deleted.",
        remedy: 'There\'s nothing to do. Type "vm {{vm}}" to see how it stands.',
      },
      guarded: {
        message: 'Vault {{vault}} is behind Resource Guard {{guard}}, which guards this change.',
        remedy:
          'Ask the owners of {{guard}} (resource group {{group}}) to activate Backup MUA Operator for Strongroom there, then ask again.',
      },
      'guard-unsure': {
        message:
          "Vault {{vault}} is behind Resource Guard {{guard}}; I couldn't read whether the right on it is active.",
        remedy: 'If Azure refuses, ask the owners of {{guard}} to activate Backup MUA Operator for Strongroom.',
      },
      'guard-elsewhere': {
        message:
          "Vault {{vault}} is behind Resource Guard {{guard}} of another tenant, where Strongroom can't sign in: Azure will refuse this change.",
        remedy:
          'Do it by hand, as someone with Backup MUA Operator on {{guard}}: type "commands" and the request, and give az --tenant-id with the tenant of the guard.',
      },
      'keeps-less': {
        message:
          'Policy {{policy}} keeps less than {{vm}} has now, and nothing in the immutable vault {{vault}} may be kept shorter.',
        remedy: 'Choose a policy that keeps at least as much; type "policies {{vault}}" to see them.',
      },
      'resume-loses': {
        message:
          'Policy {{policy}} may keep less than {{vm}} has in {{vault}}: recovery points that it no longer keeps expire.',
        remedy:
          'Someone else has to agree: type "protection resume {{vm}} with {{policy}} because" and why. Or choose a policy that keeps longer.',
      },
      held: {
        message:
          'The recovery points of {{vm}} are held ({{id}}): its backups continue only when someone agrees to it.',
        remedy: 'Type "unhold {{vm}} because" and why.',
      },
      'held-already': {
        message: 'The recovery points of {{vm}} are held already: {{id}}.',
        remedy: 'There\'s nothing to do. Type "unhold {{vm}} because" and why, to end it.',
      },
      'not-held': {
        message: "The recovery points of {{vm}} aren't held.",
        remedy: 'There\'s nothing to do. Type "protection resume {{vm}}" if its backups are stopped.',
      },
      'hold-changed': {
        message: 'Since this was asked for, {{id}} changed whether the recovery points of {{vm}} are held.',
        remedy: 'Type "vm {{vm}}" to see how it stands, and ask again.',
      },
      'hold-suspended': {
        message:
          'Backups of {{vm}} are suspended in the immutable vault {{vault}}: Azure lets nobody keep its points longer now.',
        remedy: 'Type "protection resume {{vm}}" first, then "hold {{vm}}".',
      },
      'policy-unread': {
        message:
          "Policy {{policy}} of {{vm}} is of a kind that Strongroom doesn't read, so it can't make one that keeps longer.",
        remedy: 'Create a longer policy in the portal and give it to {{vm}} there, then ask again.',
      },
      'raise-suspended': {
        message:
          'Backups of {{vm}} are suspended in the immutable vault {{vault}}: Azure lets nobody keep its points longer now.',
        remedy: 'Type "protection resume {{vm}}" first, then "retention raise {{vm}}".',
      },
      'raise-stopped': {
        message:
          'Backups of {{vm}} are stopped, so no policy applies to its recovery points, and a longer one brings none back.',
        remedy:
          'Restore at once what must not be lost: type "points {{vm}}". "protection resume {{vm}} with" a policy that keeps long enough brings the others back.',
      },
      'none-cut': {
        message: 'No recovery point of {{vm}} is soft-deleted, so there is none to bring back.',
        remedy: 'There\'s nothing to do. To keep points from expiring, type "hold {{vm}}".',
      },
      'cut-too-old': {
        message:
          '{{count}} recovery points of {{vm}} are soft-deleted, too old even for a retention that is 180 days longer.',
        remedy: 'Restore at once what must not be lost: type "points {{vm}}".',
      },
      'raise-leaves': {
        message:
          '{{count}} more soft-deleted points of {{vm}} are too old for the longer policy and may not come back.',
        remedy: 'Restore at once what must not be lost: type "points {{vm}}".',
      },
      'hold-cut': {
        message:
          "A shorter policy soft-deleted {{count}} points of {{vm}}. The longer policy should bring them back before backups stop; Azure doesn't say how soon.",
        remedy: 'Restore at once what must not be lost.',
      },
      'hold-cut-stopped': {
        message: "{{count}} recovery points of {{vm}} are soft-deleted, and a hold doesn't bring them back.",
        remedy: 'Restore at once what must not be lost: type "points {{vm}}".',
      },
      moved: {
        message: 'The protection of {{vm}} is no longer as it was when this was asked for.',
        remedy: 'Type "vm {{vm}}" to see how it stands, and ask again.',
      },
      'policy-there': {
        message: "Vault {{vault}} now has a policy called {{policy}}, and it isn't this one.",
        remedy: 'Choose another name with "policy new {{vault}}".',
      },
      'raised-there': {
        message: "Vault {{vault}} now has a policy called {{policy}}, and it isn't the one that was agreed to.",
        remedy: 'Ask again: the policy that keeps longer then gets another name.',
      },
      'keys-moved': {
        message: 'The keys of {{vm}} are no longer where they were when this was approved.',
        remedy: 'Type "check {{vm}}" to see where they are, and ask again.',
      },
      'keys-still-lacking': {
        message: 'The access was given, but Azure Backup still lacks rights on {{keyVault}}.',
        remedy: 'Type "check {{vm}}" in a few minutes: roles take a while to reach every server.',
      },
      'keys-fine': {
        message: 'Azure Backup can read the keys of {{vm}} already.',
        remedy: "There's nothing to do.",
      },
      'keys-not-needed': {
        message: '{{vm}} has no key in a key vault that Azure Backup copies: it needs no access there.',
        remedy: "There's nothing to do.",
      },
      'grant-off': {
        message: "Strongroom doesn't change who can read a key vault here.",
        remedy: 'Type "check {{vm}}" for the lines that an owner of the key vault runs.',
      },
      'key-role-missing': {
        message:
          "The role {{role}} that Azure Backup would be given isn't in subscription {{subscription}}, and Strongroom creates no roles.",
        remedy:
          'Deploying Strongroom with tier grant creates it. By hand: type "check {{vm}}" for the lines that an owner runs.',
      },
      'key-role-wider': {
        message:
          'The role {{role}} in subscription {{subscription}} holds more than Azure Backup needs to read the keys of {{vm}}: {{actions}}. Strongroom gives nobody more than was agreed to.',
        remedy:
          "Have an owner of the subscription take that out of the role, and find out who put it in: nothing of Strongroom's did.",
      },
      'asked-already': {
        message: 'The same request for {{vm}} is already open: {{id}}.',
        remedy: 'Wait for {{id}}, or type "stop {{id}}" and ask again.',
      },
      'carrier-lost': {
        message: 'Nobody who approved this still has the right to {{right}} on {{scope}}.',
        remedy: 'Ask again, and have it approved by someone who holds it.',
      },
    },
  },
} as const satisfies RoomTexts;
