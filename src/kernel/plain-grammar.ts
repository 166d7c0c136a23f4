/**
 * Words for names, times and details in sentences, in lower case. In a phrase, `…` stands for up to six words,
 * `a|b` for either word, and `a?` for an optional word. Of phrases that begin at one word the longest wins.
 */
export type PlainGrammar = {
  /** Words before a name. */
  articles: readonly string[];
  /** Drill frequencies. */
  every: { readonly [Name in EveryName]: readonly string[] };
  /** Words before a reason. */
  because: readonly string[];
  /** Words that name nothing; "i want" gives no reason, though Dutch "want" does. */
  pronouns: readonly string[];
  /** Words in `because` that are part of the reason, such as "ticket" before its number. */
  reasonNouns: readonly string[];
  /** Words that, with another attempt, mean restarting the machine. */
  restarts: readonly string[];
  /** Words that join names. */
  links: readonly string[];
  /**
   * Phrases for details. `a|b` means either, `a?` is optional, and braces are read by kind: a `{length}` of time,
   * a coming `{day}`, a `{number}` or `{numbers}`, an `{hour}`, a `{name}`, a `{pair}` of name and value.
   */
  details: { readonly [Name in DetailName]: readonly string[] };
  /** Numbers in letters, 0 to 19, then the tens; alternatives are separated by a bar. */
  numbers: {
    ones: readonly string[];
    tens: readonly string[];
    ordinalOnes: readonly string[];
    ordinalTens: readonly string[];
    /** Joins ones and tens in a compound. */
    joins: readonly string[];
  };
  /** Lengths of time without a number, with their hours: "a fortnight|336". */
  lengths: readonly string[];
  /** Words for fifteen minutes of an hour: "quarter past three". */
  quarter: readonly string[];
  /** Words between the minutes and the hour that they come after or before. */
  pastHour: readonly string[];
  toHour: readonly string[];
  /** Half hours in letters, with the hour that they belong to: "half acht|7". */
  halves: readonly string[];
  /** Words for half before a figure; languages differ in its meaning. */
  half: readonly string[];
  midnight: readonly string[];
  noon: readonly string[];
  /** With a word for the newest behind it, the number of a point; alone, the point before the newest. */
  secondNewest: readonly string[];
  /** Annual days with month and day: "christmas|12-25". */
  feasts: readonly string[];
  endOf: readonly string[];
  theMonth: readonly string[];
  theYear: readonly string[];
  lastYear: readonly string[];
  theQuarter: { this: readonly string[]; last: readonly string[]; noun: readonly string[] };
  /** Further names of languages: "hollands|nl". */
  languages: readonly string[];
  /** Further names of time zones, beside cities. */
  timeZones: readonly string[];
  /** Names of commands in sentences about which a channel may use. */
  commandNouns: readonly string[];
  /** References to a time named before: "the last point before that". */
  beforeThat: readonly string[];
  /** Words before a plural role: every machine that has it. */
  allOf: readonly string[];
  /** Words before or behind a vault's nickname. */
  vaultNouns: readonly string[];
  /** Words before a vault's nickname that stands alone: "in prod". */
  within: readonly string[];
  /** Names of a part of a vault's name, with that part: "production|prod". */
  stages: readonly string[];
  /** References to the machine of the request whose thread it is said in. */
  thatMachine: readonly string[];
  /** Words for an attack: they ask for points from before it. */
  alert: readonly string[];
  untilFixed: readonly string[];
  /** Negations: what follows is not wanted. */
  denials: readonly string[];
  /** Exceptions: what follows is left out of all. */
  except: readonly string[];
  /** Words that make it a setting of the whole channel. */
  here: readonly string[];
  /** Words of commands, which name no machine by themselves. */
  commands?: readonly string[];
  spans: { readonly [Name in SpanName]: readonly string[] };
  /** Words for the newest point. */
  latest: readonly string[];
  before: readonly string[];
  after: readonly string[];
  /** Words before a time of day, otherwise ignored. */
  at: readonly string[];
  /** Words that make the number before them a time of day. */
  oclock: readonly string[];
  /** Words for half an hour after the number behind them: "half past seven". */
  halfPast: readonly string[];
  am: readonly string[];
  pm: readonly string[];
  /** Words before a number n: the n-th newest point. */
  pointNumber: readonly string[];
  /** Words before a length: a span back from now. */
  past: readonly string[];
  ago: readonly string[];
  /** Words for no end. */
  forever: readonly string[];
  /** Words before a duration. */
  during: readonly string[];
  units: { readonly [Unit in 'h' | 'd' | 'w' | 'mo' | 'y']: readonly string[] };
  /** Monday first. */
  weekdays: readonly string[];
  months: readonly string[];
  /** Words behind a weekday, with the part of the day: "nacht|night". */
  dayParts: readonly string[];
  /** Words behind a weekday: that of the week before. */
  lastWeek: readonly string[];
  /** Words before a coming weekday. */
  comingDay: readonly string[];
  /** Dictated digits, 0 first; alternatives are separated by a bar. */
  digits: readonly string[];
  /** Dictated hyphens within a name: "sql dash 01". */
  hyphens: readonly string[];
  ways: { readonly [Name in WayName]: readonly string[] };
  /** Words before the name of the new machine. */
  as: readonly string[];
  /** Nouns for a machine after a name, a tag or a role. */
  machineNouns: readonly string[];
  /** Roles of more than one word; each begins with the word that tags and names have. */
  roles: readonly (readonly string[])[];
};

/** A length of time in words. */
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

/** Details that may accompany a change, by the keyword of its line. */
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
