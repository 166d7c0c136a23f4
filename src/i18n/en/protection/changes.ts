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
        'resume-shorter': 'Yes, let them expire',
        unhold: 'Yes, let them expire',
        'unhold-mark': 'Yes, end the hold',
        'raise-retention': 'Yes, keep them longer',
        undelete: 'Yes, undelete it',
      },
      undo: {
        'grant-access': 'Undo: stop it before it starts; later, remove the access in the key vault.',
        'stop-protection': 'Undo: **protection resume {{vm}}**, at any time. No new points until then.',
        'suspend-protection': 'Undo: **protection resume {{vm}}**, at any time. Points that expire meanwhile are gone.',
        hold: 'Undo: **unhold {{vm}}**, with a vote. No new points until then.',
        'hold-suspend':
          "Undo: **unhold {{vm}}**, with a vote. A longer retention can't be lowered again, and is paid for.",
        'resume-shorter': 'Undo: **hold {{vm}}**, at any time. Points that have expired by then are gone.',
        unhold: 'Undo: **hold {{vm}}**, at any time. Points that have expired by then are gone.',
        'unhold-mark': 'Undo: **hold {{vm}}**, at any time.',
        'raise-retention': 'Undo: stop it before it starts; later, give {{vm}} its earlier policy back in the portal.',
        undelete: 'Undo: stop it before it starts; later, delete the backup in the portal.',
        'raise-retention-immutable': "Undo: stop it before it starts; later it can't be undone.",
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
          unhold: 'End the hold on {{vm}}',
          'raise-retention': 'Bring back recovery points of {{vm}}',
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
            'The hold on {{vm}} ends. Nothing changes in Azure; stopped backups in {{vault}} can be resumed with **protection resume**.',
          'raise-retention':
            "A shorter policy **soft-deleted** {{count}} points of {{vm}} in {{vault}}, {{first}} to {{last}}: gone for good soon. Policy **{{policy}}** in place of {{before}} keeps everything {{days}} days longer, which brings them back and keeps the oldest until {{until}} at least; Azure doesn't say how soon. You **pay** for what stays longer.",
          'grant-access':
            '**Azure Backup itself** may read and copy the keys of {{vm}} in {{keyVault}}, which backups of it need. No person gains or loses access.',
        },
        lasting: "Vault {{vault}} is immutable: a longer retention **can't be lowered again**.",
      },
      change: {
        policy: 'Policy',
        first: 'The first backup runs on schedule and can take hours. Start it now?',
        heading: {
          protect: 'Protect {{vm}}',
          policy: 'New policy {{vm}}',
          'resume-protection': 'Resume the protection of {{vm}}',
        },
        paragraph: {
          protect: '{{vm}} is backed up by {{vault}} from now on, under policy {{policy}}.',
          policy: 'Vault {{vault}} gets the policy {{policy}}.',
          'resume-protection':
            '{{vm}} is backed up by {{vault}} again, under policy {{policy}}. Its recovery points expire as it says.',
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
