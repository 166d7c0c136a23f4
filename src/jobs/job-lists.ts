import { sameContainer } from '../azure/parse/arm-id.ts';
import type { PersonServices } from '../chat/turn.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { reading, readValue } from '../kernel/result.ts';
import { type ListGaps, requireSome, unreadOf, unreadVaults } from '../machines/inventory.ts';
import { noteSecondJobs } from '../saga/second-jobs.ts';

export type JobQuery = {
  /** One vault; absent: every vault that the person may read. */
  vault?: VaultFacts;
  /** Of one protected item. */
  containerName?: string;
  status?: 'InProgress' | 'Failed';
  /** Jobs that began earlier are left out; absent: no matter when. */
  since?: Date;
};

/**
 * Newest first, as far as vaults can be read. Azure filters by status and time; a machine's jobs are picked out of its
 * vault's list.
 * @throws azure.* where nothing can be read
 */
export async function listJobs(
  services: PersonServices,
  query: JobQuery,
): Promise<{ jobs: { vault: VaultFacts; job: JobFacts }[]; unread: ListGaps }> {
  const { containerName, status, since } = query;
  const { vaults, unread: failures } = query.vault
    ? { vaults: [query.vault], unread: [] }
    : await services.inventory.readVaults();
  const filter = { ...(status && { status }), ...(since && { since }) };
  const looked = await Promise.all(
    vaults.map(async (vault) => ({ vault, read: await reading(() => services.azure.jobs.list(vault, filter)) })),
  );
  await noteSecondJobs(
    services,
    looked.flatMap(({ read }) => readValue(read) ?? []),
  );
  const unread = unreadOf(failures, unreadVaults(looked));
  requireSome(unread, vaults.length);
  const jobs = looked
    .flatMap(({ vault, read }) => (readValue(read) ?? []).map((job) => ({ vault, job })))
    .filter(({ job }) => !containerName || sameContainer(job.containerName, containerName))
    .sort((a, b) => b.job.startedAt.getTime() - a.job.startedAt.getTime());
  return { jobs, unread };
}
