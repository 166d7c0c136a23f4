import type { Cue } from '../../../kernel/plain-concepts.ts';

/** What a line of a command begins with: what it is about. */
export type Subject = 'vm' | 'vault' | 'request' | 'vm or vault' | 'vm or request' | 'none';

/** A cue, a way of restoring, a time, a detail, or a vault beside the machine. */
export type Hint = Cue | 'way' | 'disks' | 'time' | 'asName' | 'ofPolicy' | 'toSubnet' | 'inVault' | 'keptFor';

/**
 * What a command is asked for with: one cue of each list must be there. The more lists, the surer; those of `strong` words
 * count double.
 */
export type Frame = {
  command: string;
  /** What else the line says. */
  words?: 'failed' | 'running' | 'unprotected' | 'encrypted' | 'grant' | 'alert' | 'region';
  needs: readonly (readonly Hint[])[];
  /** Without it, it is not asked. */
  subject: Subject;
  /** Its subject may be left out. */
  optional?: true;
};

/** Words that mean little but one thing here. */
export const strong: ReadonlySet<Hint> = new Set<Hint>([
  'way',
  'back',
  'restore',
  'backup',
  'hold',
  'quarantine',
  'release',
  'retention',
  'drill',
  'key',
  'policy',
  'point',
  'fail',
  'job',
  'request',
  'approve',
  'audit',
  'proof',
  'intact',
  'leftover',
  'byHand',
  'file',
  'digest',
  'notices',
  'posture',
  'unprotected',
  'encrypted',
  'threat',
  'obstacle',
  'expire',
  'disks',
  'inVault',
  'keptFor',
  'longer',
  'asName',
  'ofPolicy',
  'toSubnet',
  'turnOff',
  'resume',
  'inquiry',
]);

