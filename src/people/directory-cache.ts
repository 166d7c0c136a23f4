import type { Clock } from '../kernel/clock.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import { type ConversationRow, findConversation } from '../store/conversations.ts';
import type { Store } from '../store/open.ts';
import { findPerson, type PersonRow } from '../store/people.ts';
import { findSettings } from '../store/settings.ts';

export type DirectoryCache = ReturnType<typeof createDirectoryCache>;

/** How long what another replica changed (a language, a name) may stay unknown here, in world time. */
const ageMs = 5_000;

type Settings = readonly { scope: string; name: string }[];

/**
 * What the database says of people and conversations. Every turn asks twice for both, so it is kept for a moment, and
 * never beyond a change that this process made: the number of commits is part of the key.
 */
export function createDirectoryCache(store: Pick<Store, 'db' | 'commits' | 'engine'>, clock: Clock) {
  // Alone with its database, every commit is this process's own: until the next one what was read still holds.
  const alone = store.engine === 'embedded';
  const settings = new TtlCache<unknown[]>(clock, alone ? Number.POSITIVE_INFINITY : 0);
  const people = new TtlCache<PersonRow | undefined>(clock, ageMs);
  const conversations = new TtlCache<ConversationRow | undefined>(clock, ageMs);
  return {
    person: (objectId: string) => people.get(`${store.commits()} ${objectId}`, () => findPerson(store.db, objectId)),
    /** Never older than the database, also where other replicas write to it: what was forbidden must not work anywhere. */
    settings: (wanted: Settings) =>
      settings.get(`${store.commits()} ${JSON.stringify(wanted)}`, () => findSettings(store.db, wanted)),
    conversation: (id: string) => conversations.get(`${store.commits()} ${id}`, () => findConversation(store.db, id)),
  };
}
