import { once, skipIfAnswered } from '../../chat/idempotency.ts';
import { requireNonce, requireRequest, requireRequestId } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { requestBody } from '../../requests/request-messages.ts';
import { requireTakeover, takeOver } from '../../requests/takeover.ts';

/** Makes somebody else carry a request on, e.g. because the requester's role ends before the restore does. */
export const takeover: Command = {
  spec: {
    ...named('takeover'),
    arguments: [{ kind: 'request-id', name: 'id', required: true }],
    sideEffect: 'changes',
    pace: 'urgent',
    section: 'decide',
  },
  takes: 'back-up',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    return skipIfAnswered(turn, async () => {
      const seen = await requireTakeover(services, id, incoming.from, turn.deferredAt);
      return once(turn, async (tx) => {
        await takeOver(services, tx, incoming.from, seen);
        return { kind: 'notice', text: (await requestBody(services, tx.db, id, personal)).text };
      });
    });
  },

  verbs: {
    takeover: (turn) => {
      const { services, incoming, shared } = turn;
      const id = requireRequestId(turn);
      return skipIfAnswered(turn, async () => {
        requireNonce(turn, (await requireRequest(turn, id)).nonce);
        const seen = await requireTakeover(services, id, incoming.from);
        return once(turn, async (tx): Promise<Answer> => {
          await takeOver(services, tx, incoming.from, seen);
          const { card, text } = await requestBody(services, tx.db, id, shared);
          return card ? { kind: 'card', card, text } : { kind: 'notice', text };
        });
      });
    },
  },
};
