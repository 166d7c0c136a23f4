import type { CommandSpec } from '../domain/command-line/spec.ts';
import type { Answer, Incoming, Reader } from '../domain/turn.ts';
import type { Ability } from '../services/abilities.ts';
import type { Channel } from '../services/channels.ts';
import type { PersonServices } from '../services/services.ts';

/** One incoming activity with all that its handler works with. A union over the kinds, so that narrower fits wider. */
export type Turn<Kind extends Incoming['kind'] = Incoming['kind']> = Kind extends Incoming['kind']
  ? {
      /** Names of what this person may read and the channel covers, and no others. */
      services: PersonServices;
      /** What may be asked where this was asked. */
      channel: Channel;
      incoming: Extract<Incoming, { kind: Kind }>;
      /** For an answer that only this person sees. */
      personal: Reader;
      /** For what everyone in the conversation sees. */
      shared: Reader;
    }
  : never;

export type Arguments = { args: Record<string, string>; lists: Record<string, string[]> };

/** What a card's button asks for. The data is untrusted: only `id` and `nonce` are read from it, and looked up. */
export type Verb = (turn: Turn<'action'>) => Promise<Answer>;

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
