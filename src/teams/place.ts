import type { Place } from '../kernel/chat.ts';
import { recordOf, textOf, type WireActivity } from './wire-activity.ts';

const threadMark = ';messageid=';

/** Where an activity was said. In a channel the conversation id carries the root of its thread. */
export function parsePlace(activity: WireActivity): Place {
  const conversation = recordOf(activity.conversation);
  const channelData = recordOf(activity.channelData);
  const [conversationId = '', named] = (textOf(conversation.id) ?? '').split(threadMark);
  // What nobody else sees (a slash command) begins no thread that others could read.
  const isTargeted = recordOf(activity.recipient).isTargeted === true;
  const root = isTargeted && named === textOf(activity.id) ? undefined : named;
  const kind = parseKind(conversation, channelData, named);
  // A message that answers nothing starts a thread and is its own root.
  const starts = activity.type === 'message' && textOf(activity.replyToId) === undefined && !isTargeted;
  const threadId = root || (starts ? textOf(activity.id) : undefined);
  const name =
    nameIn(channelData.channel, conversationId) ??
    textOf(conversation.name) ??
    nameIn(channelData.team, conversationId);
  const isShared = kind === 'channel' && textOf(recordOf(channelData.channel).type)?.toLowerCase() === 'shared';
  return {
    conversationId,
    kind,
    ...(kind === 'channel' && threadId && { threadId }),
    ...(name && { name }),
    ...(isShared && { shared: true }),
  };
}

/** A channel, and a team with its General channel, carry the id of their conversation. An event may be about another one. */
function nameIn(given: unknown, conversationId: string): string | undefined {
  const { id, name } = recordOf(given);
  return id === conversationId ? textOf(name) : undefined;
}

/** The channel that an event names, which comes with the conversation of the team's General channel. */
export function parseNamedChannel(activity: WireActivity): { conversationId: string; name: string } | undefined {
  if (activity.type !== 'conversationUpdate') return undefined;
  const channel = recordOf(recordOf(activity.channelData).channel);
  const conversationId = textOf(channel.id);
  const name = textOf(channel.name);
  return conversationId && name ? { conversationId, name } : undefined;
}

/** The conversation id under which a thread is answered. */
export function threadConversationId(conversationId: string, threadId: string | undefined): string {
  return threadId ? `${conversationId}${threadMark}${threadId}` : conversationId;
}

/** An unnamed type counts as shared, so that nothing private is ever said there by mistake. */
function parseKind(
  conversation: Record<string, unknown>,
  channelData: Record<string, unknown>,
  root: string | undefined,
): Place['kind'] {
  if (conversation.conversationType === 'personal') return 'personal';
  if (conversation.conversationType === 'groupChat') return 'group';
  return conversation.conversationType === 'channel' || root || textOf(recordOf(channelData.channel).id)
    ? 'channel'
    : 'group';
}
