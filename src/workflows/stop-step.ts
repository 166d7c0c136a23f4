import type { Failure } from '../domain/errors.ts';
import { auditSuspicion } from '../services/audit-suspicion.ts';
import { failStep } from '../services/fail-step.ts';
import type { Services } from '../services/services.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, kindOf } from './at-step.ts';
import { endUnsent } from './end-request.ts';
import { endStep } from './end-step.ts';
import type { Verdict } from './preflight.ts';

/** What stands against a step fails its request; one that only tidies is left out, and says what it left. */
export async function stopStep(services: Services, tx: Tx, at: AtStep, failure: Failure): Promise<void> {
  if (!kindOf(at.step).tidies) return failStep(services, tx, at, failure);
  auditSuspicion(tx, at, failure);
  await endStep(services, tx, at, { state: 'skipped', result: { left: true, refused: failure } });
}

/** What the preflight has against a send, or that there is nothing to send. Nothing of the step may be under way. */
export async function stopBefore(
  services: Services,
  tx: Tx,
  at: AtStep,
  verdict: Exclude<Verdict, { kind: 'go' | 'later' | 'deviates' }>,
): Promise<void> {
  switch (verdict.kind) {
    case 'no':
      return endStep(services, tx, at, { state: verdict.state ?? 'skipped', result: verdict.result });
    case 'stop': {
      const { state, failure } = verdict;
      if (state === 'failed' || kindOf(at.step).tidies) return stopStep(services, tx, at, failure);
      return endUnsent(services, tx, at, { state, failure });
    }
  }
}
