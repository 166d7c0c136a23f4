import { failStep } from '../services/fail-step.ts';
import type { Services } from '../services/services.ts';
import { lockRequest } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, updateAttempt } from '../store/steps.ts';
import { type AtStep, inSeconds } from './at-step.ts';
import { lookFor, takeFound } from './take-found.ts';

/** Between two looks at the effect of what was accepted (world seconds). */
const betweenLooksSeconds = 20;
/** So many looks in a row that see nothing of what Azure took: about ten minutes, well beyond any lag seen. */
const looksToGiveUp = 30;

/** Azure took it and named no operation: what it makes is looked at until it is there. */
export async function followEffect(services: Services, at: AtStep, attempt: AttemptRow): Promise<void> {
  const found = await lookFor(services, at, attempt);
  await services.store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    if (await takeFound(services, tx, at, attempt, found)) return;
    // An unreadable answer proves nothing: only "not there" counts.
    const looks = attempt.empty_looks + (found.kind === 'absent' ? 1 : 0);
    if (looks >= looksToGiveUp) {
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now() });
      await failStep(services, tx, at, { code: 'effect-missing', params: {} });
      return;
    }
    await updateAttempt(tx, attempt.id, { empty_looks: looks });
    tx.wake('step', at.request.id, inSeconds(tx.now(), betweenLooksSeconds));
  });
}
