import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import { closeRequest } from '../requests/close-request.ts';
import { leaveOutWaiting, memberState } from '../requests/members.ts';
import { type Direction, directMembers, signsMember } from '../requests/rules/member-effects.ts';
import type { StoredPlan } from '../requests/stored-plan.ts';
import type { Services } from '../services.ts';
import { findPlan, findRequest, lockMembers, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';

/**
 * Takes a request with members one move further: the next ones begin, or it ends with the last of them. Every move of a
 * member wakes its parent, so that the parent's row and card are changed under its own lock alone.
 */
export async function advanceMembers(services: Services, parentId: string, plan: StoredPlan): Promise<void> {
  const { atOnce = 1 } = services.requestKinds.of(plan).members?.(plan) ?? {};
  await services.store.transaction(async (tx) => {
    const parent = await lockRequest(tx, parentId);
    // Failed: one of its members may have been asked for again.
    if (parent?.state !== 'approved' && parent?.state !== 'running' && parent?.state !== 'failed') return;
    let direction = await direct(tx, parent, atOnce);
    if (direction.kind === 'expire') {
      await leaveOutWaiting(tx, parent, { state: 'expired', code: 'begin-expired' });
      direction = await direct(tx, parent, atOnce);
    }
    if (direction.kind === 'end') await end(services, tx, parent, direction);
    else await goOn(services, tx, parent, direction.kind === 'go-on' ? direction.begin : []);
    // What a member came to is a line of this card.
    tx.changed(parentId);
  });
}

async function direct(tx: Tx, { id, state, begin_by, retry_by }: RequestRow, atOnce: number): Promise<Direction> {
  const members = (await lockMembers(tx, id)).map(memberState);
  return directMembers({ state, beginBy: begin_by, retryBy: retry_by }, members, atOnce, tx.now());
}

async function goOn(services: Services, tx: Tx, parent: RequestRow, begin: readonly string[]): Promise<void> {
  const { beginMinutes = services.config.beginMinutes } = parent.requirement ?? {};
  const beginBy = new Date(tx.now().getTime() + beginMinutes * 60_000);
  for (const id of begin) {
    await updateRequest(tx, id, { begin_by: beginBy, retry_by: parent.retry_by });
    tx.audit({ event: 'member.begun', requestId: id, details: { parent: parent.id } });
    tx.wake('step', id);
  }
  if (parent.state === 'running') return;
  await updateRequest(tx, parent.id, { state: 'running', nonce: newNonce(), failure: null, ended_at: null });
}

async function end(
  services: Services,
  tx: Tx,
  parent: RequestRow,
  { state, failure }: Extract<Direction, { kind: 'end' }>,
): Promise<void> {
  // Woken once more after it had ended like that.
  if (parent.state === state && isDeepStrictEqual(parent.failure, failure)) return;
  await closeRequest(services, tx, parent.id, state, failure);
}

/** What of the whole stands against a step of one of its members: it must be at work, and have signed this member. */
export async function parentObstacle(
  { store, requestKinds }: Pick<Services, 'store' | 'requestKinds'>,
  { id, parent_id, ordinal, hash }: RequestRow,
): Promise<Failure | undefined> {
  if (parent_id === null) return undefined;
  const parent = await findRequest(store.db, parent_id);
  const plan = (await findPlan(store.db, requestKinds, parent_id))?.body;
  const params = { id, parent: parent_id };
  // Failed: this member was asked for again, and its parent is about to hear of it.
  const isAlive = parent?.state === 'approved' || parent?.state === 'running' || parent?.state === 'failed';
  if (!isAlive || !plan) return { code: 'member-parent-over', params };
  const isSigned = plan.plan.hash === parent.hash && signsMember(plan.plan.effects, ordinal ?? -1, hash);
  return isSigned ? undefined : { code: 'member-not-signed', params };
}
