import type { Person } from '../kernel/chat.ts';
import type { Services } from '../services.ts';
import { findPersonalChat as findChat, isKnownConversation, rememberConversation } from '../store/conversations.ts';
import { isKnownPerson, rememberPerson } from '../store/people.ts';
import type { ConversationReference } from '../teams/conversation-reference.ts';
import type { Sighting } from '../teams/incoming.ts';

/** Keeps how to reach a conversation and a person, at each activity: Teams moves service URLs and people change names. */
export async function remember(
  { store, acquaintances }: Pick<Services, 'store' | 'acquaintances'>,
  sighting: Sighting,
): Promise<void> {
  const { place, person, reference } = sighting;
  if (person && !isKnownPerson(await acquaintances.person(person.objectId), person)) {
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
  if (isKnownConversation(await acquaintances.conversation(seen.id), seen)) return;
  await rememberConversation(store, seen);
}

export async function findPersonalChat(
  { store }: Pick<Services, 'store'>,
  person: Person,
): Promise<ConversationReference | undefined> {
  const chat = await findChat(store.db, person.objectId);
  return chat && (chat.reference as ConversationReference);
}
