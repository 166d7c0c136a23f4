import { sharedReader } from '../../access/locale.ts';
import { requireAdmin } from '../../access/memberships.ts';
import { once } from '../../chat/idempotency.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import { approvalsChannel, putApprovalsChannel } from '../../requests/approvals-channel.ts';
import { shown } from '../../ui/truncate.ts';

/** Makes this channel the one where requests are decided, and tells the previous one. */
export const approvalsHere: Command = {
  spec: {
    ...named('approvals here'),
    arguments: [],
    sideEffect: 'changes',
    section: 'settings',
  },
  takes: 'admin',

  async run(turn) {
    const { services, incoming, shared } = turn;
    const { conversationId, kind } = incoming.place;
    await requireAdmin(services, incoming.from.objectId);
    if (kind === 'personal') throw new CodedError('ask-in-channel', { vm: '' });
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
  },
};
