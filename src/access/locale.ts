import type { Incoming, Reader } from '../kernel/chat.ts';
import type { Config } from '../kernel/config/config.ts';
import { findLanguage, isLanguage, type Language, languages } from '../kernel/languages.ts';
import { type ConversationRow, findConversation } from '../store/conversations.ts';
import { findPerson, type PersonRow } from '../store/people.ts';
import type { Db } from '../store/schema.ts';
import type { DirectoryCache } from './directory-cache.ts';

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
