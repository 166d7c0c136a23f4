import { subscriptionOf } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { hasEnded, mergeLook } from '../requests/rules/jobs.ts';
import { noteSecondJobs } from '../saga/second-jobs.ts';
import type { SagaServices } from '../saga/services.ts';
import { sayStalled, sayUnwatched } from '../saga/stalls.ts';
import { addBackupTimes } from '../store/expected-times.ts';
import { type RunningJob, recordJob, recordMissing, runningJobs, watchedVaults } from '../store/jobs.ts';
import { logUnread, whenUnread } from '../store/rows.ts';
import { listSubscriptions } from '../store/subscriptions.ts';
import { lookForNews, type Look as NewsLook } from './look.ts';
import { recordNews } from './record.ts';
import { callsPerTick, isLost, toRead, watchTickSeconds, withJitter } from './rules/job-details.ts';
import { noteRead, noteUnread } from './unread-vaults.ts';

const theVault = 'the vault';
const inProgress = 'jobs in progress';
const byStart = 'jobs by start time';

/** As Azure pages a list of jobs: each page is a call. */
const jobsPerPage = 200;

/**
 * One tick of a vault's watch: one list of what is in progress, whatever the number of jobs, and one by start time where
 * somebody subscribed. A job that chat started and that is gone from the list is read by id. The next tick is committed
 * with what this one saw, so a killed watch goes on where it was. What cannot be read takes nothing else with it: the
 * rest is recorded, and it is read again at the next tick.
 */
export async function watchVault(services: SagaServices, vaultId: string): Promise<void> {
  const { store, azure, inventory } = services;
  const rows = await runningJobs(store.db, vaultId);
  const wanted = await listSubscriptions(store.db, { vaultId });
  if (rows.length === 0 && wanted.length === 0) return store.transaction((tx) => noteRead(services, tx, vaultId));
  const reading = new TickReads(services.log, vaultId);
  const found = await reading.of(theVault, () => inventory.vault(vaultId));
  // Jobs and subscriptions are kept with the id that the watch has; a list may spell it otherwise by now.
  const vault = found && { ...found, id: vaultId };
  const listed =
    vault && rows.length > 0
      ? await reading.of(inProgress, () => azure.jobs.list(vault, { status: 'InProgress' }))
      : undefined;
  const looks = vault && listed ? await lookAt(services, reading, vault, rows, listed) : [];
  const news = vault && (await reading.of(byStart, () => lookForNews(services, vault)));
  const unread = reading.failures.get(theVault) ?? reading.failures.get(byStart);
  const pages = countPages(listed) + countPages(news?.jobs);
  const calls = callsPerTick(await watchedVaults(store.db, subscriptionOf(vaultId))) + pages;
  const blind = reading.failures.get(theVault) ?? reading.failures.get(inProgress);
  const still: { row: RunningJob; facts: JobFacts }[] = [];
  await store.transaction(async (tx) => {
    let running = rows.length;
    for (const { row, seen, asked, detailed } of looks) {
      if (!seen) {
        const lost = isLost(row, tx.now());
        await recordMissing(tx, row, lost);
        if (!lost) continue;
        running -= 1;
        if (row.request_id) tx.wake('step', row.request_id);
        continue;
      }
      const { facts, moved } = row.facts ? mergeLook(row.facts, seen) : { facts: seen, moved: true };
      // It counts from when a detail was asked for, and this one did not come.
      if (asked && !detailed) delete facts.remainingSeconds;
      const ended = hasEnded(facts.status);
      await recordJob(tx, row, facts, { moved, asked, ended });
      if (moved && row.request_id) tx.wake('step', row.request_id);
      if (ended) running -= 1;
      // Tasks and percentage are in its details only: what was not looked at does not stand still.
      if (!ended && !moved && detailed) still.push({ row, facts });
    }
    if (unread && wanted.length > 0) await noteUnread(services, tx, vaultId, unread);
    else await noteRead(services, tx, vaultId);
    if (news) await addBackupTimes(tx, vaultId, takenBy(news));
    if (vault && news) await recordNews(services, tx, vault, news);
    if (running > 0 || wanted.length > 0) {
      const seconds = Math.max(withJitter(watchTickSeconds(calls), Math.random()), reading.throttledSeconds);
      tx.wake('watch', vaultId, inSeconds(tx.now(), seconds));
    }
  });
  // Told apart from the tick: a request that cannot be drawn again holds up no other. What is not told now is by the next.
  const about = ({ job_id, request_id: requestId }: RunningJob) => ({ vaultId, jobId: job_id, requestId });
  const leaveOut = (row: RunningJob) => whenUnread((error) => logUnread(services.log, error, about(row)));
  await noteSecondJobs(services, [...(listed ?? []), ...(news?.jobs ?? [])]);
  for (const { row, facts } of still) await sayStalled(services, row, facts).catch(leaveOut(row));
  if (blind) for (const row of rows) await sayUnwatched(services, row, blind).catch(leaveOut(row));
}

