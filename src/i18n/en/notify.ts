/** What is told of jobs that nobody started from chat, and what keeps it short. */
export const notify = {
  why: {
    'key-vault-permissions': 'key vault access missing',
    'key-vault-access-denied': 'key vault access denied',
    'key-vault-firewall': 'key vault firewall in the way',
    'key-disabled-or-expired': 'key disabled or expired',
    'vault-key-unreachable': "the key of the vault can't be reached",
    'vm-missing': 'the machine no longer exists',
    'vm-no-longer-exists': 'the machine no longer exists',
    'vm-not-found-by-backup': "the machine wasn't found",
    'vm-offline': 'machine or its agent offline',
    'disk-too-large': 'disk too large',
    'restore-point-collection-full': 'too many restore points',
    'backup-internal-failure': 'internal failure of Azure Backup',
    unknown: 'no reason given',
  },
  heading: {
    failed: '{{subject}}: {{operation}} failed, {{why}}',
    'failed-many': '{{subject}}: {{why}}',
    warned: '{{subject}}: {{operation}} completed with warnings, {{why}}',
    'warned-many': '{{subject}}: {{operation}} completed with warnings, {{why}}',
    cancelled: '{{subject}}: {{operation}} was cancelled',
    'cancelled-many': '{{subject}}: {{operation}} was cancelled',
    restore: '{{subject}}: a restore was started outside of Strongroom',
    'restore-many': '{{subject}}: restores were started outside of Strongroom',
    'restore-ended': '{{subject}}: a restore that was started outside of Strongroom has ended',
    done: '{{subject}}: {{operation}} completed',
    'done-many': '{{subject}}: {{operation}} completed',
    recovered: '{{subject}}: good backups again after "{{why}}"',
    folded: '{{count}} more problems this hour, folded into this message',
  },
  subject_one: '{{vm}} in {{vault}}',
  subject_other: '{{count}} VMs in {{vault}}',
  also: 'They failed {{times}} nights or more in a row.',
  azure: 'Azure says: {{message}}',
  advice: 'Azure recommends: {{advice}}',
  'still-some': '{{left}} of {{count}} still have no good backup since.',
  machine: '{{vm}}, {{when}}',
  'machine-good': '{{vm}}, {{when}}, good again {{good}}',
  'good-at': 'good again {{when}}',
  'and-more': 'and {{more}} more',
  more: 'and {{more}} more, in the thread',
  'folded-why': 'A channel gets at most {{count}} new messages an hour. Type **jobs failed** for everything.',
  owner: '{{name}} is on it.',
  nobody: 'Nobody is on it yet.',
  twin: 'Or type: **on it {{subject}}** · **mute {{code}} 4h**',
  'twin-job': 'Or type: **job {{id}}**',
  'twin-mend': 'Or type: **on it {{subject}}** · **mute {{code}} 4h** · **{{mend}} {{vm}}**',
  remind_one:
    '{{count}} VM still has no good backup, and nobody is on it. Type **on it** here to stop these reminders.',
  remind_other:
    '{{count}} VMs still have no good backup, and nobody is on it. Type **on it** here to stop these reminders.',
  'all-good': 'All {{count}} have good backups again; the last was {{vm}}, {{when}}.',
  'one-good': '{{vm}} has a good backup again, since {{when}}.',
  subscribed: {
    failures:
      'From now on I post here what fails, warns or is cancelled in {{name}}, and restores that nobody asked me for. "unsubscribe {{name}}" ends it.',
    all: 'From now on I post here every job of {{name}} that nobody started from chat, good ones too. "unsubscribe {{name}}" ends it.',
  },
  unsubscribed: 'I no longer post jobs of {{name}} here.',
  'unsubscribed-all': 'I no longer post jobs here.',
  lapsed:
    'I no longer post jobs of {{name}} here: {{person}}, who subscribed to it, may not read it any more. Someone who may can type "subscribe {{name}}".',
  unread: "I can't read {{vault}} since {{since}}, so I can't tell here what fails in it. {{why}}",
  'read-again': 'I can read {{vault}} again. What failed meanwhile, in the last 36 hours, I tell now.',
  list: 'I post here about: {{names}}.',
  'list-none': 'I don\'t post about any jobs here. Type "subscribe" and the name of a vault or machine.',
  'list-failures': '{{name}} (failures)',
  'list-all': '{{name}} (everything)',
  'list-mutes': 'Muted: {{names}}.',
  'list-mute': '{{name}} until {{when}}, by {{person}}',
  'list-mute-fixed': "{{name}} until it's fixed, by {{person}}",
  'list-digest': 'Digest: every day at {{time}}.',
  muted: '{{name}} is muted here until {{when}}. To end that sooner, type "unmute {{name}}".',
  'muted-fixed': '{{name}} is muted here until it\'s fixed. To end that sooner, type "unmute {{name}}".',
  unmuted: 'I post about {{name}} here again.',
  taken: '{{name}} is on it: {{heading}}',
  'digest-daily': 'I post the digest here every day at {{time}} ({{zone}}). "digest off" ends it.',
  'digest-off': 'I no longer post a digest here.',
  'digest-unmade':
    'The digest of today couldn\'t be made, so I don\'t know what failed last night. {{why}} The next one comes at {{time}}; "digest" tries it now.',
  'digest-lapsed':
    'I no longer post a digest here: {{person}}, who asked for it, may not read any vault of it any more. Someone who may can type "digest daily {{time}}".',
  stalled: {
    known: "{{vm}}: no movement for {{still}}; usually it's done in {{usual}}.",
    unknown: "{{vm}}: no movement for {{still}}, and there's no history here to compare with.",
    unwatched:
      "{{vm}}: its job couldn't be looked at for {{still}}. Azure goes on by itself; here it goes on when it can be read. {{why}}",
    step: '⚠ no movement since {{when}}',
    next: 'Look at it with "job {{id}}". If it stands still, "cancel {{id}}" stops it and it can be tried again.',
    wait: 'Look at it with "job {{id}}". It can no longer be cancelled; once Azure has ended it, it can be tried again.',
  },
} as const;

