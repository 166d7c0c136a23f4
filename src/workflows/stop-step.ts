import type { Failure } from '../domain/errors.ts';
import type { Services } from '../services/services.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, kindOf } from './at-step.ts';
import { failStep } from './end-request.ts';
import { endStep } from './end-step.ts';

/** What stands against a step fails its request; one that only tidies is left out, and says what it left. */
export async function stopStep(services: Services, tx: Tx, at: AtStep, failure: Failure): Promise<void> {
  if (!kindOf(at.step).tidies) return failStep(services, tx, at, failure);
  await endStep(services, tx, at, { state: 'skipped', result: { left: true, refused: failure } });
}
