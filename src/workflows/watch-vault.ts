import { asFailure, CodedError } from '../domain/errors.ts';
import type { JobFacts, VaultFacts } from '../domain/facts.ts';
import { toRead } from '../domain/job-details.ts';
import { hasEnded, mergeLook } from '../domain/job-look.ts';
import { callsPerTick, watchTickSeconds, withJitter } from '../domain/watch-tick.ts';
import { lookForNews, type Look as NewsLook } from '../services/notify/look.ts';
import { recordNews } from '../services/notify/record.ts';
import type { Services } from '../services/services.ts';
import { factsOf, type JobRow, recordJob, runningJobs, watchedVaults } from '../store/jobs.ts';
import { subscriptionsOf } from '../store/subscriptions.ts';
import { inSeconds } from './at-step.ts';
import { sayStalled } from './stalls.ts';

/** As Azure pages a list of jobs: each page is a call. */
const jobsPerPage = 200;

/**
 * One tick of a vault's watch: one list of what is in progress, whatever the number of jobs, and one by start time where
 * somebody subscribed. A job that chat started and that is gone from the list is read by id. The next tick is committed with what this one saw, so a killed watch goes on where it was.
 */
export async function watchVault(services: Services, vaultId: string): Promise<void> {
  const { store, clock, inventory, log } = services;
  const rows = await runningJobs(store.db, vaultId);
  const wanted = await subscriptionsOf(store.db, { vaultId });
  if (rows.length === 0 && wanted.length === 0) return;
  let vault: VaultFacts;
  let looks: Look[];
  let news: NewsLook | undefined;
  try {
    vault = await inventory.vault(vaultId);
    looks = rows.length === 0 ? [] : await lookAt(services, vault, rows);
    news = await lookForNews(services, vault);
  } catch (error) {
    const failure = asFailure(error);
    log.warn({ vaultId, failure }, 'a vault could not be watched this time');
    const wait = error instanceof CodedError && Number(error.params.seconds);
    await store.transaction(async (tx) =>
      tx.wake('watch', vaultId, inSeconds(clock.now(), wait || watchTickSeconds(1))),
    );
    return;
  }
  const pages = Math.ceil((news?.jobs.length ?? 0) / jobsPerPage);
  const calls = callsPerTick(await watchedVaults(store.db, vault.subscriptionId)) + Math.max(0, pages - 1);
  await store.transaction(async (tx) => {
    let running = 0;
    for (const { row, seen, detailed } of looks) {
      const { facts, moved } = mergeLook(factsOf(row), seen);
      const ended = hasEnded(facts.status);
      await recordJob(tx, facts, { moved, detailed, ended });
      if (moved && row.request_id) await tx.wake('step', row.request_id);
      if (!ended) running += 1;
      // Tasks and percentage are in its details only: what was not looked at does not stand still.
      if (!ended && !moved && detailed) await sayStalled(services, tx, row, facts);
    }
    if (news) await recordNews(services, tx, vault, news);
    if (running > 0 || news) {
      await tx.wake('watch', vaultId, inSeconds(tx.now(), withJitter(watchTickSeconds(calls), Math.random())));
    }
  });
}

async function lookAt({ azure, clock }: Services, at: VaultFacts, followed: JobRow[]): Promise<Look[]> {
  const listed = new Map((await azure.jobs.list(at, { status: 'InProgress' })).map((job) => [job.id, job]));
  const reads = toRead(followed, ({ job_id }) => listed.has(job_id), clock.now());
  const seen: Look[] = [];
  for (const row of followed) {
    const job = listed.get(row.job_id);
    // Not in the list: ended, cancelling, or too young to be listed. Only its own answer tells.
    const own = reads.has(row) ? await azure.jobs.get(at, row.job_id) : undefined;
    if (own) seen.push({ row, seen: own, detailed: true });
    else seen.push({ row, seen: job ?? factsOf(row), detailed: false });
  }
  return seen;
}

type Look = { row: JobRow; seen: JobFacts; detailed: boolean };
