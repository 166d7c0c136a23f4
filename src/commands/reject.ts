import { requestBody } from '../services/request-messages.ts';
import { castVote, votable } from '../services/voting.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';
import { demandNonce, idOf } from './request-of.ts';

/** A rejection needs no typing; a reason may follow the id. */
export const reject: Command = {
  spec: {
    name: 'reject',
    aliases: { en: ['deny', 'decline'], nl: ['wijs af', 'afwijzen', 'keur af'] },
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'reason' },
    ],
    examples: ['reject R-7K2M', 'reject R-7K2M wrong machine'],
    sideEffect: 'changes',
    section: 'decide',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    await votable(services, id, incoming.from);
    return once(turn, async (tx) => {
      await castVote(services, tx, id, incoming.from, { decision: 'reject', reason: args.reason ?? '' });
      return { kind: 'notice', text: (await requestBody(services, tx.db, id, personal)).text };
    });
  },

  verbs: {
    reject: async (turn) => {
      const { services, incoming, shared } = turn;
      const id = idOf(turn);
      const { request } = await votable(services, id, incoming.from);
      demandNonce(turn, request.nonce);
      const { reason } = incoming.data;
      return once(turn, async (tx) => {
        await castVote(services, tx, id, incoming.from, {
          decision: 'reject',
          reason: typeof reason === 'string' ? reason.slice(0, 500) : '',
        });
        const { card, text } = await requestBody(services, tx.db, id, shared);
        return card ? { kind: 'card', card, text } : { kind: 'notice', text };
      });
    },
  },
};
