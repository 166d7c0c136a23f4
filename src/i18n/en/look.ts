import type { CheckCode, CheckName } from '../../kernel/codes/findings.ts';
import type { RoomTexts } from '../room-texts.ts';

/** What was found, and what to do about it. The other findings are texts of the catalogue `plan`. */
const findings = {
  'azure-known': { message: 'Azure would refuse it ({{title}}). {{cause}}', remedy: '{{remedy}}' },
  'azure-says': { message: 'Azure would refuse it ({{title}}): {{message}}', remedy: '{{advice}}' },
  'no-plan': {
    message: "There's no plan yet for Azure to check.",
    remedy: 'Fix what\'s blocking it, then type "check {{vm}}" again.',
  },
  'no-plan-no-rights': {
    message: "There's no plan yet, so the rights it needs aren't known.",
    remedy: 'Fix what\'s blocking it, then type "check {{vm}}" again.',
  },
  'no-points': {
    message: "{{vm}} has no recovery point, so there's nothing to restore.",
    remedy: 'Type "backup {{vm}}" to make one.',
  },
  'points-cut': {
    message:
      '{{count}} recovery points of {{vm}} are soft-deleted: a policy was shortened. Azure keeps them a while longer.',
    remedy: 'Find out who shortened it. Type "retention raise {{vm}}" to bring them back.',
  },
  'source-suspicious': {
    message:
      "Defender for Cloud saw something suspicious on {{vm}} in the last 7 days. That's about the machine, not its backups.",
    remedy: 'Look at the alerts in Defender for Cloud; "points {{vm}}" marks the points that were taken then.',
  },
  'source-scan-failed': {
    message: "Threat detection is on for {{vm}} but isn't working, so its recovery points don't show threats.",
    remedy: 'Check the Defender for Servers plan and the identity of the vault.',
  },
  rotated: {
    message: 'The key of {{vm}} was changed after this point was taken. A restore from its snapshot can fail.',
    remedy: 'Take the vault-tier point #{{number}}: type "restore {{vm}} #{{number}}".',
  },
  'rotated-no-other': {
    message: 'The key of {{vm}} was changed after this point was taken, and no point is in the vault tier only.',
    remedy: 'Try it; if it fails, wait until the snapshot has expired, then restore the same point from the vault.',
  },
  'rotated-snapshot-only': {
    message:
      'The key of {{vm}} was changed after this point was taken, and the point is a snapshot alone: the vault has no copy of it.',
    remedy:
      "Try it, and don't wait: unless it's copied to the vault first, the point goes with its snapshot. If it fails, choose a point that's in the vault too.",
  },
  'keys-deleted': {
    message: 'In key vault {{vault}}, what {{vm}} needs is soft-deleted, recoverable until {{until}}: {{names}}.',
    remedy:
      'A restore that makes the machine has the step "Restore the keys", which recovers them. After one of the disks alone, type "commands {{vm}}".',
  },
  'keys-gone': {
    message: 'What {{vm}} needs is no longer in key vault {{vault}}: {{names}}.',
    remedy:
      'A restore that makes the machine has the step "Restore the keys": from the encryption-info blob that the restore of the disks puts into {{staging}}. After one of the disks alone, type "commands {{vm}}".',
  },
  'keys-version-gone': {
    message: 'Key vault {{vault}} no longer has the versions that {{vm}} needs: {{names}}.',
    remedy:
      'A restore that makes the machine has the step "Restore the keys", which creates them again. After one of the disks alone, type "commands {{vm}}".',
  },
  'keys-version-taken': {
    message:
      'In key vault {{vault}} other keys or secrets have the names of those that {{vm}} needs: {{names}}. Key Vault puts nothing back beside them.',
    remedy:
      'The disks can be restored, but the step "Restore the keys" fails as long as these are there. Find out what they encrypt before anyone moves them out of the way: what is purged is gone for good.',
  },
  'keys-disabled': {
    message: 'Disabled in key vault {{vault}}, though {{vm}} needs them: {{names}}.',
    remedy: 'Enable those versions in {{vault}} before a machine is made from the disks.',
  },
  'keys-expired': {
    message: 'Expired in key vault {{vault}}, though {{vm}} needs them: {{names}}.',
    remedy: 'Set a later expiry on those versions in {{vault}}.',
  },
  'keys-unlisted': {
    message: 'Neither the point nor {{vm}} says which keys the disks are encrypted with.',
    remedy: 'Start {{vm}}, or look at its disks in the Azure portal, to see which key vault they name.',
  },
  'access-policy-missing': {
    message: 'The next backups of {{vm}} will fail: in key vault {{vault}}, Azure Backup lacks {{verbs}}.',
    remedy: 'Type "check {{vm}}" to have that access policy added.',
  },
  'access-role-missing': {
    message:
      'The next backups of {{vm}} will fail: on key vault {{vault}}, Azure Backup lacks the right to {{rights}}.',
    remedy: 'Type "check {{vm}}" to have a role with the five data actions given to Backup Management Service.',
  },
  'access-no-backup-verb': {
    message: 'In key vault {{vault}}, Azure Backup can read the secrets of {{vm}} but not back them up.',
    remedy: 'Type "check {{vm}}" to add it: without a copy, a secret that\'s purged is lost.',
  },
  'access-unknown': {
    message: "I can't tell which key vault the next backup of {{vm}} reads, or what Azure Backup can do there.",
    remedy: 'Start {{vm}} and type "check {{vm}}" again, or look at the access of its key vault.',
  },
  'backup-service-missing': {
    message: "Azure Backup's own principal (Backup Management Service) doesn't exist in this tenant.",
    remedy: 'Register the provider Microsoft.RecoveryServices in the subscription of {{vm}}.',
  },
  'key-vault-gone': {
    message: 'Key vault {{vault}}, which {{vm}} is encrypted with, no longer exists.',
    remedy: "Recover the key vault if it's soft-deleted; a machine made from the disks needs its keys.",
  },
  'key-vault-firewall': {
    message: "The firewall of key vault {{vault}} keeps Azure Backup out, so {{vm}}'s next backups will fail.",
    remedy: 'Allow trusted Microsoft services in the networking of {{vault}}.',
  },
  'key-vault-closed': {
    message:
      "The firewall of key vault {{vault}} keeps Azure's own services out: a machine made from the disks of {{vm}} doesn't get its keys.",
    remedy: 'Allow trusted Microsoft services in the networking of {{vault}} before a machine is made from the disks.',
  },
  'key-vault-not-for-disks': {
    message: "Key vault {{vault}} isn't enabled for disk encryption: a machine made from the disks doesn't start.",
    remedy: 'Enable "Azure Disk Encryption for volume encryption" on {{vault}}.',
  },
  'disks-only-unmanaged': {
    message:
      '{{vm}} is encrypted and has unmanaged disks: only its disks can be restored, as VHD files. Azure no longer starts VMs with unmanaged disks (ended on 31 March 2026).',
    remedy: 'Create managed disks from the files, then a machine from the disks. "commands {{vm}}" prints the restore.',
  },
  'silent-encrypted': {
    message: "{{vm}} isn't running, so its encryption can't be read. The recovery point says that it's encrypted.",
    remedy: 'Nothing to do: the point decides.',
  },
  'silent-clear': {
    message:
      "{{vm}} isn't running, so its encryption can't be read. The recovery point says that it isn't encrypted with ADE.",
    remedy: 'Nothing to do: the point decides.',
  },
  'vault-other-region': {
    message: '{{vm}} runs in {{region}}, its vault {{vault}} is in {{home}}: a restore lands in {{home}}.',
    remedy: 'Check that the target group and network are the ones you want.',
  },
  'undelete-first': {
    message: 'The backup of {{vm}} is soft-deleted. Nothing can be restored from it in this state.',
    remedy: 'Type "undelete {{vm}}" first.',
  },
  guarded: {
    message:
      'Vault {{vault}} is behind Resource Guard {{guard}}: a restore is refused until the right on it is active.',
    remedy:
      'Ask the owners of {{guard}} (resource group {{group}}) to activate Backup MUA Operator for Strongroom there.',
  },
  'guard-elsewhere': {
    message:
      "Vault {{vault}} is behind Resource Guard {{guard}} of another tenant, where Strongroom can't sign in: Azure will refuse a restore.",
    remedy:
      'Restore by hand, as someone with Backup MUA Operator on {{guard}}: type "commands {{vm}}", and give az --tenant-id with the tenant of the guard.',
  },
  'guard-active': {
    message: 'Vault {{vault}} is behind Resource Guard {{guard}}, and the right on it is active.',
    remedy: 'Nothing to do while it is.',
  },
  'guard-not-for-restore': {
    message: "Vault {{vault}} is behind Resource Guard {{guard}}, which doesn't guard restores.",
    remedy: "There's nothing to do.",
  },
  'staging-missing': {
    message: "Staging account {{account}} doesn't exist, so nothing can be restored from {{vault}}.",
    remedy: 'Ask a platform engineer to create it or to name another in the restore profile of {{vault}}.',
  },
  'staging-kind': {
    message: "Staging account {{account}} is of a kind that Azure Backup doesn't restore through ({{kind}}).",
    remedy: 'Name a general-purpose v2 account with standard LRS or GRS storage in the restore profile of {{vault}}.',
  },
  'staging-offline': {
    message: "Staging account {{account}} isn't available at the moment.",
    remedy: 'Wait until it is, or name another account in the restore profile of {{vault}}.',
  },
  'staging-identity-lacks': {
    message:
      'The identity that vault {{vault}} uses for staging account {{account}} lacks the right to {{right}} on {{scope}}.',
    remedy: 'Have it given the role VM Restore Operator on {{account}} and on the target group.',
  },
  'staging-identity-unsure': {
    message:
      "I can't tell whether the identity of vault {{vault}} can use staging account {{account}}: the right to {{right}} on {{scope}}.",
    remedy: 'Make sure that it has the role VM Restore Operator on {{account}} and on the target group.',
  },
  'target-missing': {
    message: "Resource group {{group}}, where the disks should go, doesn't exist.",
    remedy: 'Ask a platform engineer to create it, or to name another in the restore profile.',
  },
  'target-unread': {
    message: "I couldn't read whether resource group {{group}} exists.",
    remedy: 'Ask a platform engineer to let Strongroom read it.',
  },
  'network-asked': {
    message:
      "{{vm}} no longer exists, so its network isn't known; a machine made from the disks would join {{subnet}}.",
    remedy: 'Say which network you want when the machine is made.',
  },
  'network-none': {
    message: 'The restore profile of {{vault}} names no network; restoring the disks needs none.',
    remedy: 'Name an isolated subnet in the profile before a machine is made from the disks.',
  },
  'network-missing': {
    message: "Subnet {{subnet}}, where a machine made from the disks of {{vm}} would go, doesn't exist.",
    remedy:
      'Restoring the disks needs none. Name another in the restore profile of {{vault}} before a machine is made from them.',
  },
  'network-gone': {
    message: "Subnet {{subnet}}, where the machine made from {{vm}} would go, doesn't exist.",
    remedy: 'Have it created again, then try the step again. Or ask again with another network.',
  },
  'network-unread': {
    message: "I couldn't read whether subnet {{subnet}} exists.",
    remedy: 'Ask a platform engineer to let Strongroom read the network.',
  },
  'requester-lacks': {
    message: "The Azure roles of {{name}} don't include the right to {{right}} on {{scope}}.",
    remedy: 'Have an owner of {{scope}} grant it, have it activated, or let a colleague who holds it ask.',
  },
  'requester-unsure': {
    message:
      "I can't tell whether the Azure roles of {{name}} include the right to {{right}} on {{scope}}, which counts as no.",
    remedy: 'Have an owner of {{scope}} grant the role without a condition.',
  },
  'bot-lacks': {
    message: "Strongroom itself isn't allowed to do this on {{scope}}, so it couldn't send the restore.",
    remedy: 'Ask a platform engineer to give Strongroom a role there with the right to {{right}}.',
  },
  'bot-unsure': {
    message: "I can't tell whether Strongroom itself has the right to {{right}} on {{scope}}.",
    remedy: 'Ask a platform engineer to look at its role assignments there.',
  },
  'quota-short': {
    message: 'A machine of size {{size}} needs {{needed}} cores; {{left}} are left of {{quota}} in {{region}}.',
    remedy: "Restoring the disks isn't affected. Raise the quota or choose a smaller size for the machine.",
  },
  'agent-silent': {
    message: "The VM agent of {{vm}} isn't ready: its next backups will fail. A restore isn't affected.",
    remedy: 'Restart the agent in {{vm}}, or update it.',
  },
  'backup-failed': {
    message: 'The last backup of {{vm}} failed; the points that exist can be restored.',
    remedy: 'Type "status {{vm}} failed" to see why.',
  },
  'backup-unhealthy': {
    message: 'Azure says that the backup of {{vm}} needs attention ({{title}}); the points that exist can be restored.',
    remedy: 'Type "explain {{title}}" to see what\'s known about it.',
  },
  'backup-held': {
    message:
      'Backups of {{vm}} are off on purpose: {{id}} holds its recovery points. Those that exist can be restored.',
    remedy: 'There\'s nothing to do. "unhold {{vm}}" ends the hold, by a vote.',
  },
  'hold-undone': {
    message:
      'Hold {{id}} of {{vm}} no longer holds in Azure: someone let its backups continue there, so its recovery points expire.',
    remedy: 'Type "hold {{vm}} because" and why, to hold what is left; "unhold {{vm}}" if that\'s meant.',
  },
  'hold-deleted': {
    message: 'Hold {{id}} of {{vm}} no longer holds in Azure: someone deleted its backup there.',
    remedy: 'Type "undelete {{vm}} because" and why, before it\'s gone for good.',
  },
  'backup-stopped': {
    message: 'Protection of {{vm}} is stopped: no new points are made; those that exist can be restored.',
    remedy: 'Type "protection resume {{vm}}" if that isn\'t meant.',
  },
  'backup-suspended': {
    message:
      'Backups of {{vm}} are suspended: no new points are made, and those that exist keep expiring as the policy says; only the newest stays.',
    remedy:
      'Restore what you need before it goes. Azure lets nobody keep them longer until you type "protection resume {{vm}}".',
  },
  'backup-none-yet': {
    message: '{{vm}} waits for its first backup.',
    remedy: 'Type "backup {{vm}}" to make a point now.',
  },
  retirement: {
    message:
      '{{count}} points of {{vm}} are kept beyond {{date}}, when Azure retires Disk Encryption: restoring them may not work then.',
    remedy: 'Move {{vm}} to encryption at host before that day.',
  },
  'retirement-policy': {
    message:
      'Policy {{policy}} keeps points of {{vm}} beyond {{date}}, when Azure retires Disk Encryption: restoring them may not work then.',
    remedy: 'Move {{vm}} to encryption at host before that day, or give it a policy that keeps points for less long.',
  },
  'set-missing': {
    message: 'Disk encryption set {{set}}, which the disks of {{vm}} are encrypted with, no longer exists.',
    remedy: "Create it again with the same key before you restore: restored disks don't open without it.",
  },
  'set-missing-kept': {
    message: 'Disk encryption set {{set}}, which the disks of {{vm}} are encrypted with, no longer exists.',
    remedy:
      "Create it again before you restore, with the same key: snapshots don't open without it. If that key is gone, too, not all is lost: what's in the vault isn't encrypted with it.",
  },
  'set-vault-gone': {
    message: 'Key vault {{vault}}, whose key encrypts the disks of {{vm}} through {{set}}, no longer exists.',
    remedy: "Recover the key vault if it's soft-deleted: restored disks don't open without its key.",
  },
  'set-vault-gone-kept': {
    message: 'Key vault {{vault}}, whose key encrypts the disks of {{vm}} through {{set}}, no longer exists.',
    remedy:
      "Recover the key vault if it's soft-deleted: snapshots don't open without its key. If it's gone for good, not all is lost: what's in the vault isn't encrypted with it. Give {{set}} another key, and choose a point that's in the vault only.",
  },
  'set-key-gone': {
    message: 'Key {{key}}, which encrypts the disks of {{vm}} through {{set}}, is no longer in key vault {{vault}}.',
    remedy: "Restore the key from its own backup: restored disks don't open without it.",
  },
  'set-key-gone-kept': {
    message: 'Key {{key}}, which encrypts the disks of {{vm}} through {{set}}, is no longer in key vault {{vault}}.',
    remedy:
      "Restore the key from its own backup: snapshots don't open without it. If there's none, not all is lost: what's in the vault isn't encrypted with it. Give {{set}} another key, and choose a point that's in the vault only.",
  },
  'set-key-deleted': {
    message: 'Key {{key}}, which encrypts the disks of {{vm}} through {{set}}, is soft-deleted in key vault {{vault}}.',
    remedy: "Recover it in {{vault}}: restored disks don't open without it.",
  },
  'set-key-disabled': {
    message: 'Key {{key}}, which encrypts the disks of {{vm}} through {{set}}, is disabled in key vault {{vault}}.',
    remedy: "Enable it in {{vault}}: restored disks don't open without it.",
  },
  'set-key-expired': {
    message: 'Key {{key}}, which encrypts the disks of {{vm}} through {{set}}, has expired in key vault {{vault}}.',
    remedy:
      "Give it a later expiry in {{vault}}, or {{set}} another key: until then Azure shuts {{vm}} down, and restored disks don't open.",
  },
  'set-key-brought': {
    message: 'Key {{key}}, which encrypts the disks of {{vm}} through {{set}}, is no longer in {{vault}}.',
    remedy: 'Restore it from your own backup, or leave it to the restore: Azure Backup keeps a copy in the vault tier.',
  },
  'set-key-recovered': {
    message: 'Key {{key}}, which encrypts the disks of {{vm}} through {{set}}, is soft-deleted in {{vault}}.',
    remedy: 'Recover it there, or leave it to the restore, which begins with that.',
  },
  'set-access-missing': {
    message: 'Encryption set {{set}} of {{vm}} lacks the right to {{rights}}: key {{key}} in {{store}}.',
    remedy: 'Type "check {{vm}}" for the lines that give it: restored disks don\'t open without.',
  },
  'set-access-backup': {
    message:
      'The next backups of {{vm}} will fail: for key {{key}} in {{store}}, Azure Backup lacks the right to {{rights}}.',
    remedy: 'Type "check {{vm}}" to have it given, or for the lines that give it.',
  },
  'set-access-unknown': {
    message: "I couldn't tell who has the right to {{rights}} in {{store}}, as {{vm}} needs for key {{key}}.",
    remedy: 'Give me the role Managed HSM Crypto Auditor there, or look yourself: "check {{vm}}" has the lines.',
  },
  'set-access-elsewhere': {
    message:
      "I couldn't tell who has the right to {{rights}} in {{store}}, as {{vm}} needs for key {{key}}: {{set}} names that key vault only by its address.",
    remedy: "In {{store}}, check who can use the key: it's in none of the subscriptions that I read.",
  },
  'set-stops-backup': {
    message: "The next backups of {{vm}} will fail: Azure takes no snapshot while the key of {{set}} can't be used.",
    remedy: 'Fix key {{key}} in {{vault}}, then type "backup {{vm}}".',
  },
} as const satisfies Record<CheckCode, { message: string; remedy: string }>;

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
        right: { see: 'see', backUp: 'back up', restore: 'ask for a restore', decide: "decide others' requests" },
        none: "Your Azure roles don't reach any vault that I watch. Ask a platform engineer for Backup Reader or Backup Operator on a vault.",
        unknown: "Unknown counts as no: a role assignment has a condition that I can't evaluate.",
        eligible: "You're eligible for {{roles}}: [activate it]({{link}}).",
        denied: 'Blocked by deny assignments: {{names}}.',
        more: 'and {{count}} more vaults',
        sentence: 'You are {{name}} and can request restores from {{vaults}}.',
        'sentence-none': "You are {{name}}. Your Azure roles don't let you restore from any vault that I watch.",
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
        summary: '{{all}} in all, {{failing}} failing, {{unprotected}} not protected.',
        'as-of': 'As of {{when}}.',
        'protected-only': "Some unprotected machines couldn't be listed. There may be more.",
        'unknown-encryption_one':
          "The lists don't show how {{count}} of them is encrypted. Type **vm** and a name to see it.",
        'unknown-encryption_other':
          "The lists don't show how {{count}} of them are encrypted. Type **vm** and a name to see it.",
        none: 'None of your machines match that.',
        'none-readable':
          "There's no machine that you can read here. Ask an owner of its vault or resource group for a role that can read it, such as Reader.",
        unprotected: 'no vault backs it up',
        fine: 'protected',
        trouble: {
          deleted: 'its backup was deleted',
          stopped: 'protection is stopped',
          'no-backup-yet': 'waits for its first backup',
          'last-failed': 'the last backup failed',
          unhealthy: 'its backup needs attention',
        },
        last: 'last backup {{when}}',
        page: 'page',
        twin: 'Type **vm** and a name for more, or **vms failing**, **vms unprotected**, **vms encrypted**, **vms** and a part of a name',
        'twin-more': 'Page {{page}} of {{pages}}. Or type: **{{line}}**',
        'twin-more-of-all':
          'Page {{page}} of {{pages}}. Or type: **{{line}}**, **vms failing**, or **vms** and a part of a name',
        sentence_one: '{{count}} machine, {{failing}} failing, {{unprotected}} not protected.',
        sentence_other: '{{count}} machines, {{failing}} failing, {{unprotected}} not protected.',
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
          quarantine: 'In quarantine',
        },
        last: {
          Completed: 'completed',
          CompletedWithWarnings: 'completed with warnings',
          Failed: 'failed',
          InProgress: 'running',
          Cancelled: 'cancelled',
        },
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
        backup: 'The next backup would fail.',
      },
      line: {
        clear: '✓ {{checks}} passed{{notPossible}}.',
        'clear-besides': '✓ Nothing else found ({{checks}}{{notPossible}}).',
        more: 'and {{more}} more: type **check {{vm}}**',
      },
      fine: 'Nothing found: {{names}}.',
      ...findings,
    },
  },
} as const satisfies RoomTexts;
