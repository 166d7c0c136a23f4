import type { Command } from '../../chat/command.ts';
import { once } from '../../chat/idempotency.ts';
import { named } from '../../i18n/command-words.ts';
import { CodedError } from '../../kernel/errors.ts';
import { requireNonce, requireRequestId } from '../../requests/request-of.ts';
import { sealOf } from '../matter.ts';
import { matterBody } from '../matter-body.ts';
import { openDecision } from '../open-decision.ts';
import { matchesHashPiece } from '../rules/approval.ts';
import { castVote, votable } from '../voting.ts';

/**
 * By card: one click. By text: the plan first, then the start of its hash as proof that it was looked at. Where a running
 * request has an addendum open, that is what is approved, by its own hash.
 */
export const approve: Command = {
  spec: {
    ...named('approve'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'word', name: 'piece' },
    ],
    sideEffect: 'changes',
    pace: 'at-once',
    section: 'decide',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    const voter = await votable(services, id, incoming.from);
    const { piece } = args;
    if (piece === undefined) {
      return {
        kind: 'reply',
        body: await matterBody(services, services.store.db, voter.matter, turn.shared, 'approve'),
      };
    }
    if (!matchesHashPiece(piece, sealOf(voter.matter).hash)) throw new CodedError('wrong-hash-piece', { id, piece });
    return once(turn, async (tx) => {
      await castVote(services, tx, incoming.from, voter, { decision: 'approve', reason: '', reader: personal });
      return { kind: 'notice', text: (await matterBody(services, tx.db, voter.matter, personal)).text };
    });
  },

  verbs: {
    'open-approve': (turn) => openDecision(turn, 'approve'),

    approve: async (turn) => {
      const { services, incoming, shared, personal } = turn;
      const id = requireRequestId(turn);
      const voter = await votable(services, id, incoming.from);
      requireNonce(turn, sealOf(voter.matter).nonce);
      return once(turn, async (tx) => {
        await castVote(services, tx, incoming.from, voter, { decision: 'approve', reason: '', reader: personal });
        // The card that everyone sees says what has come of it.
        if (incoming.dialog) return { kind: 'nothing' };
        const { card, text } = await matterBody(services, tx.db, voter.matter, shared);
        return card ? { kind: 'card', card, text } : { kind: 'notice', text };
      });
    },
  },
};
