import { CodedError } from '../domain/errors.ts';
import { askRequester } from '../services/questions.ts';
import { named } from '../text/command-words.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';
import { demandInterest, requestOf } from './request-of.ts';

/** The requester is mentioned; question and answer stay on the card. */
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
    const request = await requestOf(turn, id);
    if (request.state !== 'pending') throw new CodedError('not-open', { id });
    await demandInterest(turn, request);
    return once(turn, async (tx) => {
      await askRequester(services, tx, id, incoming.from, args.question ?? '');
      return { kind: 'nothing' };
    });
  },
};
