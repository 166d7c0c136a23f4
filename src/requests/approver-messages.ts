import { sharedReader } from '../access/contacts.ts';
import { type Mentions, mentionPeople } from '../i18n/plain.ts';
import { type TextParams, texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import { findConversation } from '../store/conversations.ts';
import { findMessage } from '../store/messages.ts';
import { findPeople, findPerson } from '../store/people.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import type { RequestServices } from './services.ts';

/** Most people mentioned in one message: a message that mentions everybody is read by nobody. */
const mostMentions = 10;

export type Place = { conversationId: string; threadId?: string };

/**
 * Conversations in which the approvers look: below the card in the approvals channel, else in the thread or in their
 * own chats.
 */
export async function decisionPlaces(db: Db, request: RequestRow): Promise<Place[]> {
  const places: (Place & { isShut: boolean; isChat: boolean })[] = [];
  for (const id of request.card_message_ids) {
    const message = await findMessage(db, id);
    // Whoever types `approve` gets a card of their own; the approvers are told where the first one is.
    if (!message || places.some(({ conversationId }) => conversationId === message.conversation_id)) continue;
    const root = message.thread_id ?? message.activity_id;
    const conversation = await findConversation(db, message.conversation_id);
    const threadId = conversation?.kind === 'channel' && root !== null ? root : undefined;
    const isShut = conversation?.dead_at !== null;
    places.push({
      conversationId: message.conversation_id,
      ...(threadId !== undefined && { threadId }),
      isShut,
      isChat: conversation?.kind === 'personal',
    });
  }
  // Nobody reads a conversation that the bot was removed from. If all are shut, the message goes to the chats of those
  // mentioned.
  const open = places.filter(({ isShut }) => !isShut);
  const told = open.length > 0 ? open : places;
  const own = ({ conversationId }: Place) => conversationId === request.conversation_id;
  // A card in somebody's chat is there for them alone: the others go on looking in the thread.
  const elsewhere = told.filter(
    (place) => !own(place) && (!place.isChat || !told.some((one) => own(one) && !one.isChat)),
  );
  return (elsewhere.length > 0 ? elsewhere : told).map(({ isShut: _, isChat: __, ...place }) => place);
}

/** The conversation in which approvers are mentioned; undefined: the request is decided in their own chats. */
export async function askingPlace(db: Db, request: RequestRow): Promise<Place | undefined> {
  for (const place of await decisionPlaces(db, request)) {
    const conversation = await findConversation(db, place.conversationId);
    if (conversation?.kind !== 'personal' && !conversation?.dead_at) return place;
  }
  return undefined;
}

/** Mentions of those people who are known. */
export async function mentionsOf(db: Db, objectIds: readonly string[]): Promise<Mentions> {
  return mentionPeople((await findPeople(db, [...objectIds])).slice(0, mostMentions));
}

/** Posts to the approvers, mentioning those of these people who are known. */
export async function postToApprovers(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  whom: readonly string[],
  say: (reader: Reader, people: string) => string,
): Promise<void> {
  const { names, mentions } = await mentionsOf(tx.db, whom);
  for (const place of await decisionPlaces(tx.db, request)) {
    const reader = await sharedReader(services, tx.db, place.conversationId);
    const text = say(reader, names.join(', ')).trim();
    tx.post({ ...place, subject: request.id, body: { text, ...(mentions.length > 0 && { mentions }) } });
  }
}

/** Posts one reply that mentions one person, in the thread or to the approvers. */
export async function postMentioning(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  { oid, name, places }: { oid: string; name: string; places?: Place[] },
  { key, as, params }: { key: string; as: string; params: TextParams },
): Promise<void> {
  const person = await findPerson(tx.db, oid);
  const own = {
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
  };
  const { names, mentions } = mentionPeople([{ teams_id: person?.teams_id, name: person?.name || name }]);
  for (const place of places ?? [own]) {
    const reader = await sharedReader(services, tx.db, place.conversationId);
    tx.post({
      ...place,
      subject: request.id,
      body: {
        text: texts(reader.language).t(key, { ...params, [as]: names[0] ?? '' }),
        ...(mentions.length > 0 && { mentions }),
      },
    });
  }
}
