import { explainError } from '../errors/rules/explain-error.ts';
import type { Failure } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { hasEnded } from './rules/job-look.ts';

export const jobLost = 'job-lost';

/** Why a job that is followed no longer ended badly, or that nobody knows how it ended: the catalogue's entry if it knows one, else Azure's own words. */
export function jobFailure(job: JobFacts): Failure {
  const [error] = job.errors;
  if (!hasEnded(job.status)) return { code: jobLost, params: { id: job.id, vm: job.vmName } };
  if (job.status === 'Cancelled') {
    return { code: job.operation === 'Backup' ? 'backup-cancelled' : 'job-cancelled', params: {} };
  }
  if (!error) return { code: 'job-failed', params: { title: job.status, message: '' } };
  const known = explainError({
    title: error.title,
    ...(error.code !== undefined && { code: error.code }),
    message: error.message,
  });
  const title = error.title || String(error.code ?? '');
  return known
    ? { code: 'known-job-failure', params: { title, known: known.id } }
    : { code: 'job-failed', params: { title, message: error.message } };
}
