import type { CommandSpec } from '../domain/command-line/spec.ts';
import type { Answer } from '../domain/turn.ts';
import type { Ability } from '../services/abilities.ts';
import type { Turn, Verb } from '../services/turn.ts';

export type Arguments = { args: Record<string, string>; lists: Record<string, string[]> };

export type Command = {
  spec: CommandSpec;
  /** Without it the command can do nothing for a person, so that help leaves it out. Each run checks for itself. */
  takes?: Ability;
  /** It lists across vaults: in a channel of some of them, the whole goes to the one who asked. */
  wide?: true;
  run(turn: Turn<'text'>, given: Arguments): Promise<Answer>;
  /** The verbs of the cards that this command shows. */
  verbs?: Record<string, Verb>;
};
