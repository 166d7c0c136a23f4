import type { CommandName, CommandWords } from './en/command-words.ts';

/** What each command is for, in the words of a language. */
export function summaries(commands: Readonly<Record<CommandName, CommandWords>>): Record<CommandName, string> {
  const all = Object.entries(commands).map(([name, { summary }]) => [name, summary]);
  return Object.fromEntries(all) as Record<CommandName, string>;
}
