import type { Clock } from '../kernel/clock.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import { type ConversationRow, findConversation, findPersonalChat } from '../store/conversations.ts';
import type { Store } from '../store/open.ts';
import { findPerson, findSpeaker, type PersonRow } from '../store/people.ts';
import { findSettings } from '../store/settings.ts';

export type DirectoryCache = ReturnType<typeof createDirectoryCache>;

/** How long what another replica changed (a language, a name) may stay unknown here, in world time. */
const ageMs = 5_000;

type Settings = readonly { scope: string; name: string }[];

/**
 * What the database says of people and conversations. Every turn asks several times for both, so it is kept for a moment,
 * and never beyond a change that this process made: the number of writes to the table is part of the key.
 */
export function createDirectoryCache(store: Pick<Store, 'db' | 'writes' | 'engine'>, clock: Clock) {
  const { db } = store;
  // Alone with its database, every write is this process's own: until the next one what was read still holds.
  const alone = store.engine === 'embedded';
  const settings = new TtlCache<unknown[]>(clock, alone ? Number.POSITIVE_INFINITY : ageMs);
  const people = new TtlCache<PersonRow | undefined>(clock, ageMs);
  const conversations = new TtlCache<ConversationRow | undefined>(clock, ageMs);
  const chats = new TtlCache<ConversationRow | undefined>(clock, ageMs);

  const person = (objectId: string, ask = () => findPerson(db, objectId)) =>
    people.get(`${store.writes('people')} ${objectId}`, ask);
  const conversation = (id: string, ask = () => findConversation(db, id)) =>
    conversations.get(`${store.writes('conversations')} ${id}`, ask);
  const settingsWithin = (wanted: Settings, maxAgeMs?: number) =>
    settings.get(
      `${store.writes('settings')} ${JSON.stringify(wanted)}`,
      () => findSettings(db, wanted),
      alone ? undefined : maxAgeMs,
    );

  return {
    person: (objectId: string) => person(objectId),
    conversation: (id: string) => conversation(id),
    /** The personal chat with someone in which the bot may write. */
    personalChat: (objectId: string) =>
      chats.get(`${store.writes('conversations')} ${objectId}`, () => findPersonalChat(db, objectId)),
    /** Never older than the database, also where other replicas write to it: what was forbidden must not work anywhere. */
    settings: (wanted: Settings) => settingsWithin(wanted, 0),
    /** As old as the rest here, for what forbids nothing. */
    recentSettings: (wanted: Settings) => settingsWithin(wanted),
    /** Who speaks and where, asked for together: both are known then. */
    async meet(objectId: string, conversationId: string): Promise<void> {
      let asked: ReturnType<typeof findSpeaker> | undefined;
      const ask = () => {
        asked ??= findSpeaker(db, objectId, conversationId);
        return asked;
      };
      await Promise.all([
        person(objectId, async () => (await ask()).person),
        conversation(conversationId, async () => (await ask()).conversation),
      ]);
    },
  };
}
