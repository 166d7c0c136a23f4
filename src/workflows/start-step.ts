import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import { updateStep } from '../store/steps.ts';
import { type AtStep, inSeconds } from './at-step.ts';

/** If we are killed before the first look is written down, it is taken again after this (world seconds). */
const againSeconds = 20;

/**
 * A step that first looks whether it has anything to do runs from that look on: it may take minutes and has its time
 * measured.
 * @returns undefined where the request has ended meanwhile
 */
export async function startStep(services: Services, at: AtStep): Promise<AtStep | undefined> {
  if (at.step.state !== 'waiting') return at;
  return services.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (locked?.state !== 'approved' && locked?.state !== 'running') return undefined;
    const started = { state: 'running' as const, started_at: tx.now() };
    await updateStep(tx, at.step.id, started);
    if (locked.state === 'approved') await updateRequest(tx, at.request.id, { state: 'running' });
    await editRequestCards(services, tx, at.request.id);
    tx.wake('step', at.request.id, inSeconds(tx.now(), againSeconds));
    return { ...at, step: { ...at.step, ...started } };
  });
}
