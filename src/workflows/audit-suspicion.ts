import type { Failure } from '../domain/errors.ts';
import { isSuspicious } from '../domain/rebuild/suspicious.ts';
import type { Tx } from '../store/transaction.ts';
import type { AtStep } from './at-step.ts';

/** Somebody may have written between two steps: the audit has what was found, for whoever looks into it. */
export function auditSuspicion(tx: Tx, { request, step }: AtStep, failure: Failure): void {
  if (!isSuspicious(failure)) return;
  tx.audit({
    event: 'step.suspicious',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind, failure: failure.code, ...failure.params },
  });
}
