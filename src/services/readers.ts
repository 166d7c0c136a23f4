import type { Incoming, Language, Reader } from '../domain/turn.ts';
import { findConversation } from '../store/conversations.ts';
import { findPerson } from '../store/people.ts';
import type { Services } from './services.ts';

/** How this person reads, and how everyone in the conversation does. In a personal chat they are the same. */
export async function readersOf(
  services: Pick<Services, 'store' | 'config'>,
  incoming: Incoming,
): Promise<{ personal: Reader; shared: Reader }> {
  const { store, config } = services;
  const [person, shared] = await Promise.all([
    findPerson(store.db, incoming.from.objectId),
    sharedReader(services, incoming.place.conversationId),
  ]);
  const spoken = incoming.locale?.toLowerCase().startsWith('nl') ? 'nl' : undefined;
  const personal = {
    language: asLanguage(person?.language) ?? spoken ?? config.language,
    zone: person?.zone ?? config.zone,
  };
  return { personal, shared: incoming.place.kind === 'personal' ? personal : shared };
}

/** The language and zone of a conversation, for what is posted without anyone asking. */
export async function sharedReader(
  { store, config }: Pick<Services, 'store' | 'config'>,
  conversationId: string,
): Promise<Reader> {
  const conversation = await findConversation(store.db, conversationId);
  const person = conversation?.person_oid ? await findPerson(store.db, conversation.person_oid) : undefined;
  return {
    language: asLanguage(conversation?.language) ?? asLanguage(person?.language) ?? config.language,
    zone: conversation?.zone ?? person?.zone ?? config.zone,
  };
}

function asLanguage(text: string | null | undefined): Language | undefined {
  return text === 'en' || text === 'nl' ? text : undefined;
}
