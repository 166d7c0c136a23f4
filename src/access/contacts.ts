import type { Incoming, Person, Reader } from '../kernel/chat.ts';
import type { Config } from '../kernel/config/config.ts';
import { findLanguage, isLanguage, type Language, languages } from '../kernel/languages.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import {
  type ConversationRow,
  findConversation,
  isKnownConversation,
  nameConversation,
  rememberConversation,
} from '../store/conversations.ts';
import type { Store } from '../store/open.ts';
import { findPerson, isKnownPerson, type PersonRow, rememberPerson } from '../store/people.ts';
import type { Db } from '../store/schema.ts';
import type { Contact } from '../teams/incoming.ts';
import { asReference, type ConversationReference, isSharedReference, writeReference } from '../teams/place.ts';
import { type Sender, TeamsError } from '../teams/sender.ts';
import type { DirectoryCache } from './directory-cache.ts';

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