export const notifyButtons = {
  'notice-take': "I'm on it",
  'notice-mute': 'Mute for 4 hours',
} as const;

export const notifyErrors = {
  'subscribe-unknown': {
    message: "I can't find a vault or a protected virtual machine called {{name}}.",
    remedy: 'Check the spelling, or type "vms" for a list.',
  },
  'subscribe-nothing': {
    message: "There's nothing of that name to unsubscribe from here.",
    remedy: 'Type "subscriptions" to see what you can choose from.',
  },
  'mute-unreadable': {
    message: '"{{given}}" doesn\'t say what to mute and how long.',
    remedy: 'For example "mute sql-01 4h", or "mute UserErrorKeyVaultPermissionsNotConfigured until fixed".',
  },
  'mute-too-long': {
    message: 'A mute ends within 30 days.',
    remedy: 'Give a shorter time, or "until fixed".',
  },
  'mute-nothing': {
    message: '"{{name}}" isn\'t muted here.',
    remedy: 'Type "subscriptions" for what is.',
  },
  'digest-time': {
    message: '"{{given}}" isn\'t a time of day.',
    remedy: 'For example "digest daily 08:00".',
  },
  'digest-hours': {
    message: '"{{given}}" isn\'t a number of hours.',
    remedy: 'For example "digest 36h", or "digest daily 08:00" for one every day.',
  },
  'take-nothing': {
    message: 'Nothing that\'s open here fits "{{name}}".',
    remedy: 'Name the machine or the error as the message shows it.',
  },
  'take-taken': {
    message: '{{name}} is on it already.',
    remedy: 'To take it over, type "on it" in the thread of the message.',
  },
  'take-which': {
    message: 'Several things are open here: {{names}}.',
    remedy: 'Type "on it" with the name of one.',
  },
} as const;

export const notifyCards = {
  digest: {
    heading: 'Backups, {{when}}',
    vaults: 'Vaults: {{names}}',
    quiet: 'Nothing found that needs you.',
    sentence:
      'Failed last night: {{failed}}. Without a recent recovery point: {{stale}}. Unprotected or with unreadable keys: {{other}}.',
    row: {
      failed: 'Failed in the last 24 hours:',
      stale: 'No recovery point for {{hours}} hours:',
      unprotected: 'Encrypted and unprotected:',
      keys: 'Keys that can no longer be read:',
    },
    none: 'none',
    'none-checked': 'none of {{checked}} checked machines',
    'not-checked': 'not known',
    'and-more': '{{names}} and {{more}} more',
    'no-checks': 'No machine was checked in the last 24 hours: checks run in vaults that someone subscribed to.',
    worse: 'Got worse in "check" since the day before: {{count}} of {{checked}} checked machines.',
    ade: 'Azure Disk Encryption ends on 15 September 2028; machines that still use it: {{count}}.',
    'ade-none': 'No machine still uses Azure Disk Encryption, which ends on 15 September 2028.',
    chart: 'Failed backups in the last 14 days',
    day: 'Day',
    'failed-backups': 'Failed backups',
    'chart-text': 'Failed backups per day: {{days}}',
    unread_one: "{{count}} list couldn't be read: there may be more.",
    unread_other: "{{count}} lists couldn't be read: there may be more.",
    twin: 'Type **digest daily 08:00** to get this every day, **digest off** to end it.',
  },
} as const;
