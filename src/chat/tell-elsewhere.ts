import { storedBody } from '../kernel/stored-message.ts';
import type { Services } from '../services.ts';
import { findConversation, findPersonalChat } from '../store/conversations.ts';
import { listUnsentPosts, markDead } from '../store/messages.ts';
import { findPeopleByTeamsId } from '../store/people.ts';
import { withoutMentions } from '../teams/outgoing.ts';

/**
 * Where the bot was removed, or the channel is gone, nobody is told anything any more: what mentions somebody, as that their
 * request was decided or has failed, goes to their own chat. The rest waits, and so does what is for nobody with a chat.
 */
export async function tellElsewhere({ store }: Pick<Services, 'store'>, conversationId: string): Promise<void> {
  const conversation = await findConversation(store.db, conversationId);
  if (!conversation?.dead_at || conversation.kind === 'personal') return;
  for (const { id, subject, body: kept } of await listUnsentPosts(store.db, conversationId)) {
    const body = storedBody.parse(kept);
    const people = await findPeopleByTeamsId(
      store.db,
      (body.mentions ?? []).map(({ teamsId }) => teamsId),
    );
    const chats = await Promise.all(people.map(({ oid }) => findPersonalChat(store.db, oid)));
    const known = chats.filter((chat) => chat !== undefined);
    if (known.length === 0) continue;
    await store.transaction(async (tx) => {
      for (const chat of known) {
        tx.post({ conversationId: chat.id, ...(subject && { subject }), body: withoutMentions(body) });
      }
      await markDead(tx, id, 'told in their own chats');
    });
  }
}
