/** How each command is called, the first being its name; and lines that work as typed. */
export const commandWords = {
  help: { names: ['help', '?', 'commands', 'hi', 'hello'], examples: ['help', 'help restore', 'help all'] },
  whoami: { names: ['whoami', 'who am i', 'me'], examples: ['whoami'] },
  vms: { names: ['vms', 'list vms'], examples: ['vms', 'vms failing', 'vms unprotected', 'vms encrypted', 'vms sql'] },
  vm: { names: ['vm', 'machine', 'show'], examples: ['vm sql-01'] },
  check: { names: ['check', 'will it restore'], examples: ['check sql-01', 'check sql-01 #2'] },
  points: {
    names: ['points', 'recovery points', 'restore points'],
    examples: [
      'points sql-01',
      'points sql-01 page 2',
      'points sql-01 before 24 Nov 14:00',
      'points sql-01 before the alert',
    ],
  },
  backup: {
    names: ['backup', 'back up', 'backup now'],
    examples: ['backup sql-01', 'backup sql-01 keep 30d', 'backup sql-01 web-01 until 2026-12-24'],
  },
  vault: { names: ['vault', 'posture'], examples: ['vault rsv-prod'] },
  policies: { names: ['policies', 'list policies', 'backup policies'], examples: ['policies', 'policies rsv-prod'] },
  'policy new': {
    names: ['policy new', 'new policy', 'create policy'],
    examples: [
      'policy new',
      'policy new rsv-prod',
      'policy new rsv-prod nightly daily 02:00 keep 30 days, 12 weeks',
      'policy new rsv-prod often every 4h 08:00 12h keep 30 days',
    ],
  },
  protect: {
    names: ['protect', 'enable backup', 'enable backup of'],
    examples: ['protect new-01', 'protect new-01 in rsv-prod with daily-30'],
  },
  keyaccess: {
    names: ['keyaccess', 'key access', 'key access of'],
    examples: ['keyaccess sql-01', 'keyaccess sql-01 grant because INC0012345'],
  },
  'protection stop': {
    names: ['protection stop', 'stop protection', 'stop protection of'],
    examples: ['protection stop old-01 because it is retired, INC0012345'],
  },
  'protection resume': {
    names: ['protection resume', 'resume protection', 'resume protection of'],
    examples: ['protection resume sql-01', 'protection resume sql-01 with daily-30'],
  },
  undelete: {
    names: ['undelete', 'undelete backup of'],
    examples: ['undelete undead-01 because it was deleted by mistake'],
  },
  restore: {
    names: ['restore', 'recover'],
    examples: [
      'restore sql-01',
      'restore sql-01 latest because INC0012345 table dropped',
      'restore sql-01 #2 as sql-01-check isolated because INC0012345',
      'restore web-01 24 Nov 02:00 beside size Standard_D4s_v5 because INC0012345',
      'restore gone-01 latest in place subnet app because INC0012345',
      'restore sql-01 latest disks lun 0, 1 because INC0012345',
      'restore web-01 latest replace because INC0012345',
    ],
  },
  'restore files': {
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
    names: ['byhand', 'by hand'],
    examples: ['byhand R-7K2M', 'byhand sql-01', 'byhand sql-01 powershell', 'byhand sql-01 region'],
  },
  drill: { names: ['drill', 'restore drill'], examples: ['drill sql-01', 'drill sql-01 #2 because quarterly test'] },
  leftovers: {
    names: ['leftovers', 'left over', 'clean up'],
    examples: ['leftovers', 'leftovers R-7K2M', 'leftovers sql-01'],
  },
  confirm: { names: ['confirm'], examples: ['confirm R-7K2M', 'confirm R-7K2M replace web-01'] },
  requests: { names: ['requests', 'list requests'], examples: ['requests'] },
  approve: { names: ['approve', 'ok'], examples: ['approve R-7K2M', 'approve R-7K2M 4F9C'] },
  reject: { names: ['reject', 'deny', 'decline'], examples: ['reject R-7K2M', 'reject R-7K2M wrong machine'] },
  withdraw: { names: ['withdraw', 'take back'], examples: ['withdraw R-7K2M'] },
  ask: { names: ['ask', 'question'], examples: ['ask R-7K2M is the table really gone?'] },
  answer: { names: ['answer'], examples: ['answer R-7K2M yes, dropped at 01:40'] },
  why: { names: ['why'], examples: ['why R-7K2M'] },
  breakglass: {
    names: ['breakglass', 'break glass'],
    examples: ['breakglass R-7K2M INC0012345 nobody answers', 'breakglass R-7K2M 4F9C'],
  },
  review: { names: ['review', 'sign'], examples: ['review R-7K2M', 'review R-7K2M right machine, right point'] },
  retry: {
    names: ['retry', 'try again'],
    examples: ['retry R-7K2M', 'retry R-7K2M size Standard_D4s_v5', 'retry R-7K2M restart'],
  },
  takeover: { names: ['takeover', 'take over'], examples: ['takeover R-7K2M'] },
  jobs: { names: ['jobs', 'list jobs'], examples: ['jobs', 'jobs failed', 'jobs rsv-prod running', 'jobs sql-01 7d'] },
  job: { names: ['job', 'progress', 'status'], examples: ['job R-7K2M', 'job 12bea6a4-0fec-46f3-9df1-0574d511c777'] },
  cancel: {
    names: ['cancel', 'abort', 'cancel job'],
    examples: ['cancel R-7K2M', 'cancel 12bea6a4-0fec-46f3-9df1-0574d511c777'],
  },
  subscribe: {
    names: ['subscribe', 'subscribe to', 'notify'],
    examples: ['subscribe rsv-prod', 'subscribe sql-01 all'],
  },
  unsubscribe: { names: ['unsubscribe', 'unsubscribe from'], examples: ['unsubscribe rsv-prod', 'unsubscribe all'] },
  subscriptions: { names: ['subscriptions', 'list subscriptions', 'mutes'], examples: ['subscriptions'] },
  mute: {
    names: ['mute', 'silence'],
    examples: ['mute sql-01 4h', 'mute UserErrorKeyVaultPermissionsNotConfigured until fixed'],
  },
  unmute: { names: ['unmute'], examples: ['unmute sql-01'] },
  'on it': { names: ['on it', 'i am on it', "i'm on it"], examples: ['on it', 'on it sql-01'] },
  digest: { names: ['digest', 'morning report', 'overview'], examples: ['digest', 'digest 72h'] },
  'digest daily': { names: ['digest daily', 'digest every day', 'daily digest'], examples: ['digest daily 08:00'] },
  'digest off': { names: ['digest off', 'no digest', 'stop digest'], examples: ['digest off'] },
  explain: {
    names: ['explain', 'what is', 'error'],
    examples: ['explain UserErrorKeyVaultPermissionsNotConfigured', 'explain 400136'],
  },
  audit: { names: ['audit', 'log'], examples: ['audit R-7K2M', 'audit sql-01', 'audit'] },
  'audit verify': { names: ['audit verify', 'verify audit'], examples: ['audit verify'] },
  'audit export': { names: ['audit export', 'export audit'], examples: ['audit export R-7K2M'] },
  'approvals here': { names: ['approvals here', 'approve here'], examples: ['approvals here'] },
  channel: { names: ['channel', 'this channel'], examples: ['channel'] },
  'channel allow': {
    names: ['channel allow', 'allow channel'],
    examples: ['channel allow all', 'channel allow vms jobs restore rsv-prod', 'channel allow none'],
  },
  forget: { names: ['forget', 'never mind', 'nevermind'], examples: ['forget'] },
  language: { names: ['language', 'lang'], examples: ['language nl', 'language en', 'language nl here'] },
  timezone: {
    names: ['timezone', 'time zone'],
    examples: ['timezone Europe/Amsterdam', 'timezone W. Europe Standard Time', 'timezone UTC here'],
  },
  doctor: { names: ['doctor', 'health', 'ping'], examples: ['doctor'] },
} as const satisfies Record<string, CommandWords>;

