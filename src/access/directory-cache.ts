import type { Clock } from '../kernel/clock.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import { type ConversationRow, findConversation, findPersonalChat } from '../store/conversations.ts';
import type { Store } from '../store/open.ts';
import { ask, type Part, together } from '../store/part.ts';
import { findPerson, findSpeaker, type PersonRow } from '../store/people.ts';
import { findSettings, settingsPart } from '../store/settings.ts';

export type DirectoryCache = ReturnType<typeof createDirectoryCache>;

/** How long another replica's change (a language, a name) may go unnoticed here, in world time. */
const ageMs = 5_000;

type Settings = readonly { scope: string; name: string }[];

/**
 * People and conversations from the database. Every turn asks several times for both, so they are cached for a
 * moment, and never beyond a change by this process: the number of writes to the table is part of the key.
 */
export function createDirectoryCache(store: Pick<Store, 'db' | 'writes' | 'engine'>, clock: Clock) {
  const { db } = store;
  // With the embedded database every write is this process's own: until the next one the cache stays valid.
  const alone = store.engine === 'embedded';
  const settings = new TtlCache<unknown[]>(clock, alone ? Number.POSITIVE_INFINITY : ageMs);
  const people = new TtlCache<PersonRow | undefined>(clock, ageMs);
  const conversations = new TtlCache<ConversationRow | undefined>(clock, ageMs);
  const chats = new TtlCache<ConversationRow | undefined>(clock, ageMs);

  const person = (objectId: string, ask = () => findPerson(db, objectId)) =>
    people.get(`${store.writes('people')} ${objectId}`, ask);
  const conversation = (id: string, ask = () => findConversation(db, id)) =>
    conversations.get(`${store.writes('conversations')} ${id}`, ask);
  const settingsWithin = (wanted: Settings, maxAgeMs?: number, read = () => findSettings(db, wanted)) =>
    settings.get(`${store.writes('settings')} ${JSON.stringify(wanted)}`, read, alone ? undefined : maxAgeMs);

  return {
    person: (objectId: string) => person(objectId),
    conversation: (id: string) => conversation(id),
    /** The personal chat with a person in which the bot may write. */
    personalChat: (objectId: string) =>
      chats.get(`${store.writes('conversations')} ${objectId}`, () => findPersonalChat(db, objectId)),
    /**
     * Never older than the database, even if other replicas write to it: a prohibition must apply everywhere at once.
     */
    settings: (wanted: Settings) => settingsWithin(wanted, 0),
    /** `settings` and something else that is read anew, in one statement unless the settings are known. */
    async settingsAnd<Value>(wanted: Settings, also: Part<Value>): Promise<[unknown[], Value]> {
      let other: Promise<Value> | undefined;
      const known = settingsWithin(wanted, 0, async () => {
        const both = ask(db, together({ values: settingsPart(db, wanted), also }));
        other = both.then((read) => read.also);
        return (await both).values;
      });
      return Promise.all([known, other ?? ask(db, also)]);
    },
    /** As old as the rest here, for settings that forbid nothing. */
    recentSettings: (wanted: Settings) => settingsWithin(wanted),
    /** Loads sender and conversation together: both are cached then. */
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
