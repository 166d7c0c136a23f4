import { once } from '../../chat/idempotency.ts';
import { requireNonce, requireRequest, requireRequestId } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { keyword, named } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { requestBody } from '../../requests/request-messages.ts';
import { requireRestartable, restartMachine, retryStep } from '../../requests/retry.ts';
import type { Tx } from '../../store/transaction.ts';

/** Tries a failed step again under the same approval, for the requester or an approver. */
export const retry: Command = {
  spec: {
    ...named('retry'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      keyword('size', 'phrase'),
      keyword('restart', 'nothing'),
    ],
    sideEffect: 'changes',
    pace: 'urgent',
    section: 'decide',
  },
  takes: 'back-up',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    if (args.restart) await requireRestartable(services, id, incoming.from);
    return once(turn, async (tx) => {
      if (args.restart) await restartMachine(services, tx, id, incoming.from);
      else await retryStep(services, tx, id, incoming.from, args.size);
      return { kind: 'notice', text: (await requestBody(services, tx.db, id, personal)).text };
    });
  },

  verbs: {
    retry: (turn) => byCard(turn, (tx, id) => retryStep(turn.services, tx, id, turn.incoming.from)),
    'retry-with': (turn) =>
      byCard(turn, (tx, id) => retryStep(turn.services, tx, id, turn.incoming.from, sizeOf(turn))),
    'retry-restart': async (turn) => {
      const { services, incoming } = turn;
      const id = requireRequestId(turn);
      requireNonce(turn, (await requireRequest(turn, id)).nonce);
      await requireRestartable(services, id, incoming.from);
      return byCard(turn, (tx) => restartMachine(services, tx, id, incoming.from));
    },
  },
};

async function byCard(turn: Turn<'action'>, act: (tx: Tx, id: string) => Promise<void>): Promise<Answer> {
  const { services, shared } = turn;
  const id = requireRequestId(turn);
  const { nonce } = await requireRequest(turn, id);
  return once(turn, async (tx) => {
    requireNonce(turn, nonce);
    await act(tx, id);
    const { card, text } = await requestBody(services, tx.db, id, shared);
    return card ? { kind: 'card', card, text } : { kind: 'notice', text };
  });
}

/** The size of the button. Like everything that a card sends, it is looked up before it counts. */
function sizeOf({ incoming }: Turn<'action'>): string {
  const { choice } = incoming.data;
  if (typeof choice !== 'string' || choice === '') throw new CodedError('stale-card');
  return choice;
}
