import { asFailure, CodedError } from '../domain/errors.ts';
import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import { listSteps, updateStep } from '../store/steps.ts';
import { type AtStep, inSeconds, kindOf } from './at-step.ts';
import { endStep } from './end-step.ts';
import { isPassing } from './look-again.ts';
import { type Needed, unsigned } from './step-kind.ts';
import { stopStep } from './stop-step.ts';

/** Between two looks at what cannot be told yet (world seconds). */
const usualSeconds = 20;

/**
 * Asks a step whether it has anything to do, and writes it down if it has not.
 * @returns true: send it
 */
export async function settleNeed(services: Services, at: AtStep): Promise<boolean> {
  if (!kindOf(at.step).needed) return true;
  const begun = await begin(services, at);
  if (!begun) return false;
  const needed = await ask(services, begun);
  if (needed.kind === 'yes') return true;
  await services.store.transaction(async (tx) => {
    if ((await lockRequest(tx, at.request.id))?.state !== 'running') return;
    // Another worker may have answered meanwhile.
    const steps = await listSteps(tx.db, at.request.id);
    if (steps.find(({ id }) => id === at.step.id)?.state !== 'running') return;
    if (needed.kind === 'no') {
      return endStep(services, tx, begun, { state: needed.state ?? 'skipped', result: needed.result });
    }
    if (needed.kind === 'deviates') return stopStep(services, tx, begun, unsigned(needed));
    if (needed.kind === 'stop') return stopStep(services, tx, begun, needed.failure);
    tx.wake('step', at.request.id, inSeconds(tx.now(), needed.seconds ?? usualSeconds));
  });
  return false;
}

/** The step runs from its first look on, which may take minutes and has its time measured. */
async function begin(services: Services, at: AtStep): Promise<AtStep | undefined> {
  if (at.step.state !== 'waiting') return at;
  return services.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (locked?.state !== 'approved' && locked?.state !== 'running') return undefined;
    const started = { state: 'running' as const, started_at: tx.now() };
    await updateStep(tx, at.step.id, started);
    if (locked.state === 'approved') await updateRequest(tx, at.request.id, { state: 'running' });
    await editRequestCards(services, tx, at.request.id);
    // If we are killed before the answer is written, it is asked for again.
    tx.wake('step', at.request.id, inSeconds(tx.now(), usualSeconds));
    return { ...at, step: { ...at.step, ...started } };
  });
}

async function ask(services: Services, at: AtStep): Promise<Needed> {
  try {
    return (await kindOf(at.step).needed?.(services, at)) ?? { kind: 'yes' };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const failure = asFailure(error);
    if (!isPassing(failure)) return { kind: 'stop', failure };
    services.log.warn({ requestId: at.request.id, failure }, 'a step waits for Azure');
    return { kind: 'later' };
  }
}
