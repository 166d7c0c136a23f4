import type { LineWord } from './reading.ts';

/** The subject with which a line begins: a machine, a vault or a code. */
export type About =
  | 'none'
  | 'vm'
  | 'vault'
  | 'request'
  | 'vm or vault'
  | 'vm or request'
  | 'code'
  | 'subject'
  | 'topic';

export type Intent = {
  /** The command of its line. */
  command: string;
  about: About;
  /** The line may lack its subject. */
  optional?: true;
  /** An extra word after the subject, which makes it another line of the command. */
  word?: LineWord;
  /** For votes and settings without a form: the line to type is shown. */
  told?: true;
};

function of(command: string, about: About, more: Omit<Intent, 'command' | 'about'> = {}): Intent {
  return { command, about, ...more };
}

/**
 * Meanings of sentences, by their names in the labels and in the model, each with its line. Renaming a command changes
 * one line here, and neither sentences nor weights.
 */
export const intents = {
  nothing: of('', 'none'),
  help: of('help', 'none'),
  'help of': of('help', 'topic'),
  whoami: of('whoami', 'none'),
  vms: of('vms', 'none'),
  'vms failed': of('vms', 'none', { word: { grammar: 'failed' } }),
  'vms unprotected': of('vms', 'none', { word: { grammar: 'unprotected' } }),
  'vms encrypted': of('vms', 'none', { word: { grammar: 'encrypted' } }),
  vm: of('vm', 'vm'),
  check: of('check', 'vm'),
  points: of('points', 'vm'),
  'points before alert': of('points', 'vm', { word: { grammar: 'alert' } }),
  policies: of('policies', 'vault', { optional: true }),
  vault: of('vault', 'vault'),
  drills: of('drills', 'vm or vault', { optional: true }),
  'drills region': of('drills', 'none', { word: 'region' }),
  evidence: of('evidence', 'none'),
  'restore files': of('restore files', 'vm'),
  byhand: of('commands', 'vm or request'),
  leftovers: of('leftovers', 'vm or request', { optional: true }),
  requests: of('status', 'none'),
  why: of('status', 'request'),
  jobs: of('status', 'vm or vault', { optional: true }),
  'jobs failed': of('status', 'vm or vault', { optional: true, word: { grammar: 'failed' } }),
  'jobs running': of('status', 'vm or vault', { optional: true, word: { grammar: 'running' } }),
  job: of('status', 'request'),
  subscriptions: of('alerts', 'none'),
  digest: of('digest', 'none'),
  explain: of('explain', 'code'),
  audit: of('audit', 'vm or request', { optional: true }),
  'audit verify': of('audit verify', 'none'),
  'audit export': of('audit export', 'request'),
  channel: of('channel', 'none'),
  doctor: of('doctor', 'none'),
  keyaccess: of('check', 'vm'),
  restore: of('restore', 'vm', { optional: true }),
  backup: of('backup', 'vm', { optional: true }),
  protect: of('protect', 'vm'),
  'protection stop': of('protection stop', 'vm'),
  'protection resume': of('protection resume', 'vm'),
  undelete: of('undelete', 'vm'),
  'policy new': of('policy new', 'vault', { optional: true }),
  hold: of('hold', 'vm'),
  unhold: of('unhold', 'vm'),
  'retention raise': of('retention raise', 'vm'),
  drill: of('drill', 'vm'),
  'drill new': of('drill new', 'vm or vault', { optional: true }),
  'drill renew': of('drill renew', 'request'),
  release: of('release', 'vm or request'),
  'keyaccess grant': of('check', 'vm', { word: { keyword: 'grant' } }),
  approve: of('approve', 'request', { told: true }),
  reject: of('reject', 'request', { told: true }),
  confirm: of('confirm', 'request', { told: true }),
  withdraw: of('withdraw', 'request', { told: true }),
  cancel: of('stop', 'request', { told: true }),
  retry: of('retry', 'request', { told: true }),
  takeover: of('takeover', 'request', { told: true }),
  review: of('review', 'request', { told: true }),
  breakglass: of('breakglass', 'request', { told: true }),
  ask: of('ask', 'request', { told: true }),
  answer: of('answer', 'request', { told: true }),
  mute: of('mute', 'subject', { told: true }),
  unmute: of('unmute', 'subject', { told: true }),
  subscribe: of('alerts', 'subject', { told: true }),
  'subscribe all': of('alerts', 'subject', { told: true, word: { keyword: 'all' } }),
  unsubscribe: of('alerts', 'subject', { told: true, word: { keyword: 'off' } }),
  'unsubscribe all': of('alerts', 'none', { told: true, word: { keyword: 'off' } }),
  'on it': of('on it', 'subject', { told: true, optional: true }),
  'digest daily': of('digest daily', 'none', { told: true }),
  'digest off': of('digest off', 'none', { told: true }),
  language: of('settings', 'none', { told: true, word: { keyword: 'language' } }),
  timezone: of('settings', 'none', { told: true, word: { keyword: 'timezone' } }),
  'channel allow': of('channel', 'none', { told: true, word: { keyword: 'allow' } }),
  'channel allow none': of('channel', 'none', { told: true, word: 'none' }),
  'channel private': of('channel', 'none', { told: true, word: { keyword: 'private' } }),
  'channel private off': of('channel', 'none', { told: true, word: { keyword: 'off' } }),
  'approvals here': of('channel', 'none', { told: true, word: { keyword: 'approvals' } }),
  forget: of('settings', 'none', { told: true, word: { keyword: 'forget' } }),
  'drill except': of('drill except', 'vm', { told: true }),
} satisfies Record<string, Intent>;

export type IntentName = keyof typeof intents;

/** In the order of the model's weights. */
export const intentNames = Object.keys(intents) as IntentName[];

export function intentOf(name: IntentName): Intent {
  return intents[name];
}
