import type { Incoming, Language, Reader } from '../domain/turn.ts';
import { findConversation } from '../store/conversations.ts';
import { findPerson } from '../store/people.ts';
import type { Db } from '../store/schema.ts';
import type { Services } from './services.ts';

/** How this person reads, and how everyone in the conversation does. In a personal chat they are the same. */
export async function readersOf(
  { store, config }: Pick<Services, 'store' | 'config'>,
  incoming: Incoming,
): Promise<{ personal: Reader; shared: Reader }> {
  const person = await findPerson(store.db, incoming.from.objectId);
  const spoken = incoming.locale?.toLowerCase().startsWith('nl') ? 'nl' : undefined;
  const personal = {
    language: asLanguage(person?.language) ?? spoken ?? config.language,
    zone: person?.zone ?? config.zone,
  };
  if (incoming.place.kind === 'personal') return { personal, shared: personal };
  return { personal, shared: await sharedReader({ config }, store.db, incoming.place.conversationId) };
}

/** The language and zone of a conversation, for what is posted without anyone asking. */
export async function sharedReader(
  { config }: Pick<Services, 'config'>,
  db: Db,
  conversationId: string,
): Promise<Reader> {
  const conversation = await findConversation(db, conversationId);
  const person = conversation?.person_oid ? await findPerson(db, conversation.person_oid) : undefined;
  return {
    language: asLanguage(conversation?.language) ?? asLanguage(person?.language) ?? config.language,
    zone: conversation?.zone ?? person?.zone ?? config.zone,
    ...(!person && { shared: true }),
  };
}

function asLanguage(text: string | null | undefined): Language | undefined {
  return text === 'en' || text === 'nl' ? text : undefined;
}
