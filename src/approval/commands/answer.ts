import type { Command } from '../../chat/command.ts';
import { once } from '../../chat/idempotency.ts';
import { named } from '../../i18n/command-words.ts';
import { answerApprover } from '../questions.ts';

/** The requester's answer to the newest question that waits for one. */
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
