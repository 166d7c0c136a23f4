import type { Incoming, Person, Reader } from '../kernel/chat.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config/config.ts';
import { findLanguage, isLanguage, type Language, languages } from '../kernel/languages.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import {
  type ConversationRow,
  findConversation,
  findPersonalChat,
  isKnownConversation,
  nameConversation,
  rememberConversation,
} from '../store/conversations.ts';
import type { Store } from '../store/open.ts';
import { findPerson, findSpeaker, isKnownPerson, type PersonRow, rememberPerson } from '../store/people.ts';
import { ask, type Part, together } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import { findSettings, settingsPart } from '../store/settings.ts';
import type { Contact } from '../teams/incoming.ts';
import { asReference, type ConversationReference, isSharedReference, writeReference } from '../teams/place.ts';
import { type Sender, TeamsError } from '../teams/sender.ts';

/**
 * Stores how to reach a conversation and a person, at each activity: Teams moves service URLs and people change names.
 */
export async function saveContact(
  { store, directory, log }: { store: Store; directory: DirectoryCache; log: Log },
  contact: Contact,
  findName: (near: ConversationReference, teamsId: string) => Promise<string> = async () => '',
): Promise<void> {
  const { place, reference } = contact;
  const person = contact.person && { ...contact.person };
  if (person) await directory.meet(person.objectId, place.conversationId);
  // Nobody can be mentioned without a name, and the person who installs the app may be asked to approve before
  // they ever write.
  if (person && !person.name && !contact.gone && !(await directory.person(person.objectId))?.name) {
    person.name = await findName(reference, person.teamsId).catch((error: unknown) => {
      log.warn({ error }, 'Teams did not tell the name of somebody who was seen; it is asked again next time');
      return '';
    });
  }
  if (person && !isKnownPerson(await directory.person(person.objectId), person)) {
    await rememberPerson(store, person);
  }
  const { named } = contact;
  if (named && named.conversationId !== place.conversationId) {
    await nameConversation(store, named.conversationId, named.name);
  }
  if (contact.gone) return;
  const known = await directory.conversation(place.conversationId);
  // Not every activity says so: once shared, a conversation counts as shared, also for the answer, which goes out
  // by this reference.
  if (isSharedReference(known?.reference)) reference.shared = true;
  const seen = {
    id: place.conversationId,
    kind: place.kind,
    reference: writeReference(reference),
    ...(place.name !== undefined && { name: place.name }),
    ...(place.kind === 'personal' && person && { personOid: person.objectId }),
  };
  if (isKnownConversation(known, seen)) return;
  await rememberConversation(store, seen);
}

/** Adds the known names that Teams left out: the sender's and the conversation's. */
export async function withKnownNames<T extends Incoming>(
  { directory }: { directory: DirectoryCache },
  incoming: T,
): Promise<T> {
  const { from, place } = incoming;
  const name = from.name || (await directory.person(from.objectId))?.name || '';
  const known = await directory.conversation(place.conversationId);
  const placeName = place.name ?? known?.name;
  const shared = place.shared || isSharedReference(known?.reference);
  return {
    ...incoming,
    from: { ...from, name },
    place: { ...place, ...(placeName && { name: placeName }), ...(shared && { shared }) },
  };
}

export async function findChatReference(
  { directory }: { directory: DirectoryCache },
  person: Person,
): Promise<ConversationReference | undefined> {
  const chat = await directory.personalChat(person.objectId);
  return chat && (chat.reference as ConversationReference);
}

/** Language and time zone of this person, and of everyone in the conversation. In a personal chat they are the same. */
export async function readersOf(
  { directory, config }: { directory: DirectoryCache; config: Config },
  incoming: Pick<Incoming, 'from' | 'place' | 'locale'>,
): Promise<{ personal: Reader; shared: Reader }> {
  const person = await directory.person(incoming.from.objectId);
  // Clients whose language was never set send English.
  const spoken = findLanguage(incoming.locale);
  const personal = {
    language: asLanguage(person?.language) ?? (spoken === languages[0] ? undefined : spoken) ?? config.language,
    timeZone: person?.zone ?? config.timeZone,
  };
  if (incoming.place.kind === 'personal') return { personal, shared: personal };
  const conversation = await directory.conversation(incoming.place.conversationId);
  const owner = conversation?.person_oid ? await directory.person(conversation.person_oid) : undefined;
  return { personal, shared: sharedBy(config, conversation, owner) };
}

/** The language and time zone of a conversation, for proactive posts. */
export async function sharedReader({ config }: { config: Config }, db: Db, conversationId: string): Promise<Reader> {
  const conversation = await findConversation(db, conversationId);
  const owner = conversation?.person_oid ? await findPerson(db, conversation.person_oid) : undefined;
  return sharedBy(config, conversation, owner);
}

/** `sharedReader` for rows that have been read. @param owner of a personal chat */
export function sharedBy(
  config: Config,
  conversation: Pick<ConversationRow, 'language' | 'zone'> | undefined,
  owner: Pick<PersonRow, 'language' | 'zone'> | undefined,
): Reader {
  return {
    language: asLanguage(conversation?.language) ?? asLanguage(owner?.language) ?? config.language,
    timeZone: conversation?.zone ?? owner?.zone ?? config.timeZone,
    ...(!owner && { shared: true }),
  };
}

function asLanguage(text: string | null | undefined): Language | undefined {
  return isLanguage(text) ? text : undefined;
}

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
