import type { DetailName, EveryName, PlainGrammar, WayName } from '../../../kernel/plain-grammar.ts';

type PlainKeyword =
  | ('in' | 'reason' | 'before' | 'grant' | 'all' | 'off')
  | ('language' | 'timezone' | 'forget' | 'allow' | 'approvals' | 'private');

/** A word of a command line: as typed, or one that each language has its own word for. */
export type LineWord =
  | string
  | { keyword: WayName | EveryName | DetailName | PlainKeyword }
  | { grammar: 'failed' | 'running' | 'unprotected' | 'encrypted' | 'latest' | 'alert' | 'untilFixed' | 'all' }
  /** A recovery point by its time. */
  | { at: Date };

/** One command line that everybody can type. */
export type Line = { command: string; words: readonly LineWord[] };

/** The last point before a named time, which is offered as such. */
export type LastBefore = { named: Date; at: Date };

/**
 * What a sentence means. `ignored`: its names, numbers and times that no line has.
 * line: one line that only reads, so that it may run.
 * question: each choice settles it; a change is always asked.
 * exact: never done from a sentence, only by a button or by typing one of these lines.
 * unknown: the nearest lines.
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

/**
 * A multinomial logistic regression: for each feature seen in training, a row of one-byte weights, one for each intent.
 */
export type SentenceModel = { rows: ReadonlyMap<number, number>; weights: Int8Array };

export type SentenceFacts = {
  machines: readonly KnownMachine[];
  vaults: readonly string[];
  /** The request in whose thread the sentence stands. */
  threadRequestId?: string;
  /** That request's machine, if the person may see it. */
  threadMachine?: string;
  /** Outside a request's thread: the person's only request that needs no id. */
  ownRequestId?: string;
  now: Date;
  timeZone: string;
  grammar: PlainGrammar;
  model: SentenceModel;
  /** Reads a date in words, in the past. undefined: none; several: it is ambiguous. */
  parseDate(text: string): { at: Date; wholeDay: boolean }[] | undefined;
  /** The time zone with this name, in any of its names. */
  readTimeZone(text: string): string | undefined;
  /** A known error code, in any spelling. */
  readCode(text: string): string | undefined;
  /** Times of a machine's recovery points. undefined: they could not be read. */
  points(machine: string): readonly Date[] | undefined;
};

export function makeLine(command: string, ...words: (LineWord | undefined)[]): Line {
  return { command, words: words.filter((word) => word !== undefined) };
}

/** All lines of a reading. */
export function linesOfReading(reading: Reading): readonly Line[] {
  if (reading.kind === 'line') return [reading.line];
  if (reading.kind === 'question') return reading.choices;
  return reading.kind === 'unknown' ? reading.nearest : reading.lines;
}

/** Commands that change nothing, and may run from plain words. */
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
  'commands',
  'leftovers',
  'status',
  'alerts',
  'digest',
  'explain',
  'audit',
  'audit verify',
  'audit export',
  'channel',
  'doctor',
]);

/** Keywords with which a command that otherwise only reads makes a change. */
const changing: ReadonlySet<string> = new Set(['grant']);

/** Whether a line only reads, so that it may run from plain words. */
export function onlyReads({ command, words }: Line): boolean {
  return (
    readingCommands.has(command) &&
    !words.some((word) => typeof word === 'object' && 'keyword' in word && changing.has(word.keyword))
  );
}
