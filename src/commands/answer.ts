import { answerApprover } from '../services/questions.ts';
import { named } from '../text/command-words.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';

/** The requester's answer to the newest question that waits for one. */
export const answer: Command = {
  spec: {
    ...named('answer'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      { kind: 'rest', name: 'answer', required: true },
    ],
    sideEffect: 'changes',
    pace: 'never-refused',
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
