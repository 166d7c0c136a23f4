import type { CommandName, KeywordName, LanguageFolder, Typed } from './language-folder.ts';
import type { CommandWords, RoomTexts, TextTree } from './room-texts.ts';

/** A language with its rooms merged. */
export type WholeLanguage = Omit<LanguageFolder, 'rooms'> & {
  commands: Readonly<Record<CommandName, CommandWords>>;
  typed: Typed;
  keywords: Readonly<Record<KeywordName, readonly string[]>>;
  texts: TextTree;
};

/** @throws Error if two rooms define one key: no room changes another's texts */
export function wholeLanguage({ rooms, ...language }: LanguageFolder): WholeLanguage {
  const all: readonly Room[] = Object.values(rooms);
  const commands = joined(all.map((room) => room.commands ?? {})) as WholeLanguage['commands'];
  const typed = mapped(commands, ({ names: [first] }) => first);
  const texts = all.map((room) => (typeof room.texts === 'function' ? room.texts(typed) : room.texts));
  const help = { summary: mapped(commands, ({ summary }) => summary) };
  return {
    ...language,
    commands,
    typed,
    keywords: joined(all.map((room) => room.keywords ?? {})) as WholeLanguage['keywords'],
    texts: [...texts, { help }].reduce<TextTree>((one, other) => merged(one, other), {}),
  };
}

type Room = Omit<RoomTexts, 'texts'> & { texts: TextTree | ((typed: Typed) => TextTree) };

function mapped(commands: WholeLanguage['commands'], make: (words: CommandWords) => string): Typed {
  return Object.fromEntries(Object.entries(commands).map(([name, words]) => [name, make(words)])) as Typed;
}

function joined<Value>(parts: readonly Readonly<Record<string, Value>>[]): Record<string, Value> {
  const all: Record<string, Value> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (Object.hasOwn(all, name)) throw new Error(`two rooms have the words of ${name}`);
    all[name] = value;
  }
  return all;
}

function merged(one: TextTree, other: TextTree, path = ''): TextTree {
  const both = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const there = both[key];
    if (there === undefined) both[key] = value;
    else if (typeof there === 'object' && typeof value === 'object') both[key] = merged(there, value, `${path}${key}.`);
    else throw new Error(`two rooms have the text ${path}${key}`);
  }
  return both;
}
