import { sameContainer } from '../azure/parse/arm-id.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import type { PersonServices } from '../services.ts';

export type JobQuery = {
  /** One vault; absent: every vault that the person may read. */
  vault?: VaultFacts;
  /** Of one protected item. */
  containerName?: string;
  status?: 'InProgress' | 'Failed';
  /** Jobs that began earlier are left out; absent: no matter when. */
  since?: Date;
};

/** Newest first. Azure filters by status and time; a machine's jobs are picked out of its vault's list. */
export async function listJobs(
  services: PersonServices,
  query: JobQuery,
): Promise<{ vault: VaultFacts; job: JobFacts }[]> {
  const { containerName, status, since } = query;
  const vaults = query.vault ? [query.vault] : await services.inventory.vaults();
  const lists = await Promise.all(
    vaults.map(async (vault) =>
      (await services.azure.jobs.list(vault, { ...(status && { status }), ...(since && { since }) })).map((job) => ({
        vault,
        job,
      })),
    ),
  );
  return lists
    .flat()
    .filter(({ job }) => !containerName || sameContainer(job.containerName, containerName))
    .sort((a, b) => b.job.startedAt.getTime() - a.job.startedAt.getTime());
}
