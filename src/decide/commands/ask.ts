import { once } from '../../chat/idempotency.ts';
import { requireInterest, requireRequest } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import { answerApprover, askRequester } from '../../requests/questions.ts';

/** An approver's question. The requester is mentioned; question and answer stay on the card. */
export const ask: Command = {
  spec: {
    ...named('ask'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'question', required: true },
    ],
    sideEffect: 'changes',
    section: 'decide',
  },
  takes: 'read',

  async run(turn, { args }) {
    const { services, incoming } = turn;
    const id = args.id ?? '';
    const request = await requireRequest(turn, id);
    if (request.state !== 'pending') throw new CodedError('already-decided', { id });
    await requireInterest(turn, request);
    return once(turn, async (tx) => {
      await askRequester(services, tx, id, incoming.from, args.question ?? '');
      return { kind: 'nothing' };
    });
  },
};

/** The requester's answer to the newest open question. */
export const answer: Command = {
  spec: {
    ...named('answer'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'answer', required: true },
    ],
    sideEffect: 'changes',
    pace: 'urgent',
    section: 'decide',
  },
  takes: 'back-up',

  run(turn, { args }) {
    return once(turn, async (tx) => {
      await answerApprover(turn.services, tx, args.id ?? '', turn.incoming.from, args.answer ?? '');
      return { kind: 'nothing' };
    });
  },
};
