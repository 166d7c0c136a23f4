import { lapseAddendum } from '../approval/addenda.ts';
import { inSeconds } from '../kernel/clock.ts';
import { failStep } from '../requests/fail-step.ts';
import type { RequestServices } from '../requests/services.ts';
import { mayRestore } from '../restore/rules/plan.ts';
import { findOpenAddendum } from '../store/addenda.ts';
import { findRequest, lockRequest } from '../store/requests.ts';
import { type AttemptRow, lastAttempt, listSteps, type StepRow, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { lifeOver, readLife } from './copy-life.ts';

/** What isn't known of Azure yet is known soon, and nothing is begun before its approval (world seconds). */
const againSeconds = { soon: 120, notBegun: 60 * 60 };

/** Has the timer of its life begin. */
export function watchLife(tx: Tx, id: string): void {
  tx.wake('timer', `drill-life:${id}`);
}

/**
 * Timer `drill-life`: what a drill waits for, be it a person, a vote or an answer of Azure that doesn't come, keeps no
 * copy alive. Only what Azure may still be making is waited for, by the clean-up too, as nobody could delete that.
 */
export async function endLife(services: RequestServices, id: string): Promise<void> {
  const { store } = services;
  const request = await findRequest(store.db, id);
  const life = request && (await readLife(services, request));
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    if (!locked || !['pending', 'approved', 'running'].includes(locked.state)) return;
    const again = (at: Date) => tx.wake('timer', `drill-life:${id}`, at);
    if (!life) return again(inSeconds(tx.now(), againSeconds.notBegun));
    if (tx.now() < life.until) return again(life.until);
    const step = (await listSteps(tx.db, id)).find(({ state }) => state === 'waiting' || state === 'running');
    // All is done, and its end is about to be written.
    if (!step) return;
    const attempt = await lastAttempt(tx.db, step.id);
    if (attempt && isUntold(step, attempt)) return again(inSeconds(tx.now(), againSeconds.soon));
    const failure = lifeOver(locked.vm_name, life.hours);
    if (attempt?.state === 'accepted') {
      // Whoever looks at it now finds that it is over.
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
    }
    const addendum = await findOpenAddendum(tx.db, id);
    if (addendum) await lapseAddendum(tx, locked, addendum);
    await failStep(services, tx, { request: locked, step }, failure);
  });
}

/** What it makes is found by its job, or by a name that follows from the attempt; whether there is a job isn't known yet. */
function isUntold(step: StepRow, { state, job_id }: AttemptRow): boolean {
  return state === 'open' || (state === 'accepted' && job_id === null && mayRestore.includes(step.kind));
}
