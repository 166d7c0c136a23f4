import { z } from 'zod/v4';
import type { Place } from '../kernel/chat.ts';
import { storable } from '../kernel/normalise.ts';
import { asObject, defineStored, lenient } from '../kernel/stored.ts';
import { TeamsError } from './teams-error.ts';

/** An activity as received. Even an authenticated one may lack any field or hold another type there. */
export type WireActivity = Record<string, unknown> & { type: string };

/** Whether a parsed body is worth authenticating: an object with a type and a conversation to answer in. */
export function isWireActivity(body: unknown): body is WireActivity {
  const activity = asObject(body);
  return textOf(activity.type) !== undefined && textOf(asObject(activity.conversation).id) !== undefined;
}

export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a non-empty string, in the form that the database can compare. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? storable(value) : undefined;
}

const threadMark = ';messageid=';

/** The place of an activity. In a channel the conversation id carries the root of its thread. */
export function parsePlace(activity: WireActivity): Place {
  const conversation = asObject(activity.conversation);
  const channelData = asObject(activity.channelData);
  const [conversationId = '', named] = (textOf(conversation.id) ?? '').split(threadMark);
  // A private message (a slash command) begins no thread that others could read.
  const isTargeted = asObject(activity.recipient).isTargeted === true;
  const root = isTargeted && named === textOf(activity.id) ? undefined : named;
  const kind = parseKind(conversation, channelData, named);
  // A message that replies to nothing starts a thread and is its own root.
  const starts = activity.type === 'message' && textOf(activity.replyToId) === undefined && !isTargeted;
  const threadId = root || (starts ? textOf(activity.id) : undefined);
  const name =
    nameIn(channelData.channel, conversationId) ??
    textOf(conversation.name) ??
    nameIn(channelData.team, conversationId);
  const isShared = kind === 'channel' && textOf(asObject(channelData.channel).type)?.toLowerCase() === 'shared';
  return {
    conversationId,
    kind,
    ...(kind === 'channel' && threadId && { threadId }),
    ...(name && { name }),
    ...(isShared && { shared: true }),
  };
}

/**
 * The name of a conversation in an event, found by its id: a channel, or a team with its General channel. The
 * event may be about another one.
 */
function nameIn(given: unknown, conversationId: string): string | undefined {
  const { id, name } = asObject(given);
  return id === conversationId ? textOf(name) : undefined;
}

/** The channel that an event names; the event itself comes from the team's General channel. */
export function parseNamedChannel(activity: WireActivity): { conversationId: string; name: string } | undefined {
  if (activity.type !== 'conversationUpdate') return undefined;
  const channel = asObject(asObject(activity.channelData).channel);
  const conversationId = textOf(channel.id);
  const name = textOf(channel.name);
  return conversationId && name ? { conversationId, name } : undefined;
}

/** The conversation id under which a thread is answered. */
export function threadConversationId(conversationId: string, threadId: string | undefined): string {
  return threadId ? `${conversationId}${threadMark}${threadId}` : conversationId;
}

/** An unnamed type counts as shared, so that nothing private is ever posted there by mistake. */
function parseKind(
  conversation: Record<string, unknown>,
  channelData: Record<string, unknown>,
  root: string | undefined,
): Place['kind'] {
  if (conversation.conversationType === 'personal') return 'personal';
  if (conversation.conversationType === 'groupChat') return 'group';
  return conversation.conversationType === 'channel' || root || textOf(asObject(channelData.channel).id)
    ? 'channel'
    : 'group';
}

/** Address of a conversation for messages, stored as JSON. Teams moves service URLs, so each activity renews it. */
export type ConversationReference = {
  serviceUrl: string;
  tenantId: string;
  /** Without ;messageid=. */
  conversationId: string;
  kind: Place['kind'];
  /** People of other organisations can read it. */
  shared?: boolean;
  bot: { id: string; name?: string };
  /** Owner of a personal chat: the connector rejects proactive messages to a person it cannot name. */
  user?: { id: string; aadObjectId: string };
};

export function parseReference(activity: WireActivity, place: Place, tenantId: string): ConversationReference {
  const recipient = asObject(activity.recipient);
  const from = asObject(activity.from);
  const user = { id: textOf(from.id), aadObjectId: textOf(from.aadObjectId) };
  const name = textOf(recipient.name);
  return {
    serviceUrl: textOf(activity.serviceUrl) ?? '',
    tenantId,
    conversationId: place.conversationId,
    kind: place.kind,
    ...(place.shared && { shared: true }),
    bot: { id: textOf(recipient.id) ?? '', ...(name && { name }) },
    ...(place.kind === 'personal' && user.id && user.aadObjectId
      ? { user: { id: user.id, aadObjectId: user.aadObjectId } }
      : {}),
  };
}

const text = z.string().min(1);

const storedReference = defineStored(
  'conversation reference',
  z.object({
    serviceUrl: text,
    tenantId: text,
    conversationId: text,
    kind: z.enum(['channel', 'personal', 'group']),
    shared: z.boolean().optional(),
    bot: z.object({ id: text, name: z.string().optional() }),
    user: z.object({ id: text, aadObjectId: text }).optional(),
  }) satisfies z.ZodType<ConversationReference>,
);

/** The reference in its stored form. */
export function writeReference(reference: ConversationReference): unknown {
  return storedReference.write(reference);
}

/** Whether a conversation was seen as shared, by its stored reference. */
export function isSharedReference(stored: unknown): boolean {
  return asObject(stored).shared === true;
}

/**
 * @throws TeamsError when a stored value is no reference: the next activity from there renews it; NewerStoredError
 */
export function asReference(stored: unknown): ConversationReference {
  const reference = lenient(storedReference).parse(stored);
  if (reference) return reference;
  throw new TeamsError({ call: 'nothing', status: 0, code: 'NoConversationReference', dead: false, unclear: false });
}
