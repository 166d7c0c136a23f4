import { matchesHashPiece } from '../domain/approval.ts';
import { named } from '../domain/command-line/command-names.ts';
import { CodedError } from '../domain/errors.ts';
import { requestBody } from '../services/request-messages.ts';
import { castVote, votable } from '../services/voting.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';
import { demandNonce, idOf } from './request-of.ts';

/** By card: one click. By text: the plan first, then the start of its hash as proof that it was looked at. */
export const approve: Command = {
  spec: {
    ...named('approve'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'word', name: 'piece' },
    ],
    examples: {
      en: ['approve R-7K2M', 'approve R-7K2M 4F9C'],
      nl: ['keur goed R-7K2M', 'keur goed R-7K2M 4F9C'],
    },
    sideEffect: 'changes',
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
        body: await requestBody(services, services.store.db, id, turn.shared, { typed: 'approve' }),
      };
    }
    if (!matchesHashPiece(piece, voter.request.hash)) throw new CodedError('wrong-hash-piece', { id, piece });
    return once(turn, async (tx) => {
      await castVote(services, tx, id, incoming.from, voter, { decision: 'approve', reason: '' });
      return { kind: 'notice', text: (await requestBody(services, tx.db, id, personal)).text };
    });
  },

  verbs: {
    approve: async (turn) => {
      const { services, incoming, shared } = turn;
      const id = idOf(turn);
      const voter = await votable(services, id, incoming.from);
      demandNonce(turn, voter.request.nonce);
      return once(turn, async (tx) => {
        await castVote(services, tx, id, incoming.from, voter, { decision: 'approve', reason: '' });
        const { card, text } = await requestBody(services, tx.db, id, shared);
        return card ? { kind: 'card', card, text } : { kind: 'notice', text };
      });
    },
  },
};
