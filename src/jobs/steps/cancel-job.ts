import { asFailure, CodedError } from '../../kernel/errors.ts';
import { stepOf } from '../../saga/step-handler.ts';
import { cancelRequest } from '../request-kinds/cancel-job.ts';
import { storedCancelled } from '../rules/stored-cancel.ts';

/**
 * Asks Azure to cancel a job. Azure takes that in any phase and says in the operation whether it was too late;
 * that it had its effect shows in the job's state alone.
 */
export const cancelJobStep = stepOf(cancelRequest, {
  job: 'none',
  result: storedCancelled,

  async send({ azure, inventory }, { plan: { target, job }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.jobCancellations.send({ vault, jobId: job.id, clientRequestId: attempt.id });
  },

  async find({ azure, inventory }, { plan: { target, job } }) {
    try {
      const facts = await azure.jobs.get(await inventory.vault(target.vaultId), job.id);
      if (facts?.status === 'Cancelling' || facts?.status === 'Cancelled') return { kind: 'found', jobId: job.id };
      if (facts?.status === 'InProgress') return { kind: 'absent' };
      return { kind: 'too-late', failure: { code: 'job-over', params: { id: job.id } } };
    } catch (error) {
      if (error instanceof CodedError) return { kind: 'unknown', failure: asFailure(error) };
      throw error;
    }
  },
});