/** Those that fit as well as each other stand in the order in which they are offered. */
export const frames: readonly Frame[] = [
  { command: 'restore', needs: [['restore']], subject: 'vm', optional: true },
  { command: 'restore', needs: [['bring', 'copy'], ['back']], subject: 'vm' },
  { command: 'restore', needs: [['bring'], ['backup', 'point', 'copy']], subject: 'vm' },
  { command: 'restore', needs: [['create'], ['point', 'copy']], subject: 'vm' },
  { command: 'restore', needs: [['quarantine'], ['restore', 'point', 'backup']], subject: 'vm' },
  { command: 'restore', needs: [['back'], ['time', 'way']], subject: 'vm', optional: true },
  { command: 'restore', needs: [['bring'], ['back'], ['time', 'way']], subject: 'vm', optional: true },
  { command: 'restore', needs: [['way'], ['time', 'backup', 'point']], subject: 'vm' },
  { command: 'restore', needs: [['bring'], ['time']], subject: 'vm' },
  { command: 'restore', needs: [['disks']], subject: 'vm' },
  { command: 'restore', needs: [['way'], ['lost']], subject: 'vm' },
  { command: 'restore', needs: [['asName']], subject: 'vm' },
  { command: 'restore', needs: [['asName'], ['copy', 'restore', 'create']], subject: 'vm' },
  { command: 'backup', needs: [['keptFor']], subject: 'vm' },
  { command: 'backup', needs: [['backup']], subject: 'vm', optional: true },
  {
    command: 'backup',
    needs: [
      ['backup', 'point', 'copy'],
      ['create', 'bring', 'extra', 'turnOn', 'running'],
    ],
    subject: 'vm',
  },
  { command: 'protect', needs: [['unprotected'], ['grant', 'turnOn']], subject: 'vm' },
  { command: 'protect', needs: [['ofPolicy']], subject: 'vm' },
  {
    command: 'protect',
    needs: [['inVault'], ['turnOn', 'bring', 'create', 'backup', 'protect', 'put']],
    subject: 'vm',
  },
  { command: 'protect', needs: [['inVault'], ['ofPolicy']], subject: 'vm' },
  { command: 'protect', needs: [['backup'], ['deny'], ['turnOn', 'create']], subject: 'vm' },
  { command: 'protect', needs: [['protect']], subject: 'vm' },
  {
    command: 'protect',
    needs: [
      ['backup', 'policy', 'protect'],
      ['turnOn', 'every'],
    ],
    subject: 'vm',
  },
  { command: 'protection stop', needs: [['backup', 'protect'], ['turnOff']], subject: 'vm' },
  { command: 'protection resume', needs: [['backup', 'protect'], ['resume']], subject: 'vm' },
  { command: 'undelete', needs: [['backup', 'point'], ['lost']], subject: 'vm' },
  { command: 'undelete', needs: [['backup', 'point'], ['lost'], ['bring', 'back', 'restore']], subject: 'vm' },
  { command: 'hold', needs: [['hold']], subject: 'vm' },
  {
    command: 'hold',
    needs: [
      ['hold', 'keep'],
      ['point', 'backup', 'expire'],
    ],
    subject: 'vm',
  },
  { command: 'hold', needs: [['expire', 'keep', 'hold'], ['deny'], ['until']], subject: 'vm' },
  { command: 'hold', needs: [['keep', 'hold'], ['point', 'backup'], ['until']], subject: 'vm' },
  { command: 'hold', needs: [['expire'], ['deny']], subject: 'vm' },
  {
    command: 'unhold',
    needs: [
      ['hold', 'expire'],
      ['lift', 'again', 'resume'],
    ],
    subject: 'vm',
  },
  { command: 'unhold', needs: [['inquiry'], ['closed', 'release'], ['lift', 'expire', 'hold']], subject: 'vm' },
  { command: 'unhold', needs: [['hold'], ['turnOff', 'closed']], subject: 'vm' },
  { command: 'hold', needs: [['inquiry'], ['keep', 'hold', 'expire']], subject: 'vm' },
  { command: 'retention raise', needs: [['retention', 'keep'], ['longer']], subject: 'vm' },
  {
    command: 'retention raise',
    needs: [
      ['point', 'retention', 'policy'],
      ['cut', 'lost'],
    ],
    subject: 'vm',
  },
  { command: 'retention raise', needs: [['point'], ['cut', 'lost'], ['bring', 'back']], subject: 'vm' },
  {
    command: 'release',
    needs: [
      ['quarantine', 'copy'],
      ['out', 'lift', 'release'],
    ],
    subject: 'request',
  },
  { command: 'release', needs: [['release']], subject: 'request' },
  { command: 'release', needs: [['toSubnet']], subject: 'request' },
  { command: 'drill', needs: [['drill']], subject: 'vm' },
  { command: 'drill new', needs: [['drill'], ['every']], subject: 'vm or vault' },
  { command: 'drill renew', needs: [['drill'], ['renew']], subject: 'request' },
  { command: 'keyaccess', words: 'grant', needs: [['key'], ['grant', 'access']], subject: 'vm' },
  { command: 'keyaccess', words: 'grant', needs: [['key'], ['access'], ['deny']], subject: 'vm' },
  { command: 'policy new', needs: [['policy'], ['create']], subject: 'vault', optional: true },

  {
    command: 'check',
    needs: [
      ['able', 'why'],
      ['restore', 'obstacle'],
    ],
    subject: 'vm',
  },
  { command: 'check', needs: [['obstacle']], subject: 'vm' },
  { command: 'check', needs: [['restore'], ['deny'], ['able', 'why']], subject: 'vm' },
  { command: 'check', needs: [['obstacle'], ['restore', 'backup']], subject: 'vm' },
  { command: 'points', needs: [['point']], subject: 'vm' },
  { command: 'points', needs: [['oldest'], ['backup', 'restore', 'copy', 'point']], subject: 'vm' },
  {
    command: 'points',
    words: 'alert',
    needs: [['threat'], ['point', 'backup', 'restore', 'oldest']],
    subject: 'vm',
  },
  {
    command: 'vm',
    needs: [
      ['backup', 'protect'],
      ['oldest', 'status', 'able'],
    ],
    subject: 'vm',
  },
  { command: 'vm', needs: [['protect', 'encrypted', 'policy', 'hold', 'vault', 'status']], subject: 'vm' },
  { command: 'jobs', words: 'failed', needs: [['fail']], subject: 'vm or vault', optional: true },
  {
    command: 'jobs',
    words: 'failed',
    needs: [
      ['fail', 'why'],
      ['backup', 'job', 'restore'],
    ],
    subject: 'vm or vault',
    optional: true,
  },
  {
    command: 'jobs',
    words: 'running',
    needs: [['running'], ['job', 'backup', 'restore']],
    subject: 'vm or vault',
    optional: true,
  },
  {
    command: 'jobs',
    needs: [
      ['job', 'backup'],
      ['status', 'fail', 'running'],
    ],
    subject: 'vm or vault',
    optional: true,
  },
  { command: 'keyaccess', needs: [['key']], subject: 'vm' },
  { command: 'keyaccess', needs: [['key'], ['access']], subject: 'vm' },
  { command: 'restore files', needs: [['file']], subject: 'vm' },
  { command: 'restore files', needs: [['file'], ['restore', 'bring', 'back', 'lost', 'backup']], subject: 'vm' },
  { command: 'byhand', needs: [['byHand']], subject: 'vm or request' },
  { command: 'byhand', needs: [['byHand'], ['restore', 'howTo']], subject: 'vm or request' },
  { command: 'leftovers', needs: [['leftover']], subject: 'vm or request', optional: true },
  { command: 'vault', needs: [['posture']], subject: 'vault' },
  { command: 'vault', needs: [['posture'], ['able', 'backup', 'vault', 'access']], subject: 'vault' },
  {
    command: 'vault',
    needs: [
      ['lost', 'expire', 'out', 'cut'],
      ['able', 'who'],
    ],
    subject: 'vault',
  },
  { command: 'vault', needs: [['protect']], subject: 'vault' },
  { command: 'policies', needs: [['policy', 'retention']], subject: 'vault', optional: true },
  {
    command: 'policies',
    needs: [
      ['backup', 'keep'],
      ['every', 'policy'],
    ],
    subject: 'vault',
    optional: true,
  },
  { command: 'job', needs: [['status', 'running', 'fail', 'job']], subject: 'request' },
  { command: 'why', needs: [['approve', 'waiting', 'request', 'why', 'rights']], subject: 'request' },
  {
    command: 'why',
    needs: [
      ['approve', 'waiting'],
      ['who', 'why', 'able', 'rights'],
    ],
    subject: 'request',
  },
  {
    command: 'audit',
    needs: [['who'], ['audit', 'restore', 'approve', 'lost', 'backup']],
    subject: 'vm or request',
    optional: true,
  },
  { command: 'audit', needs: [['audit']], subject: 'vm or request' },
  { command: 'audit verify', needs: [['audit'], ['intact']], subject: 'none' },
  { command: 'audit export', needs: [['audit'], ['export']], subject: 'request' },
  { command: 'drills', needs: [['proof']], subject: 'none' },
  { command: 'drills', needs: [['proof'], ['restore', 'backup', 'drill', 'audit', 'able']], subject: 'none' },
  { command: 'drills', needs: [['drill']], subject: 'none' },
  {
    command: 'drills',
    needs: [['drill'], ['status', 'fail', 'oldest', 'machine', 'every', 'able', 'proof']],
    subject: 'none',
  },
  { command: 'vms', words: 'unprotected', needs: [['unprotected']], subject: 'none' },
  { command: 'vms', words: 'unprotected', needs: [['backup', 'protect'], ['deny'], ['machine']], subject: 'none' },
  { command: 'vms', words: 'unprotected', needs: [['unprotected'], ['machine', 'able']], subject: 'none' },
  { command: 'vms', words: 'encrypted', needs: [['encrypted'], ['machine']], subject: 'none' },
  { command: 'vms', words: 'failed', needs: [['machine'], ['fail']], subject: 'none' },
  {
    command: 'requests',
    needs: [
      ['request', 'approve'],
      ['waiting', 'running', 'status', 'able'],
    ],
    subject: 'none',
  },
  { command: 'jobs', needs: [['backup', 'job', 'running'], ['time']], subject: 'vm or vault', optional: true },
  { command: 'requests', needs: [['request']], subject: 'none' },
  { command: 'digest', needs: [['digest']], subject: 'none' },
  { command: 'subscriptions', needs: [['notices'], ['channel', 'able', 'rights', 'status']], subject: 'none' },
  { command: 'whoami', needs: [['rights'], ['vault', 'access', 'able']], subject: 'none' },
  { command: 'channel', needs: [['channel'], ['able', 'rights']], subject: 'none' },
  { command: 'doctor', needs: [['bot'], ['health']], subject: 'none' },
];
