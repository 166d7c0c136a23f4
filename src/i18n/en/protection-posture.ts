/** How a vault stands against somebody who means harm. */
export const posture = {
  heading: 'How {{vault}} is protected',
  sentence: '{{vault}}: {{good}} of 8 protections in place, {{weak}} weak, {{unknown}} unknown.',
  'vault-unknown': {
    message: "I can't find a vault {{vault}} among those that you can read here.",
    remedy: 'Vaults: {{choices}}.',
  },
  found: {
    immutability: {
      locked: 'The vault is immutable, and nobody can change that.',
      unlocked: 'The vault is immutable, and anyone who can change it can turn that off.',
      off: "The vault isn't immutable.",
      unknown: "Azure doesn't say whether the vault is immutable. It leaves that out where it was never turned on.",
    },
    'soft-delete': {
      'always-on': 'Deleted backups are kept for {{days}} days, and nobody can change that.',
      on: 'Deleted backups are kept for {{days}} days, and anyone who can change the vault can turn that off where Azure allows it.',
      off: 'Deleted backups are gone at once.',
      short: 'Deleted backups are kept for {{days}} days.',
      unknown: "Azure doesn't say how long deleted backups are kept.",
    },
    guard: {
      some: 'A Resource Guard requires a second person for {{count}} operations: {{operations}}.',
      none: 'The vault has no Resource Guard.',
      unknown: "The Resource Guard of the vault couldn't be read.",
    },
    redundancy: {
      'geo-cross-region': 'Points are kept in two regions and can be restored in the other one.',
      geo: 'Points are kept in two regions; the other one can be used only when Azure declares this one lost.',
      zone: 'Points are kept in several zones of one region.',
      local: 'Points are kept in one data centre.',
      unknown: "Azure doesn't say where points are kept.",
    },
    access: {
      private: 'The vault is closed to public networks; private endpoints: {{count}}.',
      public: 'The vault is open to public networks.',
      unknown: "Azure doesn't say whether the vault is open to public networks.",
    },
    alerts: {
      on: 'Azure Monitor alerts on failed jobs.',
      off: "Azure Monitor doesn't alert on failed jobs.",
      unknown: "Azure doesn't say whether Azure Monitor alerts on failed jobs.",
    },
    encryption: {
      'customer-key': 'The vault is encrypted with a customer-managed key: without that key no point can be restored.',
      'platform-key': 'The vault is encrypted with a Microsoft-managed key.',
      unknown: "Azure doesn't say how the vault is encrypted.",
    },
    scan: {
      on: 'Points say what Defender for Cloud knew of the machine.',
      off: "Points don't say what Defender for Cloud knew of the machine.",
      unknown: "Azure doesn't say whether points tell what Defender for Cloud knew of the machine.",
    },
  },
  why: {
    immutability:
      'On the day: whoever has taken over an administrator shortens the retention and deletes the backups first.',
    'soft-delete': 'On the day: a deletion is often seen only after a weekend.',
    guard: 'On the day: one stolen account can stop protection, shorten retention or delete backups alone.',
    redundancy: "On the day: what's lost with its region can't be restored.",
    access: 'On the day: a stolen credential works from anywhere.',
    alerts: "On the day: nobody notices failed backups until they're needed.",
    encryption: 'On the day: without its key nothing comes back.',
    scan: 'On the day: nobody knows which points were taken while an alert was open.',
  },
  mend: {
    immutability: "{{line}}; Locked can't be undone.",
    'immutability-unlocked': "When you're sure, for it can't be undone: {{line}}",
    'soft-delete': '{{line}}; in the portal, under Properties, Security settings, make it always on.',
    'guard-none': '{{line}}, with a guard that other people own.',
    'guard-some': 'Have the guard cover deletion and retention as well, in its properties.',
    'redundancy-geo': "{{line}}, which can't be undone once something is protected.",
    'redundancy-zone':
      "It's chosen before the first machine is protected: protect the most important ones in a geo-redundant vault.",
    'redundancy-local':
      "It's chosen before the first machine is protected: protect the most important ones in a geo-redundant vault.",
    'access-public': 'Once it has a private endpoint: {{line}}',
    alerts: '{{line}}',
    scan: 'In the portal, under Properties, Security settings, turn on threat detection. It requires Defender for Servers.',
  },
} as const;
