import type { CheckCode, CheckName } from '../../kernel/codes/findings.ts';
import type { RoomTexts } from '../room-texts.ts';

/** What was found, and what to do about it. The other findings are texts of the catalogue `plan`. */
const findings = {
  'azure-known': { message: 'Azure would refuse it ({{title}}). {{cause}}', remedy: '{{remedy}}' },
  'azure-says': { message: 'Azure would refuse it ({{title}}): {{message}}', remedy: '{{advice}}' },
  'no-plan': {
    message: "There's no plan yet to check this for.",
    remedy: "Fix what's blocking it, then check again.",
  },
  'no-points': {
    message: '{{vm}} has no recovery point.',
    remedy: 'Type "backup {{vm}}" to make one.',
  },
  'no-points-gone': {
    message: '{{vm}} no longer exists and has no recovery point: there is nothing to restore.',
  },
  'points-cut': {
    message: '{{count}} recovery points of {{vm}} are soft-deleted: a policy was shortened.',
    remedy: 'Type "retention raise {{vm}}" to bring them back, and find out who shortened it.',
  },
  'source-suspicious': {
    message: 'Defender for Cloud saw something suspicious on {{vm}} in the last 7 days.',
    remedy: 'Look at its alerts there; "points {{vm}}" marks the points of those days.',
  },
  'source-scan-failed': {
    message: "Threat detection for {{vm}} doesn't work, so its recovery points don't show threats.",
    remedy: 'Check the Defender for Servers plan and the identity of the vault.',
  },
  rotated: {
    message:
      'The key of {{vm}} was changed after this point, so its snapshot may not restore. Point #{{number}} is in the vault tier.',
    remedy: 'Type "restore {{vm}} #{{number}}".',
  },
  'rotated-no-other': {
    message: 'The key of {{vm}} was changed after this point, and no point is in the vault tier only.',
    remedy: 'Try it; if it fails, wait until the snapshot has expired and restore the same point from the vault.',
  },
  'rotated-snapshot-only': {
    message: 'The key of {{vm}} was changed after this point, and the vault has no copy of this snapshot.',
    remedy: "Try it now, before the snapshot expires. If it fails, choose a point that's in the vault too.",
  },
  'keys-deleted': {
    message: 'What {{vm}} needs in key vault {{vault}} is soft-deleted, recoverable until {{until}}: {{names}}.',
    remedy: 'A restore as a machine recovers them in "Restore the keys". For disks alone, type "commands {{vm}}".',
  },
  'keys-gone': {
    message: 'What {{vm}} needs is no longer in key vault {{vault}}: {{names}}.',
    remedy:
      'A restore as a machine takes them from {{staging}} in "Restore the keys". For disks alone, type "commands {{vm}}".',
  },
  'keys-version-gone': {
    message: 'Key vault {{vault}} no longer has the versions that {{vm}} needs: {{names}}.',
    remedy: 'A restore as a machine creates them again in "Restore the keys". For disks alone, type "commands {{vm}}".',
  },
  'keys-version-taken': {
    message: 'In key vault {{vault}} other keys or secrets have the names that {{vm}} needs: {{names}}.',
    remedy:
      '"Restore the keys" fails while they\'re there. Find out what they encrypt before anyone removes them: what\'s purged is lost.',
  },
  'keys-disabled': {
    message: 'Disabled in key vault {{vault}}, though {{vm}} needs them: {{names}}.',
    remedy: 'Enable those versions before a machine is made from the disks.',
  },
  'keys-expired': {
    message: 'Expired in key vault {{vault}}, though {{vm}} needs them: {{names}}.',
    remedy: 'Give those versions a later expiry.',
  },
  'keys-unlisted': {
    message: 'Neither the point nor {{vm}} says which keys the disks are encrypted with.',
    remedy: 'Start {{vm}}, or see in the Azure portal which key vault its disks name.',
  },
  'access-policy-missing': {
    message: 'The next backups of {{vm}} will fail: in key vault {{vault}}, Azure Backup lacks {{verbs}}.',
    remedy: 'Type "check {{vm}} grant" to have that access policy added.',
  },
  'access-role-missing': {
    message:
      'The next backups of {{vm}} will fail: on key vault {{vault}}, Azure Backup lacks the right to {{rights}}.',
    remedy: 'Type "check {{vm}} grant" to have a role with the five data actions given to Backup Management Service.',
  },
  'access-no-backup-verb': {
    message: 'In key vault {{vault}}, Azure Backup can read the secrets of {{vm}} but not back them up.',
    remedy: 'Type "check {{vm}} grant" to add it: without a copy, a secret that\'s purged is lost.',
  },
  'access-unknown': {
    message: "I can't tell which key vault the next backup of {{vm}} reads, or whether it may.",
    remedy: 'Start {{vm}} and check again, or look at the access of its key vault.',
  },
  'backup-service-missing': {
    message: "Backup Management Service, Azure Backup's principal, doesn't exist in this tenant.",
    remedy: 'Register the provider Microsoft.RecoveryServices in the subscription of {{vm}}.',
  },
  'key-vault-gone': {
    message: 'Key vault {{vault}}, which {{vm}} is encrypted with, no longer exists.',
    remedy: "Recover the key vault if it's soft-deleted: a restored machine needs its keys.",
  },
  'key-vault-firewall': {
    message: "The firewall of key vault {{vault}} keeps Azure Backup out, so {{vm}}'s next backups will fail.",
    remedy: 'Allow trusted Microsoft services in the networking of {{vault}}.',
  },
  'key-vault-closed': {
    message:
      "The firewall of key vault {{vault}} keeps Azure out: a machine made from the disks of {{vm}} doesn't get its keys.",
    remedy: 'Allow trusted Microsoft services in the networking of {{vault}}.',
  },
  'key-vault-not-for-disks': {
    message: "Key vault {{vault}} isn't enabled for disk encryption: a machine made from the disks doesn't start.",
    remedy: 'Enable "Azure Disk Encryption for volume encryption" on {{vault}}.',
  },
  'disks-only-unmanaged': {
    message: '{{vm}} is encrypted and has unmanaged disks: only its disks come back, as VHD files.',
    remedy: 'Create managed disks from the files, then a machine: "commands {{vm}}" prints how.',
  },
  'silent-encrypted': {
    message: "{{vm}} isn't running, so its encryption can't be read. The point says it's encrypted.",
  },
  'silent-clear': {
    message: "{{vm}} isn't running, so its encryption can't be read. The point says it isn't encrypted with ADE.",
  },
  'vault-other-region': {
    message: '{{vm}} runs in {{region}}, its vault {{vault}} is in {{home}}: a restore lands in {{home}}.',
    remedy: 'Check that the target group and network are the ones you want.',
  },
  'undelete-first': {
    message: 'The backup of {{vm}} is soft-deleted, so nothing can be restored from it.',
    remedy: 'Type "undelete {{vm}}" first.',
  },
  guarded: {
    message:
      'Vault {{vault}} is behind Resource Guard {{guard}}: a restore is refused until the right on it is active.',
    remedy: 'Ask the owners of {{guard}} (group {{group}}) to activate Backup MUA Operator for Strongroom there.',
  },
  'guard-elsewhere': {
    message: 'Vault {{vault}} is behind Resource Guard {{guard}} of another tenant: Azure will refuse a restore.',
    remedy:
      'Restore by hand with "commands {{vm}}", as someone with Backup MUA Operator on {{guard}}; give az --tenant-id.',
  },
  'guard-active': {
    message: 'Vault {{vault}} is behind Resource Guard {{guard}}, and the right on it is active.',
  },
  'staging-missing': {
    message: "Staging account {{account}} doesn't exist, so nothing can be restored from {{vault}}.",
    remedy: 'Ask a platform engineer to create it or to change the restore profile of {{vault}}.',
  },
  'staging-kind': {
    message: "Azure Backup doesn't restore through staging account {{account}} ({{kind}}).",
    remedy: 'Name a general-purpose v2 account (standard LRS or GRS) in the restore profile of {{vault}}.',
  },
  'staging-offline': {
    message: "Staging account {{account}} isn't available at the moment.",
    remedy: 'Wait until it is, or name another account in the restore profile of {{vault}}.',
  },
  'staging-identity-lacks': {
    message:
      'The identity that vault {{vault}} uses for staging account {{account}} lacks the right to {{right}} on {{scope}}.',
    remedy: 'Have it given the role VM Restore Operator on {{account}} and the target group.',
  },
  'staging-identity-unsure': {
    message:
      "I can't tell whether the identity of vault {{vault}} has the right to {{right}} on {{scope}}, for staging account {{account}}.",
    remedy: 'Make sure it has the role VM Restore Operator on {{account}} and the target group.',
  },
  'target-missing': {
    message: "Resource group {{group}}, where the disks should go, doesn't exist.",
    remedy: 'Ask a platform engineer to create it, or to name another in the restore profile.',
  },
  'place-unread': {
    message: "I couldn't read whether {{place}} exists.",
    remedy: 'Ask a platform engineer to let Strongroom read it.',
  },
  'network-none': {
    message: 'The restore profile of {{vault}} names no network. Disks alone need none.',
    remedy: 'Name an isolated subnet in it to restore a machine.',
  },
  'network-missing': {
    message: "Subnet {{subnet}}, for a machine made from the disks of {{vm}}, doesn't exist. Disks alone need none.",
    remedy: 'Name another in the restore profile of {{vault}}.',
  },
  'network-gone': {
    message: "Subnet {{subnet}}, for the machine made from {{vm}}, doesn't exist.",
    remedy: 'Have it created again and retry, or ask again with another network.',
  },
  'requester-lacks': {
    message: "The Azure roles of {{name}} don't include the right to {{right}} on {{scope}}.",
    remedy: 'Have an owner of {{scope}} grant or activate it, or let a colleague who holds it ask.',
  },
  'requester-unsure': {
    message:
      "I can't tell whether the Azure roles of {{name}} include the right to {{right}} on {{scope}}, which counts as no.",
    remedy: 'Have an owner of {{scope}} grant the role without a condition.',
  },
  'bot-lacks': {
    message: 'Strongroom itself lacks the right to do this on {{scope}}.',
    remedy: 'Ask a platform engineer to give it a role there with the right to {{right}}.',
  },
  'bot-unsure': {
    message: "I can't tell whether Strongroom has the right to {{right}} on {{scope}}.",
    remedy: 'Ask a platform engineer to look at its role assignments there.',
  },
  'quota-short': {
    message: 'A machine of size {{size}} needs {{needed}} cores; {{left}} are left of {{quota}} in {{region}}.',
    remedy: 'Raise the quota or choose a smaller size. Disks alone need none.',
  },
  'agent-silent': {
    message: "The VM agent of {{vm}} isn't ready: its next backups will fail. A restore isn't affected.",
    remedy: 'Restart the agent in {{vm}}, or update it.',
  },
  'backup-failed': {
    message: 'The last backup of {{vm}} failed; existing points can be restored.',
    remedy: 'Type "status {{vm}} failed" to see why.',
  },
  'backup-unhealthy': {
    message: 'Azure says that the backup of {{vm}} needs attention ({{title}}); existing points can be restored.',
    remedy: 'Type "explain {{title}}" to see what\'s known about it.',
  },
  'backup-held': {
    message: 'Backups of {{vm}} are off on purpose: {{id}} holds its recovery points, which can be restored.',
    remedy: '"unhold {{vm}}" ends the hold, by a vote.',
  },
  'hold-undone': {
    message:
      'Hold {{id}} of {{vm}} no longer holds: someone resumed its backups in Azure, so its recovery points expire.',
    remedy: 'Type "hold {{vm}} because" and why, to hold what is left; "unhold {{vm}}" if that\'s meant.',
  },
  'hold-deleted': {
    message: 'Hold {{id}} of {{vm}} no longer holds: someone deleted its backup in Azure.',
    remedy: 'Type "undelete {{vm}} because" and why, before it\'s gone for good.',
  },
  'backup-stopped': {
    message: 'Protection of {{vm}} is stopped: no new points are made; existing ones can be restored.',
    remedy: 'Type "protection resume {{vm}}" if that isn\'t meant.',
  },
  'backup-suspended': {
    message: 'Backups of {{vm}} are suspended: no new points are made, and all but the newest keep expiring.',
    remedy: 'Restore what you need, or type "protection resume {{vm}}".',
  },
  'backup-none-yet': {
    message: '{{vm}} waits for its first backup.',
    remedy: 'Type "backup {{vm}}" to make a point now.',
  },
  retirement: {
    message:
      'Points of {{vm}} ({{count}}) are kept beyond {{date}}, when Azure retires Disk Encryption: they may not restore then.',
    remedy: 'Move {{vm}} to encryption at host before then.',
  },
  'retirement-policy': {
    message:
      'Policy {{policy}} keeps points of {{vm}} beyond {{date}}, when Azure retires Disk Encryption: they may not restore then.',
    remedy: 'Move {{vm}} to encryption at host before then, or shorten how long its policy keeps points.',
  },
  'set-missing': {
    message: 'Disk encryption set {{set}} of {{vm}} no longer exists.',
    remedy: "Create it again with the same key first: restored disks don't open without it.",
  },
  'set-missing-kept': {
    message: 'Disk encryption set {{set}} of {{vm}} no longer exists.',
    remedy: "Create it again with the same key first: snapshots don't open without it. Points in the vault do.",
  },
  'set-vault-gone': {
    message: 'Key vault {{vault}}, with the key of {{set}} that encrypts {{vm}}, no longer exists.',
    remedy: "Recover the key vault if it's soft-deleted: restored disks don't open without its key.",
  },
  'set-vault-gone-kept': {
    message: 'Key vault {{vault}}, with the key of {{set}} that encrypts {{vm}}, no longer exists.',
    remedy:
      "Recover the key vault if it's soft-deleted: snapshots don't open without its key. Otherwise give {{set}} another key, and choose a point in the vault only.",
  },
  'set-key-gone': {
    message: 'Key {{key}} of {{set}}, which encrypts {{vm}}, is no longer in key vault {{vault}}.',
    remedy: "Restore the key from its own backup: restored disks don't open without it.",
  },
  'set-key-gone-kept': {
    message: 'Key {{key}} of {{set}}, which encrypts {{vm}}, is no longer in key vault {{vault}}.',
    remedy:
      "Restore it from its own backup: snapshots don't open without it. Otherwise give {{set}} another key, and choose a point in the vault only.",
  },
  'set-key-deleted': {
    message: 'Key {{key}} of {{set}}, which encrypts {{vm}}, is soft-deleted in key vault {{vault}}.',
    remedy: "Recover it in {{vault}}: restored disks don't open without it.",
  },
  'set-key-disabled': {
    message: 'Key {{key}} of {{set}}, which encrypts {{vm}}, is disabled in key vault {{vault}}.',
    remedy: "Enable it in {{vault}}: restored disks don't open without it.",
  },
  'set-key-expired': {
    message: 'Key {{key}} of {{set}}, which encrypts {{vm}}, has expired in key vault {{vault}}.',
    remedy:
      "Give it a later expiry, or {{set}} another key: until then Azure shuts {{vm}} down, and restored disks don't open.",
  },
  'set-key-brought': {
    message: 'Key {{key}} of {{set}}, which encrypts {{vm}}, is no longer in key vault {{vault}}.',
    remedy: 'Restore it from your own backup, or leave it to the restore, which takes it from the vault tier.',
  },
  'set-key-recovered': {
    message: 'Key {{key}} of {{set}}, which encrypts {{vm}}, is soft-deleted in key vault {{vault}}.',
    remedy: 'Recover it there, or leave it to the restore, which begins with that.',
  },
  'set-access-missing': {
    message: 'Encryption set {{set}} of {{vm}} lacks the right to {{rights}}: key {{key}} in {{store}}.',
    remedy: 'Type "check {{vm}}" for the lines that give it: restored disks don\'t open without.',
  },
  'set-access-backup': {
    message:
      'The next backups of {{vm}} will fail: for key {{key}} in {{store}}, Azure Backup lacks the right to {{rights}}.',
    remedy: 'Type "check {{vm}}" to have it given, or for the lines.',
  },
  'set-access-unknown': {
    message: "I couldn't tell who has the right to {{rights}} in {{store}}, for key {{key}} of {{vm}}.",
    remedy: 'Give me the role Managed HSM Crypto Auditor there, or look yourself: "check {{vm}}" has the lines.',
  },
  'set-access-elsewhere': {
    message:
      "I couldn't tell who has the right to {{rights}} for key {{key}} of {{vm}}: {{store}} of {{set}} is in no subscription that I read.",
    remedy: 'In {{store}}, check who can use the key.',
  },
  'set-stops-backup': {
    message: "The next backups of {{vm}} will fail: Azure takes no snapshot while the key of {{set}} can't be used.",
    remedy: 'Fix key {{key}} in {{vault}}, then type "backup {{vm}}".',
  },
} as const satisfies Record<CheckCode, { message: string; remedy?: string }>;

