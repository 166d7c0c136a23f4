import { once } from '../../chat/idempotency.ts';
import { requireRequest, requireRequestId } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import {
  askForBreakGlass,
  type BreakGlassCase,
  confirmBreakGlass,
  requireBreakGlass,
} from '../../requests/break-glass.ts';
import { requestBody } from '../../requests/request-messages.ts';
import { reviewable, reviewBody, signReview } from '../../requests/reviews.ts';
import { matchesHashPiece } from '../../requests/rules/approval.ts';

/** Longest reason stored for the review, in characters; more is cut. */
const longestReason = 500;

/**
 * Starting without the missing votes takes two taps: the first shows what would happen, the second begins it. In text
 * the second is the start of the hash.
 */
export const breakglass: Command = {
  spec: {
    ...named('breakglass'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'word', name: 'ticket', required: true },
      { kind: 'rest', name: 'reason' },
    ],
    sideEffect: 'changes',
    pace: 'at-once',
    section: 'decide',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { services, incoming, shared } = turn;
    const { id = '', ticket = '', reason = '' } = args;
    const request = await requireRequest(turn, id);
    const found = await requireBreakGlass(services, id, incoming.from);
    if (reason === '' && matchesHashPiece(ticket, request.hash)) return begin(turn, found, undefined);
    const asked = {
      by: incoming.from,
      place: incoming.place,
      reader: shared,
      ticket,
      reason: reason.slice(0, longestReason),
    };
    return once(turn, async (tx) => {
      await askForBreakGlass(tx, id, asked, found);
      return { kind: 'nothing' };
    });
  },

  verbs: {
    'break-glass': async (turn) => {
      const id = requireRequestId(turn);
      const found = await requireBreakGlass(turn.services, id, turn.incoming.from);
      const { nonce } = turn.incoming.data;
      return begin(turn, found, typeof nonce === 'string' ? nonce : '');
    },
  },
};

function begin(turn: Turn<'text' | 'action'>, found: BreakGlassCase, nonce: string | undefined): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    await confirmBreakGlass(services, tx, found, incoming.from, nonce);
    return { kind: 'notice', text: (await requestBody(services, tx.db, found.id, personal)).text };
  });
}

/** Longest note of a review, in characters; more is cut. */
const longestNote = 500;

/** The review afterwards of a request that began without enough votes. */
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
