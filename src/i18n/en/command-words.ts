import { languages } from '../../kernel/languages.ts';

/** What each command is for and how it is called, the first being its name; and lines that work as typed. */
export const commandWords = {
  help: {
    summary: 'What I can do, or one command with examples',
    names: ['help', '?', 'commands', 'hi', 'hello'],
    examples: ['help', 'help restore', 'help all'],
  },
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
    examples: ['check sql-01', 'check sql-01 #2'],
  },
  points: {
    summary: 'The recovery points of a machine',
    names: ['points', 'recovery points', 'restore points'],
    examples: [
      'points sql-01',
      'points sql-01 page 2',
      'points sql-01 before 24 Nov 14:00',
      'points sql-01 before the alert',
    ],
  },
  backup: {
    summary: 'Back up one or more machines now',
    names: ['backup', 'back up', 'backup now'],
    examples: ['backup sql-01', 'backup sql-01 keep 30d', 'backup sql-01 web-01 until 2026-12-24'],
  },
  vault: {
    summary: "How a vault is protected: what's in place, what's weak, and how to fix it",
    names: ['vault', 'posture'],
    examples: ['vault rsv-prod'],
  },
  policies: {
    summary: 'Backup policies in plain words',
    names: ['policies', 'list policies', 'backup policies'],
    examples: ['policies', 'policies rsv-prod'],
  },
  'policy new': {
    summary: 'Create a backup policy with a form',
    names: ['policy new', 'new policy', 'create policy'],
    examples: [
      'policy new',
      'policy new rsv-prod',
      'policy new rsv-prod nightly daily 02:00 keep 30 days, 12 weeks',
      'policy new rsv-prod often every 4h 08:00 12h keep 30 days',
    ],
  },
  protect: {
    summary: 'Enable backup for unprotected machines',
    names: ['protect', 'enable backup', 'enable backup of'],
    examples: ['protect new-01', 'protect new-01 in rsv-prod with daily-30'],
  },
  keyaccess: {
    summary: "Check whether Azure Backup can read a machine's keys, or ask for that access",
    names: ['keyaccess', 'key access', 'key access of'],
    examples: ['keyaccess sql-01', 'keyaccess sql-01 grant because INC0012345'],
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
    names: ['unhold', 'end hold of', 'release hold of'],
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
  restore: {
    summary: 'Restore a machine, or its disks alone, from a recovery point',
    names: ['restore', 'recover'],
    examples: [
      'restore sql-01',
      'restore sql-01 latest because INC0012345 table dropped',
      'restore sql-01 #2 as sql-01-check isolated because INC0012345',
      'restore sql-01 #4 quarantine because INC0012345 ransomware',
      'restore web-01 24 Nov 02:00 beside size Standard_D4s_v5 because INC0012345',
      'restore gone-01 latest in place subnet app because INC0012345',
      'restore sql-01 latest disks lun 0, 1 because INC0012345',
      'restore web-01 latest replace because INC0012345',
    ],
  },
  release: {
    summary: 'Let a copy out of quarantine',
    names: ['release', 'release from quarantine'],
    examples: ['release R-7K2M because INC0012345 examined', 'release sql-01-r1124 to released because INC0012345'],
  },
  'restore files': {
    summary: "Why single files aren't restored, and what to do instead",
    names: [
      'restore files',
      'restore file',
      'restore folder',
      'recover files',
      'recover file',
      'file recovery',
      'file restore',
    ],
    examples: ['restore files sql-01', 'restore files from sql-01 #2'],
  },
  byhand: {
    summary: 'The rest of a restore as az or PowerShell lines',
    names: ['byhand', 'by hand'],
    examples: ['byhand R-7K2M', 'byhand sql-01', 'byhand sql-01 powershell', 'byhand sql-01 region'],
  },
  drill: {
    summary: 'Try a restore in a place of its own, and delete the copy again',
    names: ['drill', 'restore drill'],
    examples: ['drill sql-01', 'drill sql-01 #2 because quarterly test'],
  },
  'drill new': {
    summary: 'Have machines drilled every week, month or quarter under one approval',
    names: ['drill new', 'new drills'],
    examples: [
      'drill new',
      'drill new sql-01 web-01',
      'drill new sql-01 web-01 quarterly hours 22-4 at once 2 because DORA',
      'drill new tag tier=gold in rsv-prod weekly life 4h core-hours 200 gb-hours 50000 days 30',
      'drill new in rsv-prod monthly rto 4h rpo 26h told Emma Castillo',
      'drill new sql-01 monthly port 1433 newest D:\\Data 26h',
    ],
  },
  'drill renew': {
    summary: 'Ask again for drills that are ending, changed, or lost their owner',
    names: ['drill renew', 'renew drills'],
    examples: ['drill renew R-7K2M because still needed', 'drill renew R-7K2M core-hours 200 because larger disks'],
  },
  'drill except': {
    summary: "Say why a machine isn't drilled for now, for a quarter at most",
    names: ['drill except', 'drill exception'],
    examples: [
      'drill except sql-01 because it moves to another vault',
      'drill except sql-01 days 14 because INC0012345',
    ],
  },
  'drill cleaned': {
    summary: 'Say that no copy of keys is left of a drill whose vault is gone',
    names: ['drill cleaned'],
    examples: ['drill cleaned R-7K2M because the container is deleted'],
  },
  drills: {
    summary: "What's drilled when, how well each machine is proven, and whether it comes back if its region is lost",
    names: ['drills', 'restore drills', 'scorecard'],
    examples: ['drills', 'drills page 2', 'drills sql-01', 'drills region', 'drills region sql-01'],
  },
  leftovers: {
    summary: 'What restores left behind that still costs money or exposes keys',
    names: ['leftovers', 'left over', 'clean up'],
    examples: ['leftovers', 'leftovers R-7K2M', 'leftovers sql-01'],
  },
  confirm: {
    summary: 'Send the plan that you checked to the approvers',
    names: ['confirm'],
    examples: ['confirm R-7K2M', 'confirm R-7K2M replace web-01'],
  },
  requests: {
    summary: 'Open requests, and those that ended recently',
    names: ['requests', 'list requests'],
    examples: ['requests'],
  },
  approve: {
    summary: "Approve someone else's request",
    names: ['approve', 'ok'],
    examples: ['approve R-7K2M', 'approve R-7K2M 4F9C'],
  },
  reject: {
    summary: "Reject someone else's request",
    names: ['reject', 'deny', 'decline'],
    examples: ['reject R-7K2M', 'reject R-7K2M wrong machine'],
  },
  withdraw: {
    summary: 'Take back your own request before it starts',
    names: ['withdraw', 'take back'],
    examples: ['withdraw R-7K2M'],
  },
  ask: {
    summary: 'Ask the requester something before you decide',
    names: ['ask', 'question'],
    examples: ['ask R-7K2M is the table really gone?'],
  },
  answer: {
    summary: 'Answer a question about your request',
    names: ['answer'],
    examples: ['answer R-7K2M yes, dropped at 01:40'],
  },
  why: {
    summary: "Which rule applies to a request, who can approve it, and why you can't",
    names: ['why'],
    examples: ['why R-7K2M'],
  },
  breakglass: {
    summary: 'Start a request without a vote, in an emergency',
    names: ['breakglass', 'break glass'],
    examples: ['breakglass R-7K2M INC0012345 nobody answers', 'breakglass R-7K2M 4F9C'],
  },
  review: {
    summary: 'Sign the review of a request that started without a vote',
    names: ['review', 'sign'],
    examples: ['review R-7K2M', 'review R-7K2M right machine, right point'],
  },
  retry: {
    summary: 'Try the failed step of a request again under its approval',
    names: ['retry', 'try again'],
    examples: ['retry R-7K2M', 'retry R-7K2M size Standard_D4s_v5', 'retry R-7K2M restart'],
  },
  takeover: {
    summary: "Continue someone else's request when their role has ended or is about to",
    names: ['takeover', 'take over'],
    examples: ['takeover R-7K2M'],
  },
  jobs: {
    summary: 'Backup and restore jobs',
    names: ['jobs', 'list jobs'],
    examples: ['jobs', 'jobs failed', 'jobs rsv-prod running', 'jobs sql-01 7d'],
  },
  job: {
    summary: 'One job: steps, progress and errors',
    names: ['job', 'progress', 'status'],
    examples: ['job R-7K2M', 'job 12bea6a4-0fec-46f3-9df1-0574d511c777'],
  },
  cancel: {
    summary: 'Cancel a running job',
    names: ['cancel', 'abort', 'cancel job'],
    examples: ['cancel R-7K2M', 'cancel 12bea6a4-0fec-46f3-9df1-0574d511c777'],
  },
  subscribe: {
    summary: 'Get messages here about failed backups and other jobs of a vault or machine',
    names: ['subscribe', 'subscribe to', 'notify'],
    examples: ['subscribe rsv-prod', 'subscribe sql-01 all'],
  },
  unsubscribe: {
    summary: 'Stop those messages',
    names: ['unsubscribe', 'unsubscribe from'],
    examples: ['unsubscribe rsv-prod', 'unsubscribe all'],
  },
  subscriptions: {
    summary: "What I post about here, what's muted, and when the digest comes",
    names: ['subscriptions', 'list subscriptions', 'mutes'],
    examples: ['subscriptions'],
  },
  mute: {
    summary: "Mute a machine or an error for a while, or until it's fixed",
    names: ['mute', 'silence'],
    examples: ['mute sql-01 4h', 'mute UserErrorKeyVaultPermissionsNotConfigured until fixed'],
  },
  unmute: { summary: 'End a mute', names: ['unmute'], examples: ['unmute sql-01'] },
  'on it': {
    summary: 'Take a problem: its reminders stop',
    names: ['on it', 'i am on it', "i'm on it"],
    examples: ['on it', 'on it sql-01'],
  },
  digest: {
    summary: 'What needs attention: failures, old recovery points, keys, what got worse',
    names: ['digest', 'morning report', 'overview'],
    examples: ['digest', 'digest 72h'],
  },
  'digest daily': {
    summary: 'Get the digest here every day',
    names: ['digest daily', 'digest every day', 'daily digest'],
    examples: ['digest daily 08:00'],
  },
  'digest off': {
    summary: 'Stop the daily digest here',
    names: ['digest off', 'no digest', 'stop digest'],
    examples: ['digest off'],
  },
  explain: {
    summary: 'What an error code means and what to do',
    names: ['explain', 'what is', 'error'],
    examples: ['explain UserErrorKeyVaultPermissionsNotConfigured', 'explain 400136'],
  },
  audit: {
    summary: 'Who did what: for a request, a machine or everything',
    names: ['audit', 'log'],
    examples: ['audit R-7K2M', 'audit sql-01', 'audit'],
  },
  'audit verify': {
    summary: 'Check that no audit row is missing or was changed',
    names: ['audit verify', 'verify audit'],
    examples: ['audit verify'],
  },
  'audit export': {
    summary: 'The audit of a request as JSON Lines, in your personal chat',
    names: ['audit export', 'export audit'],
    examples: ['audit export R-7K2M'],
  },
  evidence: {
    summary: 'How a quarter of drills and restores stands, and the head of the audit to keep',
    names: ['evidence'],
    examples: ['evidence 2026-Q4'],
  },
  'approvals here': {
    summary: 'Decide requests in this channel',
    names: ['approvals here', 'approve here'],
    examples: ['approvals here'],
  },
  channel: { summary: 'What you can use this channel for', names: ['channel', 'this channel'], examples: ['channel'] },
  'channel allow': {
    summary: 'Set which commands and vaults this channel may use',
    names: ['channel allow', 'allow channel'],
    examples: ['channel allow all', 'channel allow vms jobs restore rsv-prod', 'channel allow none'],
  },
  'channel private': {
    summary: 'Get answers that are for you alone here, not in your personal chat',
    names: ['channel private', 'private answers'],
    examples: ['channel private', 'channel private off'],
  },
  forget: {
    summary: 'Delete what I keep for you until your role is active',
    names: ['forget', 'never mind', 'nevermind'],
    examples: ['forget'],
  },
  language: {
    summary: 'The language of my answers to you, or with here, of this channel',
    names: ['language', 'lang'],
    examples: ['language nl', 'language en', 'language nl here'],
  },
  timezone: {
    summary: 'The time zone of my answers to you, or with here, of this channel',
    names: ['timezone', 'time zone'],
    examples: ['timezone Europe/Amsterdam', 'timezone W. Europe Standard Time', 'timezone UTC here'],
  },
  doctor: {
    summary: "Whether everything is set up correctly, and how to fix what isn't",
    names: ['doctor', 'health', 'ping'],
    examples: ['doctor'],
  },
} as const satisfies Record<string, CommandWords>;

