import { subscriptionOf } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { hasEnded, mergeJobFacts } from '../requests/rules/jobs.ts';
import { recordSecondJobs } from '../saga/second-jobs.ts';
import type { SagaServices } from '../saga/services.ts';
import { postStalled, postUnwatched } from '../saga/stalls.ts';
import { listSubscriptions } from '../store/conversations.ts';
import { addBackupTimes } from '../store/expected-times.ts';
import { type RunningJob, recordJob, recordMissing, runningJobs, watchedVaults } from '../store/jobs.ts';
import { logUnread, whenUnread } from '../store/rows.ts';
import { type NewsRead, readNews } from './read-news.ts';
import { recordNews } from './record.ts';
import { callsPerTick, isLost, toRead, watchTickSeconds, withJitter } from './rules/job-details.ts';
import { noteRead, noteUnread } from './unread-vaults.ts';

const theVault = 'the vault';
const inProgress = 'jobs in progress';
const byStart = 'jobs by start time';

/** Azure's page size for job lists: each page is a call. */
const jobsPerPage = 200;

/**
 * One tick of a vault's watch: one list of running jobs, whatever their number, and one by start time if there are
 * subscriptions. A job from chat that left the list is read by id. The next tick is committed with what this one saw,
 * so a killed watch resumes where it was. A part that cannot be read does not affect the rest, and is read again next
 * tick.
 */
export async function watchVault(services: SagaServices, vaultId: string): Promise<void> {
  const { store, azure, inventory } = services;
  const rows = await runningJobs(store.db, vaultId);
  const wanted = await listSubscriptions(store.db, { vaultId });
  if (rows.length === 0 && wanted.length === 0) return store.transaction((tx) => noteRead(services, tx, vaultId));
  const reading = new TickReads(services.log, vaultId);
  const found = await reading.of(theVault, () => inventory.knownVault(vaultId));
  // Jobs and subscriptions are stored with the watch's spelling of the id; a list may spell it differently.
  const vault = found && { ...found, id: vaultId };
  const listed =
    vault && rows.length > 0
      ? await reading.of(inProgress, () => azure.jobs.list(vault, { status: 'InProgress' }))
      : undefined;
  const looks = vault && listed ? await inspectJobs(services, reading, vault, rows, listed) : [];
  const news =
    vault && wanted.length > 0 ? await reading.of(byStart, () => readNews(services, vault, wanted)) : undefined;
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
      const { facts, moved } = row.facts ? mergeJobFacts(row.facts, seen) : { facts: seen, moved: true };
      // It counts from when details were read, and these were not.
      if (asked && !detailed) delete facts.remainingSeconds;
      const ended = hasEnded(facts.status);
      await recordJob(tx, row, facts, { moved, asked, ended });
      if (moved && row.request_id) tx.wake('step', row.request_id);
      if (ended) running -= 1;
      // Only its details contain tasks and percentage: a job whose details were not read is not standing still.
      if (!ended && !moved && detailed) still.push({ row, facts });
    }
    if (unread && wanted.length > 0) await noteUnread(services, tx, vaultId, unread);
    else await noteRead(services, tx, vaultId);
    if (news) await addBackupTimes(tx, vaultId, backupTimes(news));
    if (vault && news) await recordNews(services, tx, vault, news);
    if (running > 0 || wanted.length > 0) {
      const seconds = Math.max(withJitter(watchTickSeconds(calls), Math.random()), reading.throttledSeconds);
      tx.wake('watch', vaultId, inSeconds(tx.now(), seconds));
    }
  });
  // Posted separately from the tick: a request that cannot be redrawn must not hold up others. The next tick posts what
  // this one does not.
  const about = ({ job_id, request_id: requestId }: RunningJob) => ({ vaultId, jobId: job_id, requestId });
  const leaveOut = (row: RunningJob) => whenUnread((error) => logUnread(services.log, error, about(row)));
  await recordSecondJobs(services, [...(listed ?? []), ...(news?.jobs ?? [])]);
  for (const { row, facts } of still) await postStalled(services, row, facts).catch(leaveOut(row));
  if (blind) for (const row of rows) await postUnwatched(services, row, blind).catch(leaveOut(row));
}

async function inspectJobs(
  { azure, clock }: SagaServices,
  reading: TickReads,
  at: VaultFacts,
  followed: RunningJob[],
  list: JobFacts[],
): Promise<JobRead[]> {
  const listed = new Map(list.map((job) => [job.id.toLowerCase(), job]));
  const inList = ({ job_id }: RunningJob) => listed.get(job_id.toLowerCase());
  const reads = toRead(followed, (row) => inList(row) !== undefined, clock.now());
  const looks: JobRead[] = [];
  for (const row of followed) {
    const job = inList(row);
    const asked = reads.has(row);
    // Not in the list: ended, cancelling, or too young. Only reading it by id shows which.
    const own = asked
      ? await reading.of('a job', async () => ({ job: await azure.jobs.get(at, row.job_id) }))
      : undefined;
    const shown = own?.job ?? job;
    const seen = shown && { ...shown, vaultId: row.vault_id, id: row.job_id };
    // A read that failed says nothing about a job that is not listed.
    if (seen || own) looks.push({ row, seen, asked, detailed: own?.job !== undefined });
  }
  return looks;
}

/** Seconds of each backup first seen as completed, by start and end in its list. */
function backupTimes({ jobs, seen }: NewsRead): number[] {
  return jobs.flatMap(({ id, operation, status, startedAt, endedAt }) =>
    operation === 'Backup' && status === 'Completed' && endedAt && seen.get(id)?.status !== status
      ? [(endedAt.getTime() - startedAt.getTime()) / 1000]
      : [],
  );
}

/** Calls for a list beyond the first page. */
function countPages(list: readonly JobFacts[] | undefined): number {
  return Math.max(0, Math.ceil((list?.length ?? 0) / jobsPerPage) - 1);
}

type JobRead = {
  row: RunningJob;
  /** undefined: neither in the list nor known by its id. */
  seen: JobFacts | undefined;
  /** Details were requested, even if none came, so that the next tick reads another job's. */
  asked: boolean;
  detailed: boolean;
};

/** Reads of one tick, part by part: a part that fails is logged and left out. */
class TickReads {
  /** Wait in world seconds that Azure demanded for throttled calls; 0: none was throttled. */
  throttledSeconds = 0;
  /** Failures by the part that could not be read. */
  readonly failures = new Map<string, Failure>();
  readonly #log: Log;
  readonly #vaultId: string;

  constructor(log: Log, vaultId: string) {
    this.#log = log;
    this.#vaultId = vaultId;
  }

  /** @returns undefined if it could not be read, too */
  async of<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const failure = asFailure(error);
      this.failures.set(what, failure);
      // Failures other than Azure's are our bugs; their code alone would not explain them.
      const fault = error instanceof CodedError ? {} : { error };
      this.#log.warn({ vaultId: this.#vaultId, failure, what, ...fault }, 'a vault could not be watched this time');
      if (failure.code === 'azure.throttled') {
        this.throttledSeconds = Math.max(this.throttledSeconds, Number(failure.params.seconds) || 0);
      }
      return undefined;
    }
  }
}
