import { assigneeOf } from '../requests/assignee.ts';
import { tellRoleEnds } from '../requests/request-messages.ts';
import { findPlan, findRequest, lockRequest, updateRequest } from '../store/requests.ts';
import type { SagaServices } from './services.ts';

/** Time to extend an activation that somebody else has to agree to, or to find a colleague (world ms). */
const warnBeforeMs = 30 * 60_000;

/**
 * While a request is at work: whoever carries it is warned once before a role ends that its steps take. One that was
 * extended meanwhile is warned of anew before its next end.
 */
export async function warnRoleEnd(services: SagaServices, id: string): Promise<void> {
  const { store, access } = services;
  const request = await findRequest(store.db, id);
  const plan = await findPlan(store.db, services.requestKinds, id);
  if (!request || !plan || !isAtWork(request)) return;
  const { objectId } = assigneeOf(request);
  // What it takes to carry a request, its plan alone tells, which its kind reads.
  const needs = services.requestKinds.of(plan.body).needs(plan.body);
  const end = await access.firstEnd(objectId, needs);
  // It has ended, and nothing was given back: the button that offers to take over stays.
  if (!end && request.role_ends_at && (await access.missing(objectId, needs, true)).length > 0) return;
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    // Whoever took it over meanwhile has roles of their own, which are looked at by a wake-up of their own.
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
    await tellRoleEnds(services, tx, locked, end);
  });
}

function isAtWork({ state }: { state: string }): boolean {
  return state === 'approved' || state === 'running';
}
