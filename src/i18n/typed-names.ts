import type { CommandName, CommandWords } from './en/command-words.ts';

/** What a language's texts tell people to type, by command. */
export function typedNames(commands: Readonly<Record<CommandName, CommandWords>>): Record<CommandName, string> {
  const names = Object.entries(commands).map(
    ([
      name,
      {
        names: [first],
      },
    ]) => [name, first],
  );
  return Object.fromEntries(names) as Record<CommandName, string>;
}
