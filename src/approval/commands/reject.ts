import type { Command } from '../../chat/command.ts';
import { once } from '../../chat/idempotency.ts';
import type { Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { requireNonce, requireRequestId } from '../../requests/request-of.ts';
import { sealOf } from '../matter.ts';
import { matterBody } from '../matter-body.ts';
import { openDecision } from '../open-decision.ts';
import { castVote, votable } from '../voting.ts';

/** What the requester reads is cut here. */
const longestReason = 500;

/** A rejection needs no typing; a reason may follow the id. */
export const reject: Command = {
  spec: {
    ...named('reject'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'reason' },
    ],
    sideEffect: 'changes',
    pace: 'at-once',
    section: 'decide',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    const voter = await votable(services, id, incoming.from, turn.keptAt);
    return once(turn, async (tx) => {
      await castVote(services, tx, incoming.from, voter, {
        decision: 'reject',
        reason: (args.reason ?? '').slice(0, longestReason),
        reader: personal,
      });
      return { kind: 'notice', text: (await matterBody(services, tx.db, voter.matter, personal)).text };
    });
  },

  verbs: {
    'open-reject': (turn) => openDecision(turn, 'reject'),
    'reject-machine': (turn) => rejectBecause(turn, 'machine'),
    'reject-time': (turn) => rejectBecause(turn, 'time'),
    'reject-not-now': (turn) => rejectBecause(turn, 'not-now'),
    'reject-unknown': (turn) => rejectBecause(turn, 'unknown'),
  },
};

/** Everyone reads the reason: it is kept in the language of the channel. */
async function rejectBecause(turn: Turn<'action'>, why: 'machine' | 'time' | 'not-now' | 'unknown'): Promise<Answer> {
  const { services, incoming, shared, personal } = turn;
  const id = requireRequestId(turn);
  const voter = await votable(services, id, incoming.from);
  requireNonce(turn, sealOf(voter.matter).nonce);
  const reason = texts(shared.language).t(`approval.because.${why}`);
  return once(turn, async (tx) => {
    await castVote(services, tx, incoming.from, voter, { decision: 'reject', reason, reader: personal });
    // The card that everyone sees says what has come of it.
    if (incoming.dialog) return { kind: 'nothing' };
    const { card, text } = await matterBody(services, tx.db, voter.matter, shared);
    return card ? { kind: 'card', card, text } : { kind: 'notice', text };
  });
}
