import type { Chrono } from 'chrono-node';
import type { Grammar } from '../kernel/grammar.ts';
import type { PlainGrammar } from '../kernel/plain-grammar.ts';
import type { en } from './en/index.ts';
import type { CommandWords, RoomTexts } from './room-texts.ts';
import type { SameKeys } from './same-keys.ts';

type Rooms = typeof en.rooms;
type NamesOf<Part extends keyof RoomTexts> = {
  [Room in keyof Rooms]: Rooms[Room] extends Record<Part, infer Words> ? keyof Words : never;
}[keyof Rooms];

export type CommandName = NamesOf<'commands'>;
export type KeywordName = NamesOf<'keywords'>;

/** Words that a language's texts tell people to type, by command. */
export type Typed = Readonly<Record<CommandName, string>>;

export type SameTexts<English extends RoomTexts> = SameKeys<English['texts']>;

/**
 * An English room in another language. Texts that name commands are built from `typed`: all rooms contribute the
 * names, and rooms cannot import each other in a circle.
 */
export type SameRoom<English extends RoomTexts> = {
  readonly [Part in keyof English]: Part extends 'texts'
    ? SameTexts<English> | ((typed: Typed) => SameTexts<English>)
    : { readonly [Name in keyof English[Part]]: Part extends 'commands' ? CommandWords : readonly string[] };
};

/** Everything of a language. The English folder is the master: every other one must have the same keys. */
export type LanguageFolder = {
  /** Locale for names of days and months, and for lists. */
  locale: string;
  grammar: Grammar;
  /** Words for reading whole sentences. */
  plainWords: PlainGrammar;
  /** Reads dates in words. */
  dates: Chrono;
  rooms: { readonly [Room in keyof Rooms]: SameRoom<Rooms[Room]> };
  /** Words for what Azure actions allow. */
  rights: SameKeys<typeof en.rights>;
  rightOf: SameKeys<typeof en.rightOf>;
};