async function lookAt(
  { azure, clock }: SagaServices,
  reading: TickReads,
  at: VaultFacts,
  followed: RunningJob[],
  list: JobFacts[],
): Promise<Look[]> {
  const listed = new Map(list.map((job) => [job.id.toLowerCase(), job]));
  const inList = ({ job_id }: RunningJob) => listed.get(job_id.toLowerCase());
  const reads = toRead(followed, (row) => inList(row) !== undefined, clock.now());
  const looks: Look[] = [];
  for (const row of followed) {
    const job = inList(row);
    const asked = reads.has(row);
    // Not in the list: ended, cancelling, or too young to be listed. Only its own answer tells.
    const own = asked
      ? await reading.of('a job', async () => ({ job: await azure.jobs.get(at, row.job_id) }))
      : undefined;
    const shown = own?.job ?? job;
    const seen = shown && { ...shown, vaultId: row.vault_id, id: row.job_id };
    // An answer that never came says nothing of a job that is not listed.
    if (seen || own) looks.push({ row, seen, asked, detailed: own?.job !== undefined });
  }
  return looks;
}

/** Seconds of each backup that was seen to be completed for the first time: with start and end, as its list tells them. */
function takenBy({ jobs, seen }: NewsLook): number[] {
  return jobs.flatMap(({ id, operation, status, startedAt, endedAt }) =>
    operation === 'Backup' && status === 'Completed' && endedAt && seen.get(id)?.status !== status
      ? [(endedAt.getTime() - startedAt.getTime()) / 1000]
      : [],
  );
}

/** Calls beyond the first that a list took. */
function countPages(list: readonly JobFacts[] | undefined): number {
  return Math.max(0, Math.ceil((list?.length ?? 0) / jobsPerPage) - 1);
}

type Look = {
  row: RunningJob;
  /** undefined: neither in the list nor known by its id. */
  seen: JobFacts | undefined;
  /** For its own answer, even if none came, so that the next look asks for another job's. */
  asked: boolean;
  detailed: boolean;
};

/** What one tick of a watch reads, part by part: a part that fails is logged and left out. */
class TickReads {
  /** Until then (world seconds) Azure wants to hear nothing of what it throttled; 0: it throttled nothing. */
  throttledSeconds = 0;
  /** By what could not be read. */
  readonly failures = new Map<string, Failure>();
  readonly #log: Log;
  readonly #vaultId: string;

  constructor(log: Log, vaultId: string) {
    this.#log = log;
    this.#vaultId = vaultId;
  }

  /** @returns undefined where it could not be read, too */
  async of<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const failure = asFailure(error);
      this.failures.set(what, failure);
      // What is not Azure's answer is a fault of ours, which its code alone would not explain.
      const fault = error instanceof CodedError ? {} : { error };
      this.#log.warn({ vaultId: this.#vaultId, failure, what, ...fault }, 'a vault could not be watched this time');
      if (failure.code === 'azure.throttled') {
        this.throttledSeconds = Math.max(this.throttledSeconds, Number(failure.params.seconds) || 0);
      }
      return undefined;
    }
  }
}