export type CommandName = keyof typeof commandWords;

export type CommandWords = {
  /** What it is for, as help and the app's menu say it. */
  summary: string;
  /** Several words are allowed. The first is what texts of the language tell people to type. */
  names: readonly [string, ...string[]];
  /** The same lines in each language. */
  examples: readonly string[];
};

/** What else is understood as a keyword than its own name, longer spellings first. */
export const keywordWords = {
  page: [],
  before: [],
  keep: ['keep', 'retain'],
  until: ['until', 'till'],
  snapshots: [],
  // `zone` is what policies called it before; beside a restore it is an availability zone.
  timezone: ['time zone', 'time-zone', 'zone'],
  in: ['in', 'vault'],
  with: ['with', 'policy'],
  grant: [],
  reason: ['because'],
  'as-of': ['as of'],
  as: [],
  isolated: [],
  quarantine: ['quarantine', 'in quarantine', 'quarantined'],
  beside: ['beside the original'],
  'in-place': ['in place of the original', 'in place'],
  'new-vm': ['new vm', 'new machine'],
  replace: ['replace existing'],
  disks: ['disks only', 'only disks'],
  size: [],
  zone: [],
  subnet: [],
  lun: ['lun', 'luns'],
  extension: ['with extension'],
  set: ['encryption set'],
  replaced: [],
  urgent: [],
  to: [],
  region: ['other region', 'paired region'],
  threat: [],
  restart: [],
  failures: [],
  all: ['all', 'everything'],
  here: [],
  off: [],
  tag: ['tag', 'tagged'],
  weekly: ['weekly', 'every week'],
  monthly: ['monthly', 'every month'],
  quarterly: ['quarterly', 'every quarter'],
  hours: ['hours', 'between'],
  'at-once': ['at once'],
  life: ['life', 'living'],
  newest: ['newest file'],
  port: [],
  told: ['tell'],
  rto: [],
  rpo: [],
  'core-hours': ['core hours'],
  'gb-hours': ['gb hours'],
  days: [],
} as const satisfies Record<string, readonly string[]>;

export type KeywordName = keyof typeof keywordWords;

/** What an argument is called where it is missing. */
export const argumentWords = {
  subject: 'a request id or the name of a machine',
  words: 'names of commands or vaults, or "all"',
  id: 'a request id such as R-7K2M',
  vm: 'the name of a machine',
  vms: 'the names of machines',
  question: 'a question',
  answer: 'an answer',
  ticket: 'a ticket such as INC0012345',
  job: 'a job id',
  code: 'an error code',
  language: languages.join(' or '),
  what: 'a machine or an error code, and how long',
  muted: "a machine or an error code that's muted here",
  time: 'a time of day such as 08:00',
  name: 'a name',
  timezone: 'a time zone',
  vault: 'a vault',
  quarter: 'a quarter such as 2026-Q4',
  files: 'the name of the machine that the files are from',
} as const satisfies Record<string, string>;

export type ArgumentName = keyof typeof argumentWords;
