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

/** The members of a followed job, started from chat, that decide when its details are read. */
export type Followed = {
  /** Last request for its details. */
  detail_at: Date | null;
  /** Last time Azure showed it, in a list or by id. */
  seen_at: Date;
};

/**
 * The shortest tick that reads a detail, less its jitter: a tick brought forward by a new job must not read others
 * sooner.
 */
const leastMs = 80_000;

/** Lists lag 40 s and outages pass; a job unknown to Azure and unseen for this long (world ms) is lost. */
const lostAfterMs = 30 * 60_000;

/** Details were requested after it was last seen, and Azure did not know it. */
function isMissing({ detail_at, seen_at }: Followed): boolean {
  return detail_at !== null && detail_at > seen_at;
}

/** Whether a job that Azure again does not know counts as lost: two reads must agree. */
export function isLost(job: Followed, now: Date): boolean {
  return isMissing(job) && now.getTime() - job.seen_at.getTime() >= lostAfterMs;
}

/**
 * Jobs whose details a tick reads. A job that just left the list has most likely ended: it is read at once and only
 * once, outside the tick's share. The share goes to the jobs with the oldest details.
 * @param listed whether a job is in the list of running ones
 */
export function toRead<Job extends Followed>(
  jobs: readonly Job[],
  listed: (job: Job) => boolean,
  now: Date,
): ReadonlySet<Job> {
  const gone = jobs.filter((job) => !listed(job) && !isMissing(job));
  const others = jobs
    .filter((job) => listed(job) || isMissing(job))
    .filter(({ detail_at }) => !detail_at || now.getTime() - detail_at.getTime() >= leastMs)
    .sort((a, b) => (a.detail_at?.getTime() ?? 0) - (b.detail_at?.getTime() ?? 0));
  return new Set([...gone, ...others.slice(0, detailsPerTick)]);
}

/** Hourly limit per subscription of one backup action, as Azure throttled it in recorded traffic. */
const callsPerHour = 150;
/** Half of the limit is left for people and other tools. */
const ourShare = 0.5;
/** Azure itself sends Retry-After 60; a shorter tick would only show the same percentage again. */
const leastSeconds = 60;

/**
 * Job details read per tick of a vault. Azure counts them with the lists as one action (`backupJobs/read`); more of
 * them would slow the ticks of every vault in the subscription, and people wait for jobs to end.
 */
export const detailsPerTick = 1;

/**
 * Calls for one tick of every watched vault of a subscription.
 * @param busy vaults with running work from chat: a list and details
 * @param subscribed vaults with subscriptions: a list by start time
 */
export function callsPerTick({ busy, subscribed }: { busy: number; subscribed: number }): number {
  return busy * (1 + detailsPerTick) + subscribed;
}

/**
 * Seconds between two ticks of a vault. They grow with the calls for one tick of every watched vault of the
 * subscription, and so with vaults, never with jobs.
 */
export function watchTickSeconds(calls: number): number {
  const secondsPerCall = 3600 / (callsPerHour * ourShare);
  return Math.max(leastSeconds, Math.ceil(secondsPerCall * Math.max(1, calls)));
}

/** Adds ± 10 %, so that vaults that became busy together drift apart. @param random 0 ≤ random < 1 */
export function withJitter(seconds: number, random: number): number {
  return seconds * (0.9 + 0.2 * random);
}