export type CommandName = keyof typeof commandWords;

export type CommandWords = {
  /** Several words are allowed. The first is what texts of the language tell people to type. */
  names: readonly [string, ...string[]];
  /** The same lines in each language. */
  examples: readonly string[];
};

/** What else is understood as a keyword than its own name, longer spellings first. */
export const keywordWords = {
  page: [],
  before: [],
  keep: ['retain'],
  until: ['till'],
  snapshots: [],
  // `zone` is what policies called it before; beside a restore it is an availability zone.
  timezone: ['time zone', 'time-zone', 'zone'],
  in: ['vault'],
  with: ['policy'],
  grant: [],
  reason: ['because'],
  'as-of': ['as of'],
  as: [],
  isolated: [],
  beside: ['beside the original'],
  'in-place': ['in place of the original', 'in place'],
  'new-vm': ['new vm', 'new machine'],
  replace: ['replace existing'],
  disks: ['disks only', 'only disks'],
  size: [],
  zone: [],
  subnet: [],
  lun: ['luns'],
  extension: ['with extension'],
  set: ['encryption set'],
  replaced: [],
  urgent: [],
  region: ['other region', 'paired region'],
  threat: [],
  restart: [],
  failures: [],
  all: ['everything'],
  here: [],
} as const satisfies Record<string, readonly string[]>;

export type KeywordName = keyof typeof keywordWords;
