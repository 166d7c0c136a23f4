/** What opens a form of something that changes. */
export const orders = [
  'restore',
  'bringBack',
  // With a time it brings a machine back, and without one a talk.
  'backTo',
  'backup',
  'protect',
  'stopProtection',
  'resumeProtection',
  'undelete',
  'newPolicy',
  'hold',
  'unhold',
  'drill',
  'newDrill',
  'release',
  'renewDrill',
  'grantKeys',
  'raiseRetention',
] as const;

/** Whose words are never mended: a slip of the finger must not lead to a change. */
export const neverMended = [
  ...orders,
  // What is decided, stopped or begun anew: never read, only answered with what is to be typed.
  'approve',
  'goAhead',
  'reject',
  'confirm',
  'withdraw',
  'cancel',
  'retry',
  'askRequester',
  'breakGlass',
  'takeOver',
  'sign',
  // What has no form: answered with the line.
  'mute',
  'unmute',
  'subscribe',
  'unsubscribe',
  'onIt',
  'digestDaily',
  'digestOff',
  // What Strongroom never does, and what turns a sentence into its opposite.
  'other',
  'not',
  'condition',
  // What belongs to other work: a laptop, a mailbox, a rota.
  'elsewhere',
] as const;

/** What a sentence may be about. Each has its phrases in the folder of every language. */
export const concepts = [
  ...neverMended,
  // What is asked.
  'question',
  'who',
  'whoMay',
  'why',
  'when',
  'how',
  'show',
  'state',
  'progress',
  'reason',
  'restoreNoun',
  'restored',
  'restorable',
  'howFarBack',
  'backups',
  'backedUp',
  'points',
  'failed',
  'running',
  'jobs',
  'requests',
  'waiting',
  'decision',
  'machines',
  'unprotected',
  'encrypted',
  'policies',
  'keys',
  'file',
  'byHand',
  'leftovers',
  'audit',
  'verify',
  'export',
  'explain',
  'digest',
  'subscriptions',
  'channel',
  'health',
  'whoami',
  'help',
  'drills',
  'posture',
  'keep',
  'untilFixed',
  'powershell',
  'allJobs',
  'thanks',
  'alert',
] as const;

export type Concept = (typeof concepts)[number];

/**
 * What a single word hints at, in whatever form it stands. Together they tell which commands a sentence may be about, where
 * no phrase of a concept stands in it.
 */
export const cues = [
  'restore',
  'bring',
  'back',
  'copy',
  'backup',
  'again',
  'extra',
  'protect',
  'turnOn',
  'turnOff',
  'resume',
  'lost',
  'hold',
  'keep',
  'expire',
  'lift',
  'quarantine',
  'out',
  'release',
  'longer',
  'retention',
  'cut',
  'drill',
  'skip',
  'every',
  'renew',
  'key',
  'access',
  'grant',
  'policy',
  'create',
  'point',
  'oldest',
  'threat',
  'obstacle',
  'able',
  'why',
  'fail',
  'running',
  'job',
  'status',
  'request',
  'waiting',
  'approve',
  'who',
  'audit',
  'proof',
  'intact',
  'export',
  'leftover',
  'byHand',
  'file',
  'digest',
  'notices',
  'meaning',
  'rights',
  'channel',
  'health',
  'machine',
  'unprotected',
  'encrypted',
  'posture',
  'vault',
  'howTo',
  'bot',
  'deny',
  'until',
  'closed',
  'put',
  'inquiry',
] as const;

export type Cue = (typeof cues)[number];

/** What words of a setting hint at. They say nothing of backups, so that they stand apart. */
export const settingCues = [
  'speak',
  'clock',
  'private',
  'ownChat',
  'permit',
  'everything',
  'nothing',
  'forget',
  'kept',
  'undo',
  'again',
  'also',
  'here',
  'everyone',
  'tell',
  'whenever',
  'daily',
  'taking',
  'me',
  'bother',
  'negative',
] as const;

export type SettingCue = (typeof settingCues)[number];

/** A stretch of time as people name it. */
export const spans = [
  'last-night',
  'today',
  'morning',
  'afternoon',
  'evening',
  'yesterday',
  'yesterday-morning',
  'yesterday-afternoon',
  'yesterday-evening',
  'day-before-yesterday',
  'weekend',
  'week',
  'month',
] as const;

export type SpanName = (typeof spans)[number];

export type EveryName = 'weekly' | 'monthly' | 'quarterly';

export type WayName = 'isolated' | 'quarantine' | 'beside' | 'in-place' | 'new-vm' | 'replace' | 'disks';

/** What a change may be told beside its machine, by the keyword of its line. */
export const details = [
  'keep',
  'until',
  'as',
  'with',
  'to',
  'subnet',
  'size',
  'zone',
  'lun',
  'tag',
  'hours',
  'at-once',
  'life',
  'rto',
  'rpo',
  'days',
  'port',
] as const;

export type DetailName = (typeof details)[number];

/**
 * The words of whole sentences, in lower case. In a phrase, `…` stands for up to six words between. Of phrases that begin
 * at one word the longest is taken.
 */
