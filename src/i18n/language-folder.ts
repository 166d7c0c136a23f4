import type { Chrono } from 'chrono-node';
import type { Grammar } from '../kernel/grammar.ts';
import type { PlainGrammar } from '../kernel/plain-grammar.ts';
import type { CommandName, CommandWords, KeywordName } from './en/command-words.ts';
import type { en } from './en/index.ts';
import type { SameKeys } from './same-keys.ts';

/** Everything of a language. The English folder is the master: what it has, every other one must have. */
export type LanguageFolder = {
  /** Whose names of days and months, and whose lists, it has. */
  locale: string;
  grammar: Grammar;
  /** Reads whole sentences. */
  plainWords: PlainGrammar;
  /** Reads dates in words. */
  dates: Chrono;
  texts: SameKeys<typeof en.texts>;
  commands: Readonly<Record<CommandName, CommandWords>>;
  keywords: Readonly<Record<KeywordName, readonly string[]>>;
  /** What Azure actions let somebody do. */
  rights: SameKeys<typeof en.rights>;
  rightOf: SameKeys<typeof en.rightOf>;
};
