import { sharedReader } from '../access/locale.ts';
import { texts } from '../i18n/texts.ts';
import type { Answer } from '../kernel/chat.ts';
import { approvalsChannel, putApprovalsChannel } from '../requests/approvals-channel.ts';
import { shown } from '../ui/truncate.ts';
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
