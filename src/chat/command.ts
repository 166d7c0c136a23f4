import type { Answer } from '../kernel/chat.ts';
import type { Ability } from './abilities.ts';
import type { CommandSpec } from './rules/spec.ts';
import type { Turn, Verb } from './turn.ts';

export type Arguments = { args: Record<string, string>; lists: Record<string, string[]> };

export type Command = {
  spec: CommandSpec;
  /** Without it the command can do nothing for a person, so that help leaves it out. Each run checks for itself. */
  takes?: Ability;
  /** It lists across vaults: in a channel of some of them, the whole goes to the one who asked. */
  wide?: true;
  /** It tells where something is weak, or how it is reached: where outsiders read along, only who asks hears it. */
  confidential?: true;
  run(turn: Turn<'text'>, given: Arguments): Promise<Answer>;
  /** Goes on with the machine that was picked, as if its name had been typed. */
  pick?(turn: Turn<'action'>, name: string): Promise<Answer>;
  /** The verbs of the cards that this command shows. */
  verbs?: Record<string, Verb>;
};
