import type { Command } from '../../chat/command.ts';
import { once } from '../../chat/idempotency.ts';
import { named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { requireRequestId } from '../../requests/request-of.ts';
import { reviewable, reviewBody, signReview } from '../reviews.ts';

/** What is read afterwards is cut here. */
const longestNote = 500;

/** A signature under what began without a vote. */
export const review: Command = {
  spec: {
    ...named('review'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true, alone: true },
      { kind: 'rest', name: 'note' },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    await reviewable(services, id, incoming.from);
    return once(turn, async (tx) => {
      await signReview(services, tx, id, incoming.from, (args.note ?? '').slice(0, longestNote));
      return { kind: 'notice', text: texts(personal.language).t('approval.said.signed', { id }) };
    });
  },

  verbs: {
    'sign-review': async (turn) => {
      const { services, incoming, shared } = turn;
      const id = requireRequestId(turn);
      const request = await reviewable(services, id, incoming.from);
      return once(turn, async (tx) => {
        await signReview(services, tx, id, incoming.from, '');
        const { card, text } = await reviewBody(tx.db, request, shared, tx.now());
        return card ? { kind: 'card', card, text } : { kind: 'notice', text };
      });
    },
  },
};