export const look = {
  commands: {
    whoami: {
      summary: 'Your account as I see it, and what your Azure roles let you do',
      names: ['whoami', 'who am i', 'me'],
      examples: ['whoami'],
    },
    vms: {
      summary: 'The virtual machines, protected or not',
      names: ['vms', 'list vms'],
      examples: ['vms', 'vms failing', 'vms unprotected', 'vms encrypted', 'vms sql'],
    },
    vm: {
      summary: 'One machine: protection, encryption and newest recovery points',
      names: ['vm', 'machine', 'show'],
      examples: ['vm sql-01'],
    },
    check: {
      summary: "Will it restore? What's in the way, worst first",
      names: ['check', 'will it restore'],
      examples: ['check sql-01', 'check sql-01 #2', 'check sql-01 grant because INC0012345'],
    },
  },
  texts: {
    cards: {
      whoami: {
        heading: 'You are {{name}}',
        'object-id': 'Object id {{id}}',
        subscription: '{{vault}}: subscription {{subscription}}',
        admin: 'Strongroom administrator',
        settings: 'I answer in {{language}} and give times in {{zone}}.',
        rules: 'Approval rules that name you: {{rules}}.',
        right: { see: 'see', backUp: 'back up', restore: 'ask for a restore', decide: "decide others' requests" },
        none: 'Your Azure roles reach no vault I watch. Ask a platform engineer for Backup Reader or Backup Operator.',
        unknown: "Unknown counts as no: a role assignment has a condition I can't evaluate.",
        eligible: "You're eligible for {{roles}}: [activate it]({{link}}).",
        denied: 'Blocked by deny assignments: {{names}}.',
        more: 'and {{count}} more vaults',
        sentence: 'You are {{name}} and can request restores from {{vaults}}.',
        'sentence-none': "You are {{name}}. Your Azure roles don't let you restore from any vault I watch.",
      },
      check: {
        heading: 'Will {{vm}} restore?',
        about: '{{kind}}; looked at point #{{number}}, {{when}}',
        more: 'and {{more}} more',
        sentence: '{{vm}}: {{conclusion}}.',
        action: 'Azure action: {{action}}',
        guard: '{{guard}}: subscription {{subscription}}',
        'sentence-worst': '{{vm}}: {{conclusion}}. {{worst}}',
      },
      vms: {
        heading: 'Virtual machines',
        'heading-filter': 'Virtual machines: {{filter}}',
        'as-of': 'As of {{when}}.',
        'protected-only': "Some unprotected machines couldn't be listed. There may be more.",
        'unknown-encryption_one':
          "The lists don't show how {{count}} of them is encrypted. Type **vm** and a name to see it.",
        'unknown-encryption_other':
          "The lists don't show how {{count}} of them are encrypted. Type **vm** and a name to see it.",
        none: 'None of your machines match that.',
        'none-readable':
          "There's no machine you can read here. Ask an owner of its vault or resource group for a role such as Reader.",
        cause: {
          deleted: 'Backup deleted: {{count}}',
          'last-failed': 'Last backup failed: {{count}}',
          unhealthy: 'Backup needs attention: {{count}}',
          unprotected: 'Not protected by any vault: {{count}}',
          stopped: 'Protection stopped: {{count}}',
          'no-backup-yet': 'Waiting for the first backup: {{count}}',
          copy: 'Copies made by restores, not backed up: {{count}}',
          fine: 'Protected: {{count}}',
        },
        'copy-of': 'copy of {{vm}} by {{id}}',
        rest: '✓ {{count}} more: no problem. Show all',
        trouble: {
          deleted: 'its backup was deleted',
          stopped: 'protection is stopped',
          'no-backup-yet': 'waits for its first backup',
          'last-failed': 'the last backup failed',
          unhealthy: 'its backup needs attention',
        },
        last: 'last backup {{when}}',
        page: 'page',
        twin: 'Or type: **vm** and a name, **vms all**, **vms failing**, **vms** and a part of a name',
        'twin-more': 'Page {{page}} of {{pages}}. Or type: **{{line}}**, **vm** and a name',
        sentence: 'Machines with a backup problem: {{troubled}}; not protected: {{unprotected}}; in all: {{count}}.',
        'sentence-filter_one': '{{count}} machine for "{{filter}}".',
        'sentence-filter_other': '{{count}} machines for "{{filter}}".',
      },
      unread: {
        vaults: "Couldn't be read and is missing here: {{names}}.",
        subscriptions_one: "{{count}} subscription couldn't be read and is missing here.",
        subscriptions_other: "{{count}} subscriptions couldn't be read and are missing here.",
      },
      pick: {
        heading: {
          restore: 'Which machine to restore?',
          backup: 'Which machine to back up?',
          vm: 'Which machine?',
          points: 'Recovery points of which machine?',
        },
        vm: 'Machine',
        vmHint: 'Start typing its name',
        vmError: 'Choose a machine.',
        name: 'Or its name, if no choices appear',
        nameError: 'Type the name of a machine.',
        twin: 'Or type: **{{command}}** and the name',
        problem: 'Choose a machine, or type its name.',
        sentence: 'Which machine? Type "{{command}}" and its name, or choose on the card.',
      },
      vm: {
        gone: 'the machine no longer exists, but its backup does',
        protected: 'Protected by {{vault}}',
        'protected-problem': 'Protected by {{vault}}, but: {{problem}}',
        'soft-deleted': 'Its backup in {{vault}} was deleted and is gone for good on {{when}}',
        'soft-deleted-unknown':
          "Its backup in {{vault}} was deleted. Azure doesn't say until when it's kept: undelete it now",
        'hold-undone': 'Hold {{id}} no longer holds in Azure',
        unprotected: 'Not protected: no vault backs it up',
        points: 'Recovery points ({{count}})',
        none: 'There are no recovery points yet.',
        fact: {
          encryption: 'Encryption',
          'key-vault': 'Key vault',
          secret: 'Secret (BEK)',
          key: 'Key (KEK)',
          subscription: 'Subscription',
          'disk-encryption-set': 'Encryption set',
          policy: 'Policy',
          'last-backup': 'Last backup',
          days: 'Last 30 days',
          quarantine: 'In quarantine',
        },
        days: 'Failed: {{failed}}; no backup: {{none}}.',
        twin: 'Or type: **restore {{vm}} latest because** your reason',
        sentence: '{{vm}} is protected by {{vault}} ({{encryption}}); the newest recovery point is from {{when}}.',
        'sentence-no-points': '{{vm}} is protected by {{vault}} ({{encryption}}) but has no recovery point yet.',
        'sentence-deleted':
          'The backup of {{vm}} in {{vault}} ({{encryption}}) was deleted and is gone for good on {{when}}.',
        'sentence-deleted-unknown': 'The backup of {{vm}} in {{vault}} ({{encryption}}) was deleted.',
        'sentence-stopped':
          'Protection of {{vm}} by {{vault}} is stopped ({{encryption}}); the newest recovery point is from {{when}}.',
        'sentence-stopped-no-points':
          'Protection of {{vm}} by {{vault}} is stopped ({{encryption}}) and there is no recovery point.',
        'sentence-unprotected': "{{vm}} isn't protected: no vault backs it up ({{encryption}}).",
      },
      button: {
        'vms-page': 'Next page',
        'pick-vm': 'Continue',
      },
    },
    /** The answer to "will it restore?". */
    check: {
      /** What was checked. */
      name: {
        validation: "Azure's own validation",
        point: 'Recovery point',
        keys: 'Keys and secrets',
        'key-access': "Azure Backup's rights on the key vault",
        encryption: 'Encryption',
        vault: 'Vault and region',
        guard: 'Resource Guard',
        staging: 'Staging account',
        target: 'Target group',
        network: 'Network',
        rights: "The requester's and Strongroom's rights",
        quota: 'Quota',
        backup: 'Agent and last backup',
        retirement: 'Retirement of Azure Disk Encryption',
      } satisfies Record<CheckName, string>,
      verdict: {
        restore: 'Stops a restore',
        backup: 'Stops the next backup',
        act: 'To do',
        warn: 'Warning',
        unknown: 'Not possible to check',
        note: 'Good to know',
      },
      conclusion: {
        stop: 'Something stops a restore ({{checks}}{{notPossible}})',
        act: 'A restore needs something done ({{checks}}{{notPossible}})',
        'nothing-found': 'Nothing found that would stop a restore ({{checks}}{{notPossible}})',
        checks: '{{checks}} checks',
        'not-possible': ', {{notPossible}} not possible',
      },
      line: {
        clear: '✓ {{checks}} passed{{notPossible}}.',
        'clear-besides': '✓ Nothing else found ({{checks}}{{notPossible}}).',
        more: 'and {{more}} more: type **check {{vm}}**',
      },
      fine_one: '{{count}} other check passed',
      fine_other: '{{count}} other checks passed',
      ...findings,
    },
  },
} as const satisfies RoomTexts;
