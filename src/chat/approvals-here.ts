import { sharedReader } from '../access/contacts.ts';
import { shown } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Answer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { approvalsChannel, putApprovalsChannel, removeApprovalsChannel } from '../requests/put-to-approvers.ts';
import { once } from './idempotency.ts';
import type { Turn } from './turn.ts';

/** Makes this channel the one where requests are decided, and tells the previous one. */
export async function decideHere(turn: Turn<'text'>): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { conversationId } = incoming.place;
  return once(turn, async (tx) => {
    const before = await approvalsChannel(tx.db);
    await putApprovalsChannel(tx, conversationId, incoming.from.objectId);
    tx.audit({
      actor: incoming.from,
      event: 'setting.approvals',
      details: { conversationId, before: before ?? null },
    });
    if (before && before !== conversationId) {
      const reader = await sharedReader(services, tx.db, before);
      tx.post({
        conversationId: before,
        body: { text: texts(reader.language).t('say.approvals-moved', { name: shown(incoming.from.name, 80) }) },
      });
    }
    return { kind: 'reply', body: { text: texts(shared.language).t('say.approvals-here') } };
  });
}

/** Ends that: requests are decided in the thread they are asked in. @throws approvals-not-here */
export async function decideNotHere(turn: Turn<'text'>): Promise<Answer> {
  const { incoming, shared } = turn;
  const { conversationId } = incoming.place;
  return once(turn, async (tx) => {
    const before = await approvalsChannel(tx.db);
    if (before !== conversationId) throw new CodedError('approvals-not-here');
    await removeApprovalsChannel(tx);
    tx.audit({ actor: incoming.from, event: 'setting.approvals', details: { conversationId: null, before } });
    return { kind: 'reply', body: { text: texts(shared.language).t('say.approvals-off') } };
  });
}
