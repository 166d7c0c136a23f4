/** Words that parsers know besides commands and keywords, in lower case. */
export type Grammar = {
  /** Politeness, ignored. */
  courtesies: readonly string[];
  /** Words behind a verb that name no machine, as in "stop it". */
  fillers: readonly string[];
  /** Words that link names, as in "sql-01 and web-01". */
  links: readonly string[];
  /** Verbs for switching a machine on or off, which Strongroom never does. */
  power: { readonly [Verb in 'start' | 'stop' | 'restart']: readonly string[] };
  /** Words between files and their machine. */
  from: readonly string[];
  because: readonly string[];
  /** Former names of commands, each with what begins its line now: `job|status`. */
  renamed: readonly string[];
  /** Phrases that begin like a command and mean something else. */
  terms: readonly string[];
  all: readonly string[];
  none: readonly string[];
  /** Words for the newest recovery point. */
  latest: readonly string[];
  /** Words for the first alert on a machine. */
  alert: readonly string[];
  units: { readonly [Unit in 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years']: readonly string[] };
  /** Words that begin a span, as in "in 2 hours". */
  within: readonly string[];
  /** Words that end a past span. */
  ago: readonly string[];
  /** Words before a duration. */
  lasting: readonly string[];
  untilFixed: readonly string[];
  /** Words before a moment, ignored. */
  beforeMoment: readonly string[];
  /** How often a policy runs. */
  schedules: { readonly [Kind in 'daily' | 'weekly' | 'hourly']: readonly string[] };
  /** Words before the times and days of a schedule, ignored. */
  beforeTime: readonly string[];
  /** All seven, Monday first. */
  weekdays: readonly string[];
  /** Words for the last day of a month. */
  last: readonly string[];
  /** Filters of lists: jobs and machines in a state. */
  running: readonly string[];
  failed: readonly string[];
  unprotected: readonly string[];
  encrypted: readonly string[];
};

/** Alternation of these words for a regular expression; the words may have any case. */
export function alternation(words: readonly string[]): string {
  return words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
}
