import type { Section } from '../../kernel/help-section.ts';
import type { Language } from '../../kernel/languages.ts';

/**
 * How a command behaves when its person has sent too much: it waits, waits even when others are refused, or runs at
 * once.
 */
export type Pace = 'waits' | 'urgent' | 'at-once';

/** A command's description, from which parser, help and docs are made. */
export type CommandSpec = {
  /** Canonical name, lower case; may be several words, e.g. `policy new`. */
  name: string;
  /** Other names per language; several words are allowed, e.g. `back up`. */
  aliases: Record<Language, readonly string[]>;
  arguments: readonly ArgumentSpec[];
  sideEffect: 'none' | 'changes' | 'asks-approval';
  /** Arguments with which a command that otherwise only reads makes a change. */
  changesWith?: readonly string[];
  /** Its behaviour when its person has sent more than may run in a minute; absent: it waits. */
  pace?: Pace;
  section: Section;
  /** The command whose row in lists tells of it; absent: it has one of its own. */
  partOf?: string;
};

/**
 * An argument of a command, in the order of typing:
 * word: one word (or one quoted text). many: words up to the next keyword, into `lists`.
 * phrase: everything up to the next keyword. rest: everything to the end of the message.
 * request-id: an id; inside a request's thread it may be left out, unless the line is a question about a command that
 * changes something. With `alone`, only a courtesy or a reason may follow then: "sign in fails" signs nothing.
 * word-or-request-id: a word; if it reads as an id it is that id, and inside a thread it may be left out.
 * keyword: `keep 30d`, `-keep 30d`, `--keep=30d`; takes a phrase, or the rest of the message. `isolated` takes nothing;
 * its value is its name. It may have several words: `in place`.
 */
export type ArgumentSpec =
  | {
      kind: 'word' | 'many' | 'phrase' | 'rest' | 'request-id' | 'word-or-request-id';
      name: string;
      /** A missing argument is a bad-arguments result instead of a form. */
      required?: boolean;
      alone?: true;
    }
  | {
      kind: 'keyword';
      name: string;
      words: Record<Language, readonly string[]>;
      takes: 'phrase' | 'rest' | 'nothing';
    };

export type KeywordSpec = Extract<ArgumentSpec, { kind: 'keyword' }>;

export type ParsedLine =
  | {
      kind: 'command';
      name: string;
      /** By argument name; absent if nothing was typed. */
      args: Record<string, string>;
      /** The `many` arguments by name; [] if nothing was typed. */
      lists: Record<string, string[]>;
    }
  | { kind: 'bad-arguments'; name: string; problem: ArgumentProblem }
  /** A wish to switch a machine on or off, which Strongroom never does. */
  | { kind: 'power'; verb: 'start' | 'stop' | 'restart'; target?: string }
  /** A name that a command had before, and the line for it now. */
  | { kind: 'renamed'; given: string; line: string }
  | { kind: 'unknown'; suggestions: Suggestion[] }
  | { kind: 'empty' };

/** A command that may have been meant, and the line to type for it. */
export type Suggestion = { name: string; line: string };

export type ArgumentProblem =
  | { kind: 'missing'; argument: string }
  | { kind: 'no-value'; given: string }
  | { kind: 'twice'; given: string }
  | { kind: 'unexpected'; given: string }
  | { kind: 'unknown-option'; given: string; suggestion?: string }
  | { kind: 'not-a-request-id'; given: string }
  /** "Reject?", in the thread of request `id`. */
  | { kind: 'question'; id: string }
  /** Built like a request id, but with letters that no id contains. */
  | { kind: 'excluded-letters'; given: string; letters: string[] };

/** Whether a line of a command may change something. */
export function mayChange(
  { sideEffect, changesWith = [] }: Pick<CommandSpec, 'sideEffect' | 'changesWith'>,
  args: Readonly<Record<string, string>>,
): boolean {
  return sideEffect !== 'none' || changesWith.some((name) => name in args);
}
