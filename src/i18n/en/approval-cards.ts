import { drillGated } from './drills.ts';
import { releaseGated } from './quarantine.ts';
import { quarantineGated } from './restore-quarantine.ts';
export const approvalCards = {
  gated: {
    release: releaseGated.facts,
    drill: drillGated.facts,
    drills: drillGated.definition,
    heading: {
      ...drillGated.heading,
      ...quarantineGated.heading,
      ...releaseGated.heading,
      'stop-protection': 'Stop the protection of {{vm}}',
      'suspend-protection': 'Suspend the backups of {{vm}}',
      'resume-shorter': 'Resume the protection of {{vm}} with a policy that may keep less',
      undelete: 'Undelete the backup of {{vm}}',
      hold: 'Hold the recovery points of {{vm}}',
      'hold-suspend': 'Hold the recovery points of {{vm}}',
      'hold-stopped': 'Hold the recovery points of {{vm}}',
      unhold: 'End the hold on {{vm}}',
      'unhold-mark': 'End the hold on {{vm}}',
      'raise-retention': 'Bring back recovery points of {{vm}}',
      'raise-immutable': 'Bring back recovery points of {{vm}}',
      'grant-access': 'Let Azure Backup read the keys of {{vm}}',
    },
    paragraph: {
      ...drillGated.paragraph,
      ...quarantineGated.paragraph,
      ...releaseGated.paragraph,
      'stop-protection':
        "From now on {{vm}} is **no longer backed up**. All its recovery points in {{vault}} are kept and can be restored. Nothing is deleted. The running {{vm}} isn't touched. Protection can be resumed at any time.",
      'suspend-protection':
        "From now on {{vm}} is **no longer backed up**. Vault {{vault}} is immutable, so its backups are suspended: its recovery points **keep expiring** as the policy says, and only the newest stays. Until protection is resumed, Azure lets nobody keep them longer. Nothing is deleted now, and the running {{vm}} isn't touched.",
      'resume-shorter':
        "Backups of {{vm}} continue under policy {{policy}}, which may keep less than there is now: its recovery points in {{vault}} **expire as it says**, and those that it doesn't keep go soon. The running {{vm}} isn't touched.",
      undelete:
        "The backup of {{vm}} in {{vault}}, which was deleted and would soon be permanently gone, **comes back** with its recovery points. Protection stays stopped until it's resumed. The running {{vm}} isn't touched.",
      hold: "Backups of {{vm}} **stop**, and with them everything that lets its recovery points expire: all that are in {{vault}} stay, until someone agrees to an **unhold**. Nothing new is backed up until then. The running {{vm}} isn't touched.",
      'hold-suspend':
        "Vault {{vault}} is immutable, so backups of {{vm}} are **suspended**. That doesn't keep everything: recovery points **keep expiring** as the policy says, only the newest stays, and Azure lets nobody keep them longer until an **unhold**. The longer retention can't be lowered again in this vault. Snapshots beside the disks aren't held. The running {{vm}} isn't touched.",
      'hold-stopped':
        'Backups of {{vm}} are stopped already, so nothing lets its recovery points in {{vault}} expire. From now on they **stay stopped**: **protection resume** is refused until someone agrees to an **unhold**. Nothing is changed in Azure.',
      unhold:
        "Backups of {{vm}} continue under policy {{policy}}, and its recovery points in {{vault}} **expire as it says**: those that it keeps no longer go soon. The running {{vm}} isn't touched.",
      'unhold-mark':
        'The hold on {{vm}} ends, and nothing is changed in Azure: its backups in {{vault}} stay as they are. If they are stopped, **protection resume** is possible again.',
      'raise-retention':
        "A shorter policy cut {{count}} recovery points of {{vm}}, of {{first}} to {{last}}: they're **soft-deleted** in {{vault}}, and gone for good soon. {{vm}} switches from policy {{before}} to **{{policy}}**, which keeps everything {{days}} days longer. That brings them back and keeps the oldest until {{until}} at least; Azure doesn't say how soon. You **pay** for all that is kept longer. Backups continue, and the running {{vm}} isn't touched.",
      'raise-immutable':
        "A shorter policy cut {{count}} recovery points of {{vm}}, of {{first}} to {{last}}: they're **soft-deleted** in {{vault}}, and gone for good soon. {{vm}} switches from policy {{before}} to **{{policy}}**, which keeps everything {{days}} days longer. That brings them back and keeps the oldest until {{until}} at least; Azure doesn't say how soon. You **pay** for all that is kept longer, and vault {{vault}} is immutable: a longer retention **can't be lowered again**. Backups continue, and the running {{vm}} isn't touched.",
      'grant-access':
        'The keys that {{vm}} is encrypted with are in key vault {{keyVault}}. **Azure Backup itself** gets permission to read and copy them, which it needs to back up {{vm}}. No person gains or loses any access.',
    },
    keeps: 'When this was asked, {{policy}} said: {{kept}}',
    next: {
      raise: 'First it switches to policy {{policy}}, which keeps everything {{days}} days longer.',
      protect: 'Then {{vm}} is protected in {{vault}}, as requested.',
      backup: 'Then the requested backup of {{vm}} starts.',
    },
    short: {
      ...drillGated.short,
      ...quarantineGated.short,
      ...releaseGated.short,
      'stop-protection': 'No more backups of {{vm}}; its recovery points in {{vault}} stay.',
      'suspend-protection': 'No more backups of {{vm}}; its recovery points in {{vault}} keep expiring.',
      'resume-shorter':
        'Backups of {{vm}} continue under {{policy}}, and its recovery points in {{vault}} expire as it says.',
      undelete: 'The backup of {{vm}} in {{vault}} comes back.',
      hold: 'Backups of {{vm}} stop; all of its recovery points in {{vault}} stay.',
      'hold-suspend': 'Backups of {{vm}} are suspended; its recovery points in {{vault}} expire as its policy says.',
      'hold-stopped': 'Backups of {{vm}} stay stopped; all of its recovery points in {{vault}} stay.',
      unhold: 'Backups of {{vm}} continue under {{policy}}, and its recovery points in {{vault}} expire as it says.',
      'unhold-mark': 'The hold on {{vm}} ends; its backups in {{vault}} stay as they are.',
      'raise-retention':
        '{{vm}} switches to policy {{policy}}, which brings back {{count}} recovery points in {{vault}}.',
      'raise-immutable':
        '{{vm}} switches to policy {{policy}}, which brings back {{count}} recovery points in {{vault}}.',
      'grant-access': 'Azure Backup gets read access to the keys of {{vm}} in {{keyVault}}.',
    },
    what: {
      ...drillGated.what,
      ...quarantineGated.what,
      ...releaseGated.what,
      'stop-protection': 'stopping the protection of {{vm}}',
      'suspend-protection': 'suspending the backups of {{vm}}',
      'resume-shorter': 'resuming the protection of {{vm}} with a policy that may keep less',
      undelete: 'undeleting the backup of {{vm}}',
      hold: 'holding the recovery points of {{vm}}',
      'hold-suspend': 'holding the recovery points of {{vm}}',
      'hold-stopped': 'holding the recovery points of {{vm}}',
      unhold: 'ending the hold on {{vm}}',
      'unhold-mark': 'ending the hold on {{vm}}',
      'raise-retention': 'bringing back recovery points of {{vm}}',
      'raise-immutable': 'bringing back recovery points of {{vm}}',
      'grant-access': 'letting Azure Backup read the keys of {{vm}}',
    },
    done: {
      ...drillGated.done,
      ...quarantineGated.done,
      ...releaseGated.done,
      'stop-protection': 'protection of {{vm}} is stopped, its recovery points are kept',
      'suspend-protection': 'backups of {{vm}} are suspended, its recovery points keep expiring as the policy says',
      'resume-shorter': '{{vm}} is backed up again under {{policy}}, and its recovery points expire as that says',
      undelete: 'the backup of {{vm}} is back; type "protection resume {{vm}}" to continue it',
      hold: 'the recovery points of {{vm}} are held: its backups are stopped, and none expires',
      'hold-suspend':
        'backups of {{vm}} are suspended, and its recovery points expire as its policy says; type "check {{vm}}" to see how it stands',
      'hold-stopped': 'the recovery points of {{vm}} are held: its backups stay stopped, and none expires',
      unhold: '{{vm}} is backed up again under {{policy}}, and its recovery points expire as that says',
      'unhold-mark': 'the hold on {{vm}} has ended',
      'raise-retention':
        '{{vm}} is under {{policy}}, which brings its recovery points back; type "points {{vm}}" to see them',
      'raise-immutable':
        '{{vm}} is under {{policy}}, which brings its recovery points back; type "points {{vm}}" to see them',
      'grant-access': 'Azure Backup can read the keys of {{vm}}',
      'grant-access-protect':
        'Azure Backup can read the keys of {{vm}}, and {{vm}} is protected by {{vault}}. The first backup runs on schedule and can take hours; type "backup {{vm}}" to start it now',
      'grant-access-backup': 'Azure Backup can read the keys of {{vm}}, and its backup is done',
    },
    sentence: {
      pending: '{{name}} needs approval for {{what}}. Approve or reject {{id}} by {{until}}.',
      approved: '{{id}} was approved by {{deciders}}: {{what}} is about to start.',
      'approved-alone': '{{id}}: {{what}} is about to start.',
      running: '{{id}}: {{what}} is under way.',
      revoked: '{{id}} was withdrawn, and nothing more runs under it: {{what}}.',
      over: '{{id}} is over, and was in force until {{until}}: {{what}}.',
      'in-force': '{{id}} is in force until {{until}}: {{what}}.',
      succeeded: '{{id}} is done: {{done}}. Approved by {{deciders}}.',
      'succeeded-alone': '{{id}} is done: {{done}}.',
      failed: '{{id}} failed: {{what}}. The card says why and what to do.',
      cancelled: '{{id}} was cancelled: {{what}}.',
      rejected: '{{id}} was rejected by {{deciders}}: {{what}}.',
      expired: '{{id}} expired, and nothing was changed: {{what}}.',
      withdrawn: '{{id}} was withdrawn by {{name}}: {{what}}.',
      'withdrawn-unnamed': '{{id}} was withdrawn: {{what}}.',
      void: '{{id}} is void: {{what}}. The card says what changed.',
    },
    'reason-backup': 'To back up {{vm}} now.',
    fact: { vm: 'Machine' },
    rights: { secrets: 'secrets {{verbs}}', keys: 'keys {{verbs}}', role: 'the right to {{rights}}' },
  },
} as const;
