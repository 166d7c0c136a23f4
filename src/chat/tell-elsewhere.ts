import { readEach } from '../kernel/stored.ts';
import { storedBody } from '../kernel/stored-message.ts';
import { findConversation, findPersonalChat } from '../store/conversations.ts';
import { listUnsentPosts, markDead, rewrite } from '../store/messages.ts';
import { findPeopleByTeamsId } from '../store/people.ts';
import { logUnread } from '../store/read-rows.ts';
import { withoutMentions } from '../teams/outgoing.ts';
import type { ChatServices } from './turn.ts';

/**
 * Where the bot was removed, or the channel is gone, nobody is told anything any more: what mentions somebody, as that their
 * request was decided or has failed, goes to their own chat. The rest waits, and so does what it says to those without a chat.
 */
export async function tellElsewhere(
  { store, log }: Pick<ChatServices, 'store' | 'log'>,
  conversationId: string,
): Promise<void> {
  const conversation = await findConversation(store.db, conversationId);
  if (!conversation?.dead_at || conversation.kind === 'personal') return;
  for (const { id, subject, body: kept } of await listUnsentPosts(store.db, conversationId)) {
    const [body] = readEach([kept], storedBody.parse, (error) => logUnread(log, error, { messageId: id }));
    const mentions = body?.mentions ?? [];
    if (!body || mentions.length === 0) continue;
    const people = await findPeopleByTeamsId(
      store.db,
      mentions.map(({ teamsId }) => teamsId),
    );
    const chats = new Map<string, string>();
    for (const { oid, teams_id: teamsId } of people) {
      const chat = await findPersonalChat(store.db, oid);
      if (chat) chats.set(teamsId, chat.id);
    }
    if (chats.size === 0) continue;
    const told = mentions.filter(({ teamsId }) => chats.has(teamsId));
    await store.transaction(async (tx) => {
      for (const chat of chats.values()) {
        tx.post({ conversationId: chat, ...(subject && { subject }), body: withoutMentions(body) });
      }
      if (told.length === mentions.length) await markDead(tx, id, 'told in their own chats');
      else await rewrite(tx, id, withoutMentions(body, told));
    });
  }
}
