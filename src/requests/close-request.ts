import { inSeconds } from '../kernel/clock.ts';
import type { Failure } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import type { RequestState } from '../kernel/request-state.ts';
import { logUnread, whenUnread } from '../store/read-rows.ts';
import { findPlan, findRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { postToRequester, tellRequester } from './request-messages.ts';
import type { RequestServices } from './services.ts';

/** It is over, one way or another: its cards say so, and one reply mentions the requester. */
export async function closeRequest(
  services: RequestServices,
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
  const { tells, afterEnd: after } = (row && services.requestKinds.of(row).lifecycle) ?? {};
  const plan = tells && (await findPlan(tx.db, services.requestKinds, requestId))?.body;
  if (row && plan) await tellShown(services, tx, row, state, tells(plan, requestId));
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
  await postToRequester(services, tx, requestId);
}

/** The card of the request that goes by this end is drawn again, and its thread hears of it where that is another one. */
async function tellShown(
  services: RequestServices,
  tx: Tx,
  row: RequestRow,
  state: RequestState,
  { request: shown, says }: { request: string; says: Failure },
): Promise<void> {
  tx.changed(shown);
  if (state !== 'succeeded') return;
  // What happened has happened, though nobody can say it there.
  const tell = whenUnread((error) => logUnread(services.log, error, { requestId: shown }));
  const other = await findRequest(tx.db, shown).catch(tell);
  if (!other) return;
  if (other.conversation_id === row.conversation_id && other.thread_id === row.thread_id) return;
  await tellRequester(services, tx, shown, says);
}
