/**
 * The words that names, times and details are told with, in lower case. In a phrase, `…` stands for up to six words between,
 * `a|b` for either word, and `a?` for a word that may be left out. Of phrases that begin at one word the longest is taken.
 */
export type PlainGrammar = {
  /** They stand before what is named. */
  articles: readonly string[];
  /** How often drills are. */
  every: { readonly [Name in EveryName]: readonly string[] };
  /** What follows is a reason. */
  because: readonly string[];
  /** They name nothing; and "i want" gives no reason, which "want" does in Dutch. */
  pronouns: readonly string[];
  /** Of these, what is a reason with what follows. */
  reasonNouns: readonly string[];
  /** With another attempt: the machine is restarted. */
  restarts: readonly string[];
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
  /** What time zones are called beside their cities. */
  timeZones: readonly string[];
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
  /** What tells an attack: points from before it are asked for. */
  alert: readonly string[];
  untilFixed: readonly string[];
  /** What stands behind one of them is not wanted. */
  denials: readonly string[];
  /** What stands behind one of them is left out of all. */
  except: readonly string[];
  /** A setting of the whole channel. */
  here: readonly string[];
  /** Words of commands, which name no machine by themselves. */
  commands?: readonly string[];
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
  /** Without an end. */
  forever: readonly string[];
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

/** A stretch of time as people name it. */
export const spans = [
  'last-night',
  'night-before-last',
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
