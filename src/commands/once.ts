import type { Answer } from '../domain/turn.ts';
import { claim, recordAnswer } from '../store/handled.ts';
import type { Tx } from '../store/transaction.ts';
import type { Turn } from './command.ts';

/**
 * Runs a change in one transaction, once for each activity id and, on a card, once for each nonce, verb and person:
 * a redelivery or a double click gets the answer that the first one got. A change that throws leaves nothing behind,
 * its claim included, so that it may be tried again.
 */
export function once(turn: Turn<'text' | 'action'>, change: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  const { services, incoming } = turn;
  const keys = [`activity:${incoming.activityId}`];
  if (incoming.kind === 'action') {
    const { verb, data, from } = incoming;
    const nonce = data.nonce;
    if (typeof nonce === 'string') keys.push(`click:${nonce}:${verb}:${from.objectId}`);
  }
  return services.store.transaction(async (tx) => {
    for (const key of keys) {
      const earlier = await claim<Answer>(tx, key);
      if (earlier) return earlier.answer ?? { kind: 'nothing' };
    }
    const answer = await change(tx);
    for (const key of keys) await recordAnswer(tx, key, answer);
    return answer;
  });
}
