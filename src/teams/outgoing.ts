import type { MessageBody } from '../kernel/chat.ts';
import type { ConversationReference } from './conversation-reference.ts';
import { threadConversationId } from './place.ts';

/**
 * The activity that posts or edits a message. Its sentence is both text and summary: the summary is what a
 * notification and a locked phone show, where Teams renders neither cards nor markup.
 */
export function toActivity(body: MessageBody, reference: ConversationReference, threadId?: string): object {
  const { text, entities } = withMentions(body);
  return {
    type: 'message',
    textFormat: 'markdown',
    text,
    summary: body.text.replace(/<at>(.*?)<\/at>/g, '$1'),
    from: reference.bot,
    // The connector refuses a message that nobody asked for unless tenant and, in a personal chat, person are named.
    conversation: {
      id: threadConversationId(reference.conversationId, threadId),
      tenantId: reference.tenantId,
    },
    channelData: { tenant: { id: reference.tenantId } },
    ...(reference.user && { recipient: reference.user }),
    ...(entities.length > 0 && { entities }),
    ...(body.card && {
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: body.card }],
    }),
    ...(body.picture && { attachments: [inlineImage(body.picture)] }),
  };
}

/** An image that Teams shows in the conversation, from the bytes alone ("Send and receive inline images"). */
function inlineImage({ contentType, base64, name }: NonNullable<MessageBody['picture']>): object {
  return { contentType, contentUrl: `data:${contentType};base64,${base64}`, name };
}

/** A mention notifies only if the text holds its tag and the entity repeats that tag, names escaped as XML. */
function withMentions(body: MessageBody): { text: string; entities: object[] } {
  let { text } = body;
  const entities: object[] = [];
  for (const { teamsId, name } of body.mentions ?? []) {
    const written = `<at>${name}</at>`;
    if (!text.includes(written)) continue;
    const tag = `<at>${name.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)}</at>`;
    text = text.replaceAll(written, tag);
    entities.push({ type: 'mention', text: tag, mentioned: { id: teamsId, name } });
  }
  return { text, entities };
}
