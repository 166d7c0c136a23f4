import { isSuspicious } from '../i18n/suspicious.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RequestRow } from '../store/requests.ts';
import type { StepRow } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';

/** A step that failed, and the request that it belongs to. */
export type FailedStep = {
  request: Pick<RequestRow, 'id' | 'kind' | 'vm_name' | 'hash'>;
  step: Pick<StepRow, 'id' | 'kind'>;
};

/** Somebody may have written between two steps: the audit has what was found, for whoever looks into it. */
export function auditSuspicion(tx: Tx, { request, step }: FailedStep, failure: Failure): void {
  if (!isSuspicious(failure)) return;
  tx.audit({
    event: 'step.suspicious',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind, failure: failure.code, ...failure.params },
  });
}
