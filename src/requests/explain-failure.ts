import { sameContainer } from '../azure/parse/arm-id.ts';
import { explainError } from '../azure/rules/explain-error.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { hasEnded } from './rules/jobs.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';

type Parts = Pick<RequestServices, 'azure' | 'inventory'>;

/** Why Azure refused a step: the job that is in its way, the catalogue's entry, or Azure's own words. */
export async function explainRefusal(
  services: Parts,
  stored: StoredPlan,
  failure: Failure = { code: 'azure.failed', params: { status: '', azureCode: '', message: '' } },
): Promise<Failure> {
  if (failure.code !== 'azure.failed') return failure;
  const { azureCode = '', message = '' } = failure.params;
  const known = explainError({ code: String(azureCode), message: String(message) });
  if (known?.id === 'backup-in-progress') {
    const job = await runningBackup(services, stored.target).catch((error: unknown) => {
      // This is only an addition to an answer that is there already.
      if (error instanceof CodedError) return undefined;
      throw error;
    });
    if (job) return { code: 'retention.backup-running', params: { job: job.id } };
  }
  return known ? { code: 'known-refusal', params: { title: azureCode || String(message), known: known.id } } : failure;
}

/** The running backup of an item, from the vault's list of running jobs. */
export async function runningBackup(
  { azure, inventory }: Parts,
  target: { vaultId: string; containerName: string },
): Promise<JobFacts | undefined> {
  const vault: VaultFacts = await inventory.knownVault(target.vaultId);
  const running = await azure.jobs.list(vault, { status: 'InProgress', operation: 'Backup' });
  return running.find((job) => sameContainer(job.containerName, target.containerName));
}

export const jobLost = 'job-lost';

/**
 * Why a job failed, or that nobody knows how it ended: the catalogue's entry if there is one, else Azure's own words.
 */
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

/** Azure's warning about a completed job; undefined for any other. */
export function jobWarning({ status, operation, errors, vmName }: JobFacts): Failure | undefined {
  if (status !== 'CompletedWithWarnings') return undefined;
  const [error] = errors;
  const said = [error?.title || String(error?.code ?? ''), error?.message ?? ''].filter(Boolean).join(' ');
  return { code: operation === 'Backup' ? 'backup-warned' : 'job-warned', params: { vm: vmName, said: said || '-' } };
}
