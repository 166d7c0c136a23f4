import type { DetailName, EveryName, PlainGrammar, WayName } from '../../../kernel/plain-grammar.ts';

/** A word of a command line: as it is typed, or one that each language has its own word for. */
export type LineWord =
  | string
  | { keyword: WayName | EveryName | DetailName | 'in' | 'reason' | 'before' | 'grant' | 'all' | 'here' | 'off' }
  | { grammar: 'failed' | 'running' | 'unprotected' | 'encrypted' | 'latest' | 'alert' | 'untilFixed' | 'all' }
  /** A recovery point by its time. */
  | { at: Date };

/** One command line of the grammar that everybody can type. */
export type Line = { command: string; words: readonly LineWord[] };

/** The last point before the time that was named is offered, and said to be that. */
export type LastBefore = { named: Date; at: Date };

/**
 * What a sentence says. `ignored`: names, numbers and times of it that no line has.
 * line: one line, which only reads, so that it may run.
 * question: each choice settles it; a change is always asked.
 * exact: it is never read from a sentence: it is done by a button, or by one of these lines.
 * unknown: what comes nearest.
 */
export type Reading =
  | { kind: 'line'; line: Line; ignored: readonly string[] }
  | {
      kind: 'question';
      about: 'machine' | 'point' | 'way' | 'meaning';
      choices: readonly Line[];
      ignored: readonly string[];
      lastBefore?: LastBefore;
    }
  | { kind: 'exact'; lines: readonly Line[]; ignored: readonly string[] }
  | { kind: 'unknown'; nearest: readonly Line[] };

/** A machine that the person may see here. Its words are those of its tags. */
export type KnownMachine = { name: string; words: readonly string[] };

/** A multinomial logistic regression: for each feature that was seen in training, a row of weights of one byte for each intent. */
export type SentenceModel = { rows: ReadonlyMap<number, number>; weights: Int8Array };

export type SentenceFacts = {
  machines: readonly KnownMachine[];
  vaults: readonly string[];
  /** The request in whose thread it is said. */
  threadRequestId?: string;
  /** What that request is about, where the person may see it. */
  threadMachine?: string;
  /** Outside of a request's thread, the one of theirs that they can mean without its id. */
  ownRequestId?: string;
  now: Date;
  timeZone: string;
  grammar: PlainGrammar;
  model: SentenceModel;
  /** Reads a date in words, in the past. Undefined for none, several for one that can be read in several ways. */
  parseDate(text: string): { at: Date; wholeDay: boolean }[] | undefined;
  /** The time zone that is called so, in any of its names. */
  readTimeZone(text: string): string | undefined;
  /** Error codes that are known, in any spelling. */
  readCode(text: string): string | undefined;
  /** The times of a machine's recovery points. Undefined: they could not be read. */
  points(machine: string): readonly Date[] | undefined;
};

export function lineOf(command: string, ...words: (LineWord | undefined)[]): Line {
  return { command, words: words.filter((word) => word !== undefined) };
}

/** All lines that a sentence may come to. */
export function linesOfReading(reading: Reading): readonly Line[] {
  if (reading.kind === 'line') return [reading.line];
  if (reading.kind === 'question') return reading.choices;
  return reading.kind === 'unknown' ? reading.nearest : reading.lines;
}

/** They change nothing, and may run from plain words. */
export const readingCommands: ReadonlySet<string> = new Set([
  'help',
  'whoami',
  'vms',
  'vm',
  'check',
  'points',
  'policies',
  'vault',
  'drills',
  'evidence',
  'restore files',
  'byhand',
  'leftovers',
  'requests',
  'why',
  'jobs',
  'job',
  'subscriptions',
  'digest',
  'explain',
  'audit',
  'audit verify',
  'audit export',
  'channel',
  'doctor',
]);