export type PlainGrammar = {
  concepts: { readonly [Name in Concept]: readonly string[] };
  /** A word, or up to three; `*` stands for any letters. Where several fit, the one with the most letters of its own counts. */
  cues: { readonly [Name in Cue]: readonly string[] };
  settingCues: { readonly [Name in SettingCue]: readonly string[] };
  /** Politeness, anger and what joins words: it says nothing. */
  noise: readonly string[];
  /** A verb behind one of them is a noun. */
  articles: readonly string[];
  /** They ask where a sentence begins with one, or where one of `subjects` follows. */
  auxiliaries: readonly string[];
  subjects: readonly string[];
  /** With one of them a question asks for something to be done: "can you restore it?" */
  polite: readonly string[];
  /** Within a verb, or at the end of what is said, they only soften it, and elsewhere they turn it around. */
  softeners: readonly string[];
  /** How often drills are. */
  every: { readonly [Name in EveryName]: readonly string[] };
  /** What follows is a reason. */
  because: readonly string[];
  /** Of these, what is a reason with what follows. */
  reasonNouns: readonly string[];
  /** What follows is what a change is for: "before we …". */
  purpose: readonly string[];
  /** They begin what somebody wants, behind what happened: "it crashed give me last night's". */
  wishes: readonly string[];
  /** With another attempt: the machine is restarted. */
  restarts: readonly string[];
  /** Before what comes with something: "again, with a restart". */
  together: readonly string[];
  /** Where machines are, and what may be lost as a whole. */
  regions: readonly string[];
  /** Words without the sign that belongs in them, with how they are written: "dont|don't". */
  contractions: readonly string[];
  /** They join names. */
  links: readonly string[];
  /**
   * How details are told. `a|b` is one of them, `a?` may be left out, and what stands in braces is read by its kind: a
   * `{length}` of time, a coming `{day}`, a `{number}` or `{numbers}`, an `{hour}`, a `{name}`, a `{pair}` of name and value.
   */
  details: { readonly [Name in DetailName]: readonly string[] };
  /** Numbers in letters, 0 to 19, then the tens; several words for one are parted by a bar. */
  numbers: {
    ones: readonly string[];
    tens: readonly string[];
    ordinalOnes: readonly string[];
    ordinalTens: readonly string[];
    /** Between one and ten of a compound. */
    joins: readonly string[];
  };
  /** Spans of time that are told without a number, in hours behind their words: "a fortnight|336". */
  lengths: readonly string[];
  /** Fifteen minutes of an hour: "quarter past three". */
  quarter: readonly string[];
  /** Between the minutes and the hour that they come after or before. */
  pastHour: readonly string[];
  toHour: readonly string[];
  /** Half hours in letters, with the hour that they belong to: "half acht|7". */
  halves: readonly string[];
  /** Before a figure, of which languages differ. */
  half: readonly string[];
  midnight: readonly string[];
  noon: readonly string[];
  /** With a word for the newest behind it, the number of a point; alone, the one before the newest. */
  secondNewest: readonly string[];
  /** Coming days with month and day behind their words: "christmas|12-25". */
  feasts: readonly string[];
  endOf: readonly string[];
  theMonth: readonly string[];
  theYear: readonly string[];
  lastYear: readonly string[];
  theQuarter: { this: readonly string[]; last: readonly string[]; noun: readonly string[] };
  /** What languages are called beside their names in each: "hollands|nl". */
  languages: readonly string[];
  /** What zones are called beside their cities. */
  zones: readonly string[];
  /** What commands are called by those who say which ones a channel may use, with their names. */
  commandNouns: readonly string[];
  /** A time that was named before: "the last point before that". */
  beforeThat: readonly string[];
  /** Before a role in the plural: every machine that has it. */
  allOf: readonly string[];
  /** With a vault's nickname before or behind it. */
  vaultNouns: readonly string[];
  /** Before a vault's nickname that stands alone: "in prod". */
  within: readonly string[];
  /** What a part of a vault's name is called, with that part: "production|prod". */
  stages: readonly string[];
  /** The machine of the request in whose thread it is said. */
  thatMachine: readonly string[];
  spans: { readonly [Name in SpanName]: readonly string[] };
  /** The newest point. */
  latest: readonly string[];
  before: readonly string[];
  after: readonly string[];
  /** They stand before a time of day and say nothing else. */
  at: readonly string[];
  /** Behind a number it is a time of day. */
  oclock: readonly string[];
  /** Half an hour after the number behind it: "half past seven". */
  halfPast: readonly string[];
  am: readonly string[];
  pm: readonly string[];
  /** The n-th newest point, before its number. */
  pointNumber: readonly string[];
  /** A span back from now, before its length. */
  past: readonly string[];
  ago: readonly string[];
  /** Before a length of time that something lasts. */
  during: readonly string[];
  units: { readonly [Unit in 'h' | 'd' | 'w' | 'mo' | 'y']: readonly string[] };
  /** Monday first. */
  weekdays: readonly string[];
  months: readonly string[];
  /** Behind a weekday, with what they are: "nacht|night". */
  dayParts: readonly string[];
  /** Behind a weekday: that of the week before. */
  lastWeek: readonly string[];
  /** Before a weekday that is still to come. */
  comingDay: readonly string[];
  /** How a dictated digit is written, 0 first; several words for one are parted by a bar. */
  digits: readonly string[];
  /** How the sign within a name is dictated: "sql dash 01". */
  hyphens: readonly string[];
  ways: { readonly [Name in WayName]: readonly string[] };
  /** Before the name of the new machine. */
  as: readonly string[];
  /** What a machine is called that has a name, a tag or a role before it. */
  machineNouns: readonly string[];
  /** Roles that are told by more than one word; each begins with the word that tags and names have. */
  roles: readonly (readonly string[])[];
};
