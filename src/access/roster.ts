import type { Person } from '../kernel/chat.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { ConversationRow } from '../store/conversations.ts';
import { asReference } from '../teams/place.ts';
import { type Sender, TeamsError } from '../teams/sender.ts';

/** Reads who is in a conversation; more: others may be. undefined: Teams doesn't say now. */
export type Roster = (conversation: ConversationRow) => Promise<{ people: Person[]; more: boolean } | undefined>;

export function createRoster(log: Log, sender: () => Pick<Sender, 'listMembers'>): Roster {
  return async ({ reference }) => {
    try {
      return await sender().listMembers(asReference(reference));
    } catch (error) {
      if (!(error instanceof TeamsError)) throw error;
      log.warn({ error }, 'Teams did not tell who is in a conversation');
      return undefined;
    }
  };
}
