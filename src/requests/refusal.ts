import { sameContainer } from '../azure/parse/arm-id.ts';
import { explainError } from '../errors/rules/explain-error.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';

type Parts = Pick<RequestServices, 'azure' | 'inventory'>;

/** Why Azure did not take a step: the job that stands in its way, the catalogue's entry, or Azure's own words. */
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
      // It only adds to an answer that is there already.
      if (error instanceof CodedError) return undefined;
      throw error;
    });
    if (job) return { code: 'retention.backup-running', params: { job: job.id } };
  }
  return known ? { code: 'known-refusal', params: { title: azureCode || String(message), known: known.id } } : failure;
}

/** The backup of an item that is under way, from the list of what its vault is doing. */
export async function runningBackup(
  { azure, inventory }: Parts,
  target: { vaultId: string; containerName: string },
): Promise<JobFacts | undefined> {
  const vault: VaultFacts = await inventory.vault(target.vaultId);
  const running = await azure.jobs.list(vault, { status: 'InProgress', operation: 'Backup' });
  return running.find((job) => sameContainer(job.containerName, target.containerName));
}
