import type { Answer, Incoming } from '../domain/turn.ts';
import { changeForm, ownFormCard } from '../services/forms.ts';
import type { TierOffError } from '../services/own-tiers.ts';
import type { Services } from '../services/services.ts';
import type { Turn } from '../services/turn.ts';
import { wouldHaveBody } from '../services/would-have.ts';
import { lockForm } from '../store/forms.ts';

/** What would have been done, for everyone where it was asked. A form whose submit led here is put away. */
export function wouldHave(
  services: Services,
  incoming: Incoming,
  { personal, shared }: Pick<Turn, 'personal' | 'shared'>,
  error: TierOffError,
): Promise<Answer> {
  const body = wouldHaveBody(services, error, shared);
  const id = incoming.kind === 'action' ? incoming.data.id : error.formId;
  return services.store.transaction(async (tx): Promise<Answer> => {
    const form = typeof id === 'string' ? await lockForm(tx, id) : undefined;
    const isOpen = form?.state === 'open' || form?.state === 'confirming';
    if (!form || !isOpen || form.owner_oid !== incoming.from.objectId) return { kind: 'reply', body };
    const { conversation_id: conversationId, thread_id: threadId } = form;
    tx.post({ conversationId, ...(threadId && { threadId }), body });
    const put = await changeForm(services, tx, form, { state: 'rehearsed' });
    if (incoming.kind !== 'action') return { kind: 'nothing' };
    return { kind: 'card', card: ownFormCard(services, put, personal), text: '' };
  });
}
