/** Words that parsers know besides commands and keywords, in lower case. */
export type Grammar = {
  /** People are polite to bots; it means nothing here. */
  courtesies: readonly string[];
  /** They link names, as in "sql-01 and web-01". */
  links: readonly string[];
  /** Said to a machine, which Strongroom never switches on or off. */
  power: { readonly [Verb in 'start' | 'stop' | 'restart']: readonly string[] };
  /** They stand between files and their machine. */
  from: readonly string[];
  because: readonly string[];
  /** They begin as a command does and mean something else. */
  terms: readonly string[];
  all: readonly string[];
  none: readonly string[];
  /** The newest recovery point. */
  latest: readonly string[];
  /** The first alert on a machine. */
  alert: readonly string[];
  units: { readonly [Unit in 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years']: readonly string[] };
  /** They begin a span, as in "in 2 hours". */
  within: readonly string[];
  /** They end one that is past. */
  ago: readonly string[];
  /** They stand before a span that something lasts. */
  lasting: readonly string[];
  untilFixed: readonly string[];
  /** They stand before a moment and say nothing of it. */
  beforeMoment: readonly string[];
  /** How often a policy runs. */
  schedules: { readonly [Kind in 'daily' | 'weekly' | 'hourly']: readonly string[] };
  /** They stand before the times and days of a schedule and say nothing of it. */
  beforeTime: readonly string[];
  /** All seven, Monday first. */
  weekdays: readonly string[];
  /** The last day of a month. */
  last: readonly string[];
  /** What lists are filtered by: jobs and machines in a state. */
  running: readonly string[];
  failed: readonly string[];
  unprotected: readonly string[];
  encrypted: readonly string[];
};

/** One of these words, whatever its case; for a regular expression. */
export function alternation(words: readonly string[]): string {
  return words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
}
