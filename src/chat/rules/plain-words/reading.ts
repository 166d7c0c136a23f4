import type { DetailName, EveryName, WayName } from '../../../kernel/plain-concepts.ts';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';

/** A word of a command line: as it is typed, or one that each language has its own word for. */
export type LineWord =
  | string
  | { keyword: WayName | EveryName | DetailName | 'in' | 'reason' | 'before' | 'grant' | 'all' | 'here' | 'off' }
  | { grammar: 'failed' | 'running' | 'unprotected' | 'encrypted' | 'latest' | 'alert' | 'untilFixed' | 'all' }
  /** A recovery point by its time. */
  | { at: Date };

/** One command line of the grammar that everybody can type. */
export type Line = { command: string; words: readonly LineWord[] };

/**
 * What a sentence says.
 * line: one line. It may run if it only reads; where it changes something it opens a form. `ignored` was not understood.
 * question: something is not clear, and each choice settles it.
 * either: it says both.
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
    }
  | { kind: 'either'; lines: readonly Line[]; ignored: readonly string[] }
  | { kind: 'exact'; lines: readonly Line[] }
  | { kind: 'unknown'; nearest: readonly Line[] };

/** A machine that the person may see here. Its words are those of its tags. */
export type KnownMachine = { name: string; words: readonly string[] };

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
  /** Reads a date in words, in the past. Undefined for none, several for one that can be read in several ways. */
  parseDate(text: string): { at: Date; wholeDay: boolean }[] | undefined;
  /** The time zone that is called so, in any of its names. */
  readTimeZone(text: string): string | undefined;
  /** Error codes that are known, in any spelling. */
  readCode(text: string): string | undefined;
  /** The times of a machine's recovery points. Undefined: they could not be read. */
  points(machine: string): readonly Date[] | undefined;
};
