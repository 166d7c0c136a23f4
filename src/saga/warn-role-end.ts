import { assigneeOf } from '../requests/assignee.ts';
import { notifyRoleEnds } from '../requests/request-messages.ts';
import { findPlan, findRequest, lockRequest, updateRequest } from '../store/requests.ts';
import type { SagaServices } from './services.ts';

/** Time to extend an activation that somebody else has to approve, or to find a colleague (world ms). */
const warnBeforeMs = 30 * 60_000;

/**
 * Warns the assignee of a running request once before a role that its steps need ends. After an extension, the new end
 * gets a warning of its own.
 */
export async function warnRoleEnd(services: SagaServices, id: string): Promise<void> {
  const { store, access } = services;
  const request = await findRequest(store.db, id);
  const plan = await findPlan(store.db, services.requestKinds, id);
  if (!request || !plan || !isAtWork(request)) return;
  const { objectId } = assigneeOf(request);
  // Only the plan says which rights the request needs, and only its kind reads the plan.
  const needs = services.requestKinds.of(plan.body).needs(plan.body);
  const end = await access.firstEnd(objectId, needs);
  // The role has ended and was not restored: the button that offers a takeover stays.
  if (!end && request.role_ends_at && (await access.missing(objectId, needs, true)).length > 0) return;
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    // A new assignee has roles of their own, and a wake-up of their own for them.
    if (!locked || !isAtWork(locked) || assigneeOf(locked).objectId !== objectId) return;
    const warnAt = end && new Date(end.at.getTime() - warnBeforeMs);
    if (!end || !warnAt || tx.now() < warnAt) {
      if (locked.role_ends_at) {
        await updateRequest(tx, id, { role_ends_at: null });
      }
      if (warnAt) tx.wake('timer', `role-end:${id}`, warnAt);
      return;
    }
    if (end.at > tx.now()) tx.wake('timer', `role-end:${id}`, end.at);
    if (locked.role_ends_at?.getTime() === end.at.getTime()) return;
    await updateRequest(tx, id, { role_ends_at: end.at });
    await notifyRoleEnds(services, tx, locked, end);
  });
}

function isAtWork({ state }: { state: string }): boolean {
  return state === 'approved' || state === 'running';
}
