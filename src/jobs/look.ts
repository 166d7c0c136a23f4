import { z } from 'zod/v4';
import { needsToReadVault } from '../access/access.ts';
import { asFailure } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { defineStored, forgetful, momentSchema } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import { ownJobs } from '../store/jobs.ts';
import { runningStates, type SeenJob, seenJobs } from '../store/seen-jobs.ts';
import { findSetting } from '../store/settings.ts';
import { listSubscriptions, type SubscriptionRow } from '../store/subscriptions.ts';
import { listSince, longRunning } from './rules/news.ts';

/** What a list of a watched vault showed, and who wants to hear of it. */
export type Look = {
  /** When the look before it was; undefined: it is the first. */
  after: Date | undefined;
  jobs: JobFacts[];
  /** Ids of those that were started from chat: their own threads tell of them. */
  ours: ReadonlySet<string>;
  seen: Map<string, SeenJob>;
  /** Ids of those that were asked for by themselves, whatever came of that. */
  asked: string[];
  subscriptions: SubscriptionRow[];
  /** Object ids of those who may no longer read the vault. */
  lapsed: ReadonlySet<string>;
};

/** When a vault was last looked at. */
export const storedWatch = defineStored('setting watch', z.object({ lookedAt: momentSchema }));

const longestMs = 36 * 3_600_000;

/**
 * One list by start time, however many jobs there are, and the few that began long before. Undefined where nobody wants
 * to hear of them.
 */
export async function lookForNews(services: RequestServices, vault: VaultFacts): Promise<Look | undefined> {
  const { store, azure, access, clock } = services;
  const subscriptions = await listSubscriptions(store.db, { vaultId: vault.id });
  if (subscriptions.length === 0) return undefined;
  const now = clock.now();
  const last = await findSetting(store.db, vault.id, 'watch', forgetful(storedWatch));
  const known = await seenJobs(store.db, vault.id, new Date(now.getTime() - 2 * longestMs));
  const running = known.filter(({ status }) => runningStates.includes(status));
  const since = listSince(
    last?.lookedAt,
    running.map(({ started_at }) => started_at),
    now,
  );
  const listed = await azure.jobs.list(vault, { since });
  // Azure may round the start of a list.
  const inList = new Set(listed.map(({ id }) => id.toLowerCase()));
  const long = longRunning(running, since, now).filter(({ job_id }) => !inList.has(job_id.toLowerCase()));
  const jobs = [...listed, ...(await askFor(services, vault, long))];
  const ours = await ownJobs(store.db, jobs);
  const people = [...new Set(subscriptions.map(({ by_oid }) => by_oid))];
  const lapsed = new Set<string>();
  for (const person of people) {
    const missing = await access.missing(person, needsToReadVault(vault.id), false);
    // What cannot be told now is asked again at the next look: an outage of Azure ends no subscription.
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

/** One that cannot be read holds back no news of the others; its turn comes again. */
async function askFor(
  { azure, log }: RequestServices,
  vault: VaultFacts,
  long: readonly SeenJob[],
): Promise<JobFacts[]> {
  const found: JobFacts[] = [];
  for (const { job_id } of long) {
    try {
      const job = await azure.jobs.get(vault, job_id);
      // Its own answer may spell its id otherwise than the list that it was seen in.
      if (job) found.push({ ...job, id: job_id });
    } catch (error) {
      log.warn({ vaultId: vault.id, jobId: job_id, failure: asFailure(error) }, 'a job that runs long was not read');
    }
  }
  return found;
}
