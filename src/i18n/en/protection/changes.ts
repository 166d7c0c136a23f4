import type { RoomTexts } from '../../room-texts.ts';

export const changes = {
  texts: {
    approval: {
      yes: {
        'grant-access': 'Yes, grant this access',
        'stop-protection': 'Yes, stop protection',
        'suspend-protection': 'Yes, suspend the backups',
        hold: 'Yes, hold them',
        'hold-suspend': 'Yes, suspend the backups',
        'hold-stopped': 'Yes, hold them',
        'resume-shorter': 'Yes, let them expire',
        unhold: 'Yes, let them expire',
        'unhold-mark': 'Yes, end the hold',
        'raise-retention': 'Yes, keep them longer',
        'raise-immutable': 'Yes, keep them longer',
        undelete: 'Yes, undelete it',
      },
      undo: {
        'grant-access': 'Undo: stop it before it starts; later, remove the access in the key vault.',
        'stop-protection': 'Undo: **protection resume {{vm}}**, at any time. No new points until then.',
        'suspend-protection': 'Undo: **protection resume {{vm}}**, at any time. Points that expire meanwhile are gone.',
        hold: 'Undo: **unhold {{vm}}**, with a vote. No new points until then.',
        'hold-suspend':
          "Undo: **unhold {{vm}}**, with a vote. A longer retention can't be lowered again, and is paid for.",
        'hold-stopped': 'Undo: **unhold {{vm}}**, with a vote. No new points until then.',
        'resume-shorter': 'Undo: **hold {{vm}}**, at any time. Points that have expired by then are gone.',
        unhold: 'Undo: **hold {{vm}}**, at any time. Points that have expired by then are gone.',
        'unhold-mark': 'Undo: **hold {{vm}}**, at any time.',
        'raise-retention': 'Undo: stop it before it starts; later, give {{vm}} its earlier policy back in the portal.',
        'raise-immutable': "Undo: stop it before it starts; later it can't be undone.",
        undelete: 'Undo: stop it before it starts; later, delete the backup in the portal.',
      },
    },
    audit: {
      event: {
        protect: { asked: 'asked for protection' },
        policy: { asked: 'asked for a policy' },
        'resume-protection': { asked: 'asked to resume protection' },
      },
    },
    cards: {
      gated: {
        heading: {
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
          'stop-protection':
            "{{vm}} is **no longer backed up**. Its points in {{vault}} stay and can be restored. {{vm}} itself isn't touched.",
          'suspend-protection':
            "{{vm}} is **no longer backed up**. Vault {{vault}} is immutable: its points **keep expiring** by the policy, only the newest stays, and nobody can keep them longer until protection is resumed. {{vm}} itself isn't touched.",
          'resume-shorter':
            "Backups of {{vm}} continue under policy {{policy}}. Its points in {{vault}} **expire by it**; what it doesn't keep goes soon.",
          undelete:
            "The deleted backup of {{vm}} in {{vault}} **comes back** with its points. Protection stays stopped until it's resumed.",
          hold: "Backups of {{vm}} **stop**, so all its points in {{vault}} stay until someone agrees to an **unhold**. {{vm}} itself isn't touched.",
          'hold-suspend':
            "Vault {{vault}} is immutable, so backups of {{vm}} are only **suspended**: points **keep expiring** by the policy, only the newest stays, and nobody can keep them longer until an **unhold**. Snapshots aren't held. {{vm}} itself isn't touched.",
          'hold-stopped':
            "Backups of {{vm}} are stopped, so its points in {{vault}} don't expire. They **stay stopped** until someone agrees to an **unhold**. Nothing changes in Azure.",
          unhold:
            'Backups of {{vm}} continue under policy {{policy}}. Its points in {{vault}} **expire by it**; those it no longer keeps go soon.',
          'unhold-mark':
            'The hold on {{vm}} ends. Nothing changes in Azure; if its backups in {{vault}} are stopped, **protection resume** works again.',
          'raise-retention':
            "A shorter policy **soft-deleted** {{count}} points of {{vm}} in {{vault}}, {{first}} to {{last}}: gone for good soon. Policy **{{policy}}** in place of {{before}} keeps everything {{days}} days longer, which brings them back and keeps the oldest until {{until}} at least; Azure doesn't say how soon. You **pay** for what stays longer.",
          'raise-immutable':
            "A shorter policy **soft-deleted** {{count}} points of {{vm}} in {{vault}}, {{first}} to {{last}}: gone for good soon. Policy **{{policy}}** in place of {{before}} keeps everything {{days}} days longer, which brings them back and keeps the oldest until {{until}} at least; Azure doesn't say how soon. You **pay** for what stays longer. Vault {{vault}} is immutable: a longer retention **can't be lowered again**.",
          'grant-access':
            '**Azure Backup itself** may read and copy the keys of {{vm}} in {{keyVault}}, which backups of it need. No person gains or loses access.',
        },
        short: {
          'stop-protection': 'No more backups of {{vm}}; its recovery points in {{vault}} stay.',
          'suspend-protection': 'No more backups of {{vm}}; its recovery points in {{vault}} keep expiring.',
          'resume-shorter':
            'Backups of {{vm}} continue under {{policy}}, and its recovery points in {{vault}} expire as it says.',
          undelete: 'The backup of {{vm}} in {{vault}} comes back.',
          hold: 'Backups of {{vm}} stop; all of its recovery points in {{vault}} stay.',
          'hold-suspend':
            'Backups of {{vm}} are suspended; its recovery points in {{vault}} expire as its policy says.',
          'hold-stopped': 'Backups of {{vm}} stay stopped; all of its recovery points in {{vault}} stay.',
          unhold:
            'Backups of {{vm}} continue under {{policy}}, and its recovery points in {{vault}} expire as it says.',
          'unhold-mark': 'The hold on {{vm}} ends; its backups in {{vault}} stay as they are.',
          'raise-retention':
            '{{vm}} switches to policy {{policy}}, which brings back {{count}} recovery points in {{vault}}.',
          'raise-immutable':
            '{{vm}} switches to policy {{policy}}, which brings back {{count}} recovery points in {{vault}}.',
          'grant-access': 'Azure Backup gets read access to the keys of {{vm}} in {{keyVault}}.',
        },
        what: {
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
      },
      requests: {
        of: {
          protect: 'protect {{vm}}',
          policy: 'new policy {{vm}}',
          'resume-protection': 'resume protection of {{vm}}',
          'resume-shorter': 'resume protection of {{vm}}, keeping less',
          'stop-protection': 'stop protection of {{vm}}',
          hold: 'hold {{vm}}',
          unhold: 'unhold {{vm}}',
          'raise-retention': 'retention of {{vm}}',
          undelete: 'undelete {{vm}}',
          'grant-access': 'key access for {{vm}}',
        },
      },
      change: {
        policy: 'Policy',
        first: 'The first backup runs on schedule and can take hours. Start it now?',
        heading: {
          protect: 'Protect {{vm}}',
          policy: 'New policy {{policy}}',
          'resume-protection': 'Resume the protection of {{vm}}',
        },
        paragraph: {
          protect: '{{vm}} is backed up by {{vault}} from now on, under policy {{policy}}.',
          policy: 'Vault {{vault}} gets the policy {{policy}}.',
          'resume-protection':
            '{{vm}} is backed up by {{vault}} again, under policy {{policy}}. Its recovery points expire as it says.',
        },
        sentence: {
          protect: {
            pending: '{{id}}: the protection of {{vm}} is waiting.',
            approved: '{{name}} is protecting {{vm}} in {{vault}} with {{policy}} ({{id}}).',
            running: '{{id}}: backup of {{vm}} is being enabled in {{vault}}.',
            succeeded:
              '{{id}} is done: {{vm}} is protected by {{vault}} with {{policy}}. The first backup runs on schedule and can take hours; type "backup {{vm}}" to start it now.',
            failed: "{{id}} failed: {{vm}} isn't protected.",
            cancelled: "{{id}} was cancelled: {{vm}} isn't protected.",
            rejected: "{{id}} was rejected: {{vm}} isn't protected.",
            expired: "{{id}} expired before it started: {{vm}} isn't protected.",
            withdrawn: "{{id}} was withdrawn by {{name}}: {{vm}} isn't protected.",
            void: "{{id}} didn't start: {{vm}} isn't protected.",
          },
          policy: {
            pending: '{{id}}: the policy {{policy}} is waiting.',
            approved: '{{name}} is creating the policy {{policy}} in {{vault}} ({{id}}).',
            running: '{{id}}: the policy {{policy}} is being created in {{vault}}.',
            succeeded: '{{id}} is done: {{vault}} has the policy {{policy}}. Type "protect" and a machine to use it.',
            failed: "{{id}} failed: the policy {{policy}} wasn't created.",
            cancelled: "{{id}} was cancelled: the policy {{policy}} wasn't created.",
            rejected: "{{id}} was rejected: the policy {{policy}} wasn't created.",
            expired: "{{id}} expired before it started: the policy {{policy}} wasn't created.",
            withdrawn: "{{id}} was withdrawn by {{name}}: the policy {{policy}} wasn't created.",
            void: "{{id}} didn't start: the policy {{policy}} wasn't created.",
          },
          'resume-protection': {
            pending: '{{id}}: resuming the protection of {{vm}} is waiting.',
            approved: '{{name}} is resuming the protection of {{vm}} with {{policy}} ({{id}}).',
            running: '{{id}}: the protection of {{vm}} is being resumed.',
            succeeded: '{{id}} is done: {{vm}} is backed up again, by {{vault}} with {{policy}}.',
            failed: '{{id}} failed: the protection of {{vm}} stays stopped.',
            cancelled: '{{id}} was cancelled: the protection of {{vm}} stays stopped.',
            rejected: '{{id}} was rejected: the protection of {{vm}} stays stopped.',
            expired: '{{id}} expired before it started: the protection of {{vm}} stays stopped.',
            withdrawn: '{{id}} was withdrawn by {{name}}: the protection of {{vm}} stays stopped.',
            void: "{{id}} didn't start: the protection of {{vm}} stays stopped.",
          },
        },
      },
      step: {
        protect: 'Enable backup',
        'create-policy': 'Create the policy',
        'grant-access': 'Grant Azure Backup access to the keys',
        'verify-access': 'Check that it can read them',
        'stop-protection': 'Stop protection, keep the data',
        'resume-protection': 'Resume protection',
        'resume-shorter': 'Resume protection',
        'hold-policy': 'Create the policy that keeps longer',
        'hold-raise': 'Switch to that policy',
        'hold-stop': 'Stop what makes points expire',
        unhold: 'Continue the backups',
        'raise-policy': 'Create the policy that keeps longer',
        'raise-retention': 'Switch to that policy',
        undelete: 'Undelete the backup',
      },
    },
  },
} as const satisfies RoomTexts;
