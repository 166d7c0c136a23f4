import type { Person } from '../kernel/chat.ts';
import type { Services } from '../services.ts';
import { findPersonalChat as findChat, isKnownConversation, rememberConversation } from '../store/conversations.ts';
import { isKnownPerson, rememberPerson } from '../store/people.ts';
import type { ConversationReference } from '../teams/conversation-reference.ts';
import type { Contact } from '../teams/incoming.ts';

/** Keeps how to reach a conversation and a person, at each activity: Teams moves service URLs and people change names. */
export async function saveContact(
  { store, directory }: Pick<Services, 'store' | 'directory'>,
  sighting: Contact,
): Promise<void> {
  const { place, person, reference } = sighting;
  if (person && !isKnownPerson(await directory.person(person.objectId), person)) {
    await rememberPerson(store, person);
  }
  if (sighting.gone) return;
  const seen = {
    id: place.conversationId,
    kind: place.kind,
    reference,
    ...(place.name !== undefined && { name: place.name }),
    ...(place.kind === 'personal' && person && { personOid: person.objectId }),
  };
  if (isKnownConversation(await directory.conversation(seen.id), seen)) return;
  await rememberConversation(store, seen);
}

export async function findChatReference(
  { store }: Pick<Services, 'store'>,
  person: Person,
): Promise<ConversationReference | undefined> {
  const chat = await findChat(store.db, person.objectId);
  return chat && (chat.reference as ConversationReference);
}
