import { z } from 'zod/v4';
import { needsToReadVault } from '../access/access.ts';
import { asFailure } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { defineStored, lenient, momentSchema } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import type { SubscriptionRow } from '../store/conversations.ts';
import { ownJobs } from '../store/jobs.ts';
import { runningStates, type SeenJob, seenJobs } from '../store/seen-jobs.ts';
import { findSetting } from '../store/settings.ts';
import { listSince, longRunning } from './rules/news.ts';

/** A watched vault's job list, and its subscriptions. */
export type NewsRead = {
  /** Time of the previous look; undefined: this is the first. */
  after: Date | undefined;
  jobs: JobFacts[];
  /** Ids of jobs started from chat: their own threads report them. */
  ours: ReadonlySet<string>;
  seen: Map<string, SeenJob>;
  /** Ids of jobs read individually, successfully or not. */
  asked: string[];
  subscriptions: SubscriptionRow[];
  /** Object ids of people who may no longer read the vault. */
  lapsed: ReadonlySet<string>;
};

/** Stored time of a vault's last look. */
export const storedWatch = defineStored('setting watch', z.object({ lookedAt: momentSchema }));

const longestMs = 36 * 3_600_000;

/**
 * Reads one list by start time, whatever the number of jobs, and individually the few that started long before.
 */
export async function readNews(
  services: RequestServices,
  vault: VaultFacts,
  subscriptions: SubscriptionRow[],
): Promise<NewsRead> {
  const { store, azure, access, clock } = services;
  const now = clock.now();
  const last = await findSetting(store.db, vault.id, 'watch', lenient(storedWatch));
  const known = await seenJobs(store.db, vault.id, new Date(now.getTime() - 2 * longestMs));
  const running = known.filter(({ status }) => runningStates.includes(status));
  const since = listSince(
    last?.lookedAt,
    running.map(({ started_at }) => started_at),
    now,
  );
  const listed = await azure.jobs.list(vault, { since });
  // Azure may round the start time of a list.
  const inList = new Set(listed.map(({ id }) => id.toLowerCase()));
  const long = longRunning(running, since, now).filter(({ job_id }) => !inList.has(job_id.toLowerCase()));
  const jobs = [...listed, ...(await readJobs(services, vault, long))];
  const ours = await ownJobs(store.db, jobs);
  const people = [...new Set(subscriptions.map(({ by_oid }) => by_oid))];
  const lapsed = new Set<string>();
  for (const person of people) {
    const missing = await access.missing(person, needsToReadVault(vault.id), false);
    // Rights that cannot be read now are read again at the next look: an Azure outage ends no subscription.
    if (missing.some(({ answer }) => answer === 'no')) lapsed.add(person);
  }
  return {
    after: last?.lookedAt,
    jobs,
    ours,
    asked: long.map(({ job_id }) => job_id),
    seen: new Map(known.map((job) => [job.job_id, job])),
    subscriptions,
    lapsed,
  };
}

/** Reads jobs individually. A failure does not hold back news of the others; that job's turn comes again. */
async function readJobs(
  { azure, log }: RequestServices,
  vault: VaultFacts,
  long: readonly SeenJob[],
): Promise<JobFacts[]> {
  const found: JobFacts[] = [];
  for (const { job_id } of long) {
    try {
      const job = await azure.jobs.get(vault, job_id);
      // The single answer may spell the id differently than the list did.
      if (job) found.push({ ...job, id: job_id });
    } catch (error) {
      log.warn({ vaultId: vault.id, jobId: job_id, failure: asFailure(error) }, 'a job that runs long was not read');
    }
  }
  return found;
}
