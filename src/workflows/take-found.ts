import { postToThread } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import type { AttemptRow } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { AtStep } from './at-step.ts';
import { goOnAfter } from './go-on-after.ts';
import type { Found } from './step-kind.ts';

/** `find` saw that an attempt has acted. Two jobs of one id: the first is followed, and everyone is told of the other. */
export async function goOnWithFound(
  services: Services,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  found: Extract<Found, { kind: 'found' | 'several' }>,
): Promise<void> {
  if (found.kind === 'found') return goOnAfter(services, tx, at, attempt, found.jobId);
  const { request } = at;
  const [first, ...others] = found.jobIds;
  if (!first) throw new Error('several jobs without one');
  await goOnAfter(services, tx, at, attempt, first);
  tx.audit({
    event: 'attempt.doubled',
    requestId: request.id,
    vmName: request.vm_name,
    details: { jobs: found.jobIds },
  });
  await postToThread(services, tx, request.id, {
    code: 'two-jobs',
    params: { id: request.id, first, others: others.join(', ') },
  });
}
