import { inSeconds } from '../kernel/clock.ts';
import type { Failure } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import type { RequestState } from '../kernel/request-state.ts';
import type { Services } from '../services.ts';
import { findPlan, findRequest, updateRequest } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { postToRequester } from './request-messages.ts';

/** It is over, one way or another: its cards say so, and one reply mentions the requester. */
export async function closeRequest(
  services: Services,
  tx: Tx,
  requestId: string,
  state: Extract<RequestState, 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'void'>,
  failure: Failure | null,
): Promise<void> {
  await updateRequest(tx, requestId, {
    state,
    nonce: newNonce(),
    failure,
    ended_at: tx.now(),
  });
  const row = await findRequest(tx.db, requestId);
  const kind = row && services.requestKinds.of(row);
  const plan = kind?.shownBy && (await findPlan(tx.db, services.requestKinds, requestId))?.body;
  if (plan) tx.changed(kind.shownBy?.(plan) ?? requestId);
  const after = kind?.afterEnd;
  if (after) {
    // What comes after may undo what a failed step would go on from.
    await updateRequest(tx, requestId, { retry_by: tx.now() });
    tx.wake('timer', `${after.timer}:${requestId}`, inSeconds(tx.now(), after.seconds));
  }
  const found = failure?.params.found;
  tx.audit({
    event: `request.${state}`,
    requestId,
    // What somebody may have slipped in is kept, also where the card and the blob change later.
    details: failure ? { failure: failure.code, ...(found !== undefined && { found }) } : {},
  });
  // A member that is done is a line of its parent, whose end tells of all.
  const isMember = row?.parent_id !== null;
  if (!isMember || state !== 'succeeded') await postToRequester(services, tx, requestId);
}
