import type { Incoming, Spoken } from '../kernel/chat.ts';
import type { TierOffError } from '../requests/dry-run.ts';
import { dryRunBody } from '../requests/dry-run-message.ts';
import { lockForm } from '../store/forms.ts';
import { changeForm, ownFormCard } from './forms.ts';
import type { ChatServices, Turn } from './turn.ts';

/** What would have been done, for everyone where it was asked. A form whose submit led here is put away. */
export function dryRunAnswer(
  services: ChatServices,
  incoming: Incoming,
  { personal, shared }: Pick<Turn, 'personal' | 'shared'>,
  error: TierOffError,
): Promise<Spoken> {
  const body = dryRunBody(services, error, shared);
  const id = incoming.kind === 'action' ? incoming.data.id : error.formId;
  return services.store.transaction(async (tx): Promise<Spoken> => {
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
