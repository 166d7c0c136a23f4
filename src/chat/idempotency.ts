import { type Answer, deliveryKey } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { claimKeys, findAnswer, findEarlier, recordAnswer } from '../store/idempotency-keys.ts';
import type { Tx } from '../store/transaction.ts';
import { deferredKey } from './deferred-commands.ts';
import type { Turn } from './turn.ts';

/**
 * Runs a change like `once`, but a later click of the same button acts again: for cards that stay, such as one that
 * opens a form. Callers make sure that a double click does no harm.
 */
export function oncePerActivity(turn: Turn<'text' | 'action'>, change: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return runOnce(turn, activityKey(turn), change);
}

/**
 * Runs a change in one transaction, once for each delivery and, on a card, once for each nonce, verb and person. A
 * redelivery or a double click gets the first answer again. A change that throws leaves nothing behind, not even its
 * claim, so it may be tried again.
 */
export function once(turn: Turn<'text' | 'action'>, change: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return runOnce(turn, keysOf(turn), change);
}

function runOnce(turn: Turn<'text' | 'action'>, keys: string[], change: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return turn.services.store.transaction(async (tx) => {
    const { claimed, earlier } = await claimKeys(tx, keys);
    const answer = earlier ? (earlier.answer ?? { kind: 'nothing' as const }) : await change(tx);
    // A second click has an activity id of its own, whose redelivery needs the same answer.
    recordAnswer(tx, claimed, answer);
    return answer;
  });
}

/**
 * Acts, unless this activity, or an earlier click of the same button by the same person, has been handled. Then its
 * answer is repeated, so that nobody hears that a request was decided by the very click that decided it. A refusal is
 * checked once more, as another delivery may have been faster.
 * @param act gets the keys of deferred copies, see `deferUntilActive`
 */
export async function skipIfAnswered(
  turn: Turn<'text' | 'action'>,
  act: (deferred: readonly string[]) => Promise<Answer>,
): Promise<Answer> {
  const keys = keysOf(turn);
  const { db } = turn.services.store;
  const { from } = turn.incoming;
  const earlier = await findEarlier(db, keys, { ownerOid: from.objectId, key: deferredKey(turn) });
  if (earlier.answer) return earlier.answer;
  try {
    return await act(earlier.deferred);
  } catch (error) {
    const faster = error instanceof CodedError ? await findAnswer(db, keys) : undefined;
    if (faster) return faster;
    throw error;
  }
}

function activityKey({ incoming }: Turn<'text' | 'action'>): string[] {
  return [`activity:${deliveryKey(incoming)}`];
}

/** Our nonces have 16 letters. The store accepts keys of at most 2704 bytes. */
const longestNonce = 200;

/** @throws stale-card */
function keysOf(turn: Turn<'text' | 'action'>): string[] {
  const { incoming } = turn;
  const keys = activityKey(turn);
  if (incoming.kind === 'action') {
    const { verb, data, from } = incoming;
    const nonce = data.nonce;
    if (typeof nonce === 'string' && nonce.length > longestNonce) throw new CodedError('stale-card');
    if (typeof nonce === 'string') keys.push(`click:${nonce}:${verb}:${from.objectId}`);
  }
  return keys;
}
