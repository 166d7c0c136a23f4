import { z } from 'zod/v4';
import type { Place } from '../kernel/chat.ts';
import { defineStored, forgetful } from '../kernel/stored.ts';
import { TeamsError } from './teams-error.ts';
import { recordOf, textOf, type WireActivity } from './wire-activity.ts';

/** What a message to a conversation needs, kept as JSON. Teams moves service URLs, so each activity renews it. */
export type ConversationReference = {
  serviceUrl: string;
  tenantId: string;
  /** Without ;messageid=. */
  conversationId: string;
  kind: Place['kind'];
  /** People of other organisations read along. */
  shared?: boolean;
  bot: { id: string; name?: string };
  /** Whose personal chat it is: the connector refuses proactive messages to a person it cannot name. */
  user?: { id: string; aadObjectId: string };
};

export function parseReference(activity: WireActivity, place: Place, tenantId: string): ConversationReference {
  const recipient = recordOf(activity.recipient);
  const from = recordOf(activity.from);
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

/** As it is kept. */
export function writeReference(reference: ConversationReference): unknown {
  return storedReference.write(reference);
}

/** Whether a conversation was seen as shared, as its reference is kept. */
export function isSharedReference(stored: unknown): boolean {
  return recordOf(stored).shared === true;
}

/** @throws TeamsError when a stored value is no reference: the next activity from there renews it; NewerStoredError */
export function asReference(stored: unknown): ConversationReference {
  const reference = forgetful(storedReference).parse(stored);
  if (reference) return reference;
  throw new TeamsError({ call: 'nothing', status: 0, code: 'NoConversationReference', dead: false, unclear: false });
}
