import type { Command } from '../../chat/command.ts';
import { once } from '../../chat/idempotency.ts';
import { named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { isInForce } from '../../requests/definition.ts';
import { requestBody } from '../../requests/request-messages.ts';
import { requireNonce, requireRequest, requireRequestId } from '../../requests/request-of.ts';
import { matterOf, sealOf } from '../matter.ts';
import { matterBody } from '../matter-body.ts';
import { hasVote, takeVoteBack, withdrawRequest } from '../voting.ts';

/** One's own request, or one's vote on somebody else's. */
export const withdraw: Command = {
  spec: {
    ...named('withdraw'),
    arguments: [{ kind: 'request-id', name: 'id', required: true }],
    sideEffect: 'changes',
    pace: 'urgent',
    section: 'decide',
  },
  takes: 'back-up',

  async run(turn, { args }) {
    const { services, incoming, personal } = turn;
    const id = args.id ?? '';
    const request = await requireRequest(turn, id);
    // A vote that was counted stays; whoever gave it may end what it still allows.
    const isVoter = !isInForce(request) && (await hasVote(services, request, incoming.from));
    if (request.requester_oid !== incoming.from.objectId && isVoter) {
      return once(turn, async (tx) => {
        await takeVoteBack(tx, id, incoming.from);
        return { kind: 'notice', text: texts(personal.language).t('approval.said.vote-back', { id }) };
      });
    }
    return once(turn, async (tx) => {
      await withdrawRequest(services, tx, id, incoming.from);
      return { kind: 'notice', text: (await requestBody(services, tx.db, id, personal)).text };
    });
  },

  verbs: {
    withdraw: async (turn) => {
      const { services, incoming, shared } = turn;
      const id = requireRequestId(turn);
      const matter = await matterOf(services.store.db, await requireRequest(turn, id));
      return once(turn, async (tx) => {
        await withdrawRequest(services, tx, id, incoming.from);
        // After the owner check, so that somebody else's click is told whose request it is.
        requireNonce(turn, sealOf(matter).nonce);
        const { card, text } = await matterBody(services, tx.db, matter, shared);
        return card ? { kind: 'card', card, text } : { kind: 'notice', text };
      });
    },

    'take-back': (turn) => {
      const { services, incoming, personal } = turn;
      const id = requireRequestId(turn);
      return once(turn, async (tx) => {
        await takeVoteBack(tx, id, incoming.from);
        const viewer = incoming.from.objectId;
        const { card, text } = await requestBody(services, tx.db, id, personal, { viewer });
        return card ? { kind: 'card', card, text } : { kind: 'notice', text };
      });
    },
  },
};
