import { drillGated } from './drills.ts';
export const approvalCards = {
  gated: {
    drill: drillGated.facts,
    drills: drillGated.definition,
    heading: {
      ...drillGated.heading,
      'stop-protection': 'Stop the protection of {{vm}}',
      'suspend-protection': 'Suspend the backups of {{vm}}',
      undelete: 'Undelete the backup of {{vm}}',
      'grant-access': 'Let Azure Backup read the keys of {{vm}}',
    },
    paragraph: {
      ...drillGated.paragraph,
      'stop-protection':
        "From now on {{vm}} is **no longer backed up**. All its recovery points in {{vault}} are kept and can be restored. Nothing is deleted. The running {{vm}} isn't touched. Protection can be resumed at any time.",
      'suspend-protection':
        "From now on {{vm}} is **no longer backed up**. Vault {{vault}} is immutable, so its backups are suspended: its recovery points **go on to expire** as the policy says, and only the newest stays. Until protection is resumed, Azure lets nobody keep them longer. Nothing is deleted now, and the running {{vm}} isn't touched.",
      undelete:
        "The backup of {{vm}} in {{vault}}, which was deleted and would soon be permanently gone, **comes back** with its recovery points. Protection stays stopped until it's resumed. The running {{vm}} isn't touched.",
      'grant-access':
        'The keys that {{vm}} is encrypted with are in key vault {{keyVault}}. **Azure Backup itself** gets permission to read and copy them, which it needs to back up {{vm}}. No person gains or loses any access.',
    },
    next: {
      protect: 'Then {{vm}} is protected in {{vault}}, as requested.',
      backup: 'Then the requested backup of {{vm}} starts.',
    },
    short: {
      ...drillGated.short,
      'stop-protection': 'No more backups of {{vm}}; its recovery points in {{vault}} stay.',
      'suspend-protection': 'No more backups of {{vm}}; its recovery points in {{vault}} go on to expire.',
      undelete: 'The backup of {{vm}} in {{vault}} comes back.',
      'grant-access': 'Azure Backup gets read access to the keys of {{vm}} in {{keyVault}}.',
    },
    what: {
      ...drillGated.what,
      'stop-protection': 'stopping the protection of {{vm}}',
      'suspend-protection': 'suspending the backups of {{vm}}',
      undelete: 'undeleting the backup of {{vm}}',
      'grant-access': 'letting Azure Backup read the keys of {{vm}}',
    },
    done: {
      ...drillGated.done,
      'stop-protection': 'protection of {{vm}} is stopped, its recovery points are kept',
      'suspend-protection': 'backups of {{vm}} are suspended, its recovery points go on to expire as the policy says',
      undelete: 'the backup of {{vm}} is back; type "protection resume {{vm}}" to continue it',
      'grant-access': 'Azure Backup can read the keys of {{vm}}',
      'grant-access-protect':
        'Azure Backup can read the keys of {{vm}}, and {{vm}} is protected by {{vault}}. The first backup runs on schedule and can take hours; type "backup {{vm}}" to start it now',
      'grant-access-backup': 'Azure Backup can read the keys of {{vm}}, and its backup is done',
    },
    sentence: {
      pending: '{{name}} asks for {{what}}. Approve or reject {{id}} by {{until}}.',
      approved: '{{id}} was approved by {{deciders}}: {{what}} is about to start.',
      'approved-alone': '{{id}}: {{what}} is about to start.',
      running: '{{id}}: {{what}} is under way.',
      revoked: '{{id}} was withdrawn, and nothing more runs under it: {{what}}.',
      over: '{{id}} is over: {{what}} was in force until {{until}}.',
      'in-force': '{{id}}: {{what}} is in force until {{until}}.',
      succeeded: '{{id}} is done: {{done}}. Approved by {{deciders}}.',
      'succeeded-alone': '{{id}} is done: {{done}}.',
      failed: '{{id}} failed: {{what}}. The card says why and what to do.',
      cancelled: '{{id}} was cancelled: {{what}}.',
      rejected: '{{id}} was rejected by {{deciders}}: {{what}}.',
      expired: '{{id}} expired, and nothing was changed: {{what}}.',
      withdrawn: '{{id}} was withdrawn by {{name}}: {{what}}.',
      void: '{{id}} is void: {{what}}. The card says what changed.',
    },
    'reason-backup': 'To back up {{vm}} now.',
    fact: { vm: 'Machine' },
    rights: { secrets: 'secrets {{verbs}}', keys: 'keys {{verbs}}' },
  },
} as const;
