import type { Answer, Incoming, Reader } from '../kernel/chat.ts';
import type { PersonServices } from '../services.ts';
import type { Channel } from './channels.ts';

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

/** What a card's button asks for. The data is untrusted: only `id` and `nonce` are read from it, and looked up. */
export type Verb = (turn: Turn<'action'>) => Promise<Answer>;
