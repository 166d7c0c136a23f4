import type { Command } from '../../chat/command.ts';
import { once } from '../../chat/idempotency.ts';
import { named } from '../../i18n/command-words.ts';
import { CodedError } from '../../kernel/errors.ts';
import { requireInterest, requireRequest } from '../../requests/request-of.ts';
import { askRequester } from '../questions.ts';

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
    const request = await requireRequest(turn, id);
    if (request.state !== 'pending') throw new CodedError('not-open', { id });
    await requireInterest(turn, request);
    return once(turn, async (tx) => {
      await askRequester(services, tx, id, incoming.from, args.question ?? '');
      return { kind: 'nothing' };
    });
  },
};
