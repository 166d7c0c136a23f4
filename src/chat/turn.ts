import type { Answer, Incoming, Reader } from '../kernel/chat.ts';
import type { VisibleInventory } from '../machines/visible-inventory.ts';
import type { SagaServices } from '../saga/services.ts';
import type { Channel } from './channels.ts';
import type { Command } from './command.ts';
import type { FormKinds } from './form-kind.ts';

/** What everything that people ask for is answered and done with. */
export type ChatServices = SagaServices & {
  /** Everything that can be typed. */
  commands: readonly Command[];
  formKinds: FormKinds;
};

/** What is worked with for one person in one place: nothing else is found, and the whole inventory does not fit. */
export type PersonServices = ChatServices & { inventory: VisibleInventory };

/** One incoming activity with all that its handler works with. A union over the kinds, so that narrower fits wider. */
export type Turn<Kind extends Incoming['kind'] = Incoming['kind']> = Kind extends Incoming['kind']
  ? {
      /** Names of what this person may read and the channel covers, and no others. */
      services: PersonServices;
      /** What may be asked where this was asked. */
      channel: Channel;
      incoming: Extract<Incoming, { kind: Kind }>;
      /** A line that leaves its request to the thread where it stands: elsewhere the same words are another ask. */
      ofThread?: boolean;
      /** It goes on only now: when it was kept. What was asked since is nothing that it was said of. */
      keptAt?: Date;
      /** The line stands behind the button of a sentence, which opens a form and asks nobody for anything. */
      tapped?: true;
      /** For an answer that only this person sees. */
      personal: Reader;
      /** For what everyone in the conversation sees. */
      shared: Reader;
    }
  : never;

/**
 * What a card's button asks for. The data is untrusted: only `id` and `nonce` are read from it, and looked up. A method,
 * as all that is registered: a room above may ask for services that are not named here.
 */
export type Verb = { run(turn: Turn<'action'>): Promise<Answer> }['run'];
