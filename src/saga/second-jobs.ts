import { sameContainer } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findPlan, listRequests, lockRequest, type RequestRow } from '../store/requests.ts';
import { whenUnread } from '../store/rows.ts';
import { followedJobs, listSent, requestsSentSince, type SentAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { SagaServices } from './services.ts';

type Parts = Pick<SagaServices, 'store' | 'clock' | 'stepHandlers' | 'requestKinds'>;

/**
 * Compares the jobs that Azure lists with what was sent. A job that nobody follows is a second effect, or belongs to an
 * attempt that counts as failed: a network may hold a call for long, an operation may say "Failed" although its job
 * runs, and a database may have lost the row of a send. Call it wherever jobs are listed.
 */
export async function recordSecondJobs(services: Parts, jobs: readonly JobFacts[]): Promise<void> {
  const named = jobs.filter(({ activityId }) => activityId !== undefined);
  if (named.length === 0) return;
  const { store, clock, requestKinds } = services;
  const byActivity = Map.groupBy(named, ({ activityId = '' }) => activityId.toLowerCase());
  const since = inSeconds(clock.now(), -secondJobSeconds);
  for (const sent of await listSent(store.db, [...byActivity.keys()], since)) {
    const operation = jobOf(services, sent);
    const ofSend = (byActivity.get(sent.id) ?? []).filter((job) => job.operation === operation);
    const followed = await followedJobs(store.db, sent.stepId);
    const found = findSecondJobs(sent, ofSend, followed);
    if (found.length === 0) continue;
    // A plan stored by a newer version is left to that version.
    const plan = await findPlan(store.db, requestKinds, sent.requestId).catch(whenUnread(() => undefined));
    const container = plan?.body.target.containerName;
    // A call that changes a policy starts one job for each of its machines.
    const isOfItem = ({ containerName }: JobFacts) =>
      container !== undefined && (!containerName || sameContainer(containerName, container));
    const strays = found.filter(isOfItem).map(({ id }) => id);
    if (strays.length === 0) continue;
    await store.transaction(async (tx) => {
      const request = await lockRequest(tx, sent.requestId);
      const jobIds = { followed: sent.jobId ?? followed[0], others: strays };
      if (request) await recordSecondJob(tx, request, { step: sent.kind, ...jobIds });
    });
  }
}

/** Operation of the job that an attempt starts; undefined if this version does not know its step. */
function jobOf({ stepHandlers }: Parts, { stepId: id, kind }: SentAttempt): string | undefined {
  try {
    return stepHandlers.of({ id, kind }).job;
  } catch (error) {
    if (error instanceof NewerStoredError) return undefined;
    throw error;
  }
}

/** Records jobs beside the followed one, each once; the timer tells people. Call it under the request's lock. */
export async function recordSecondJob(
  tx: Tx,
  { id, vm_name }: Pick<RequestRow, 'id' | 'vm_name'>,
  { step, followed, others }: { step: string; followed: string | undefined; others: readonly string[] },
): Promise<void> {
  const fresh: string[] = [];
  for (const jobId of others) if (!(await claimKey(tx, `second-job ${id} ${jobId.toLowerCase()}`))) fresh.push(jobId);
  if (fresh.length === 0) return;
  tx.audit({
    event: 'attempt.doubled',
    requestId: id,
    vmName: vm_name,
    details: { step, followed: followed ?? null, others: fresh },
  });
  tx.wake('timer', `second-job:${id}`);
}

/**
 * Schedules looks for second jobs, once a send may act twice or after it counted as failed, and nobody else lists jobs
 * of the vault any more.
 */
export function wakeSecondJobSearch(tx: Tx, requestId: string): void {
  tx.wake('timer', `second-job:${requestId}`, firstSecondJobSearch(tx.now()));
}

/**
 * Timer `lost-commits`. A process that did not know of an earlier send may have repeated it. A run that ended meanwhile
 * may have taken along the wake-up that its request has again.
 */
export async function settleLostCommits({ store, clock }: Parts): Promise<void> {
  await store.transaction(async (tx) => {
    const open = await listRequests(tx.db, { states: ['approved', 'running'] });
    for (const { id } of open) tx.wake('step', id);
    const sent = await requestsSentSince(tx.db, inSeconds(clock.now(), -secondJobSeconds));
    for (const id of sent) wakeSecondJobSearch(tx, id);
  });
}

const hour = 60 * 60;
/** How long after its attempt a second job is still looked for (world seconds). */
export const secondJobSeconds = 7 * 24 * hour;
/** When second jobs are looked for if nobody else lists jobs of the vault (world seconds). */
const looks = [hour, 6 * hour, 24 * hour, 72 * hour, secondJobSeconds];

/** The part of an attempt that tells whether a job with its id is one too many. */
type Sent = { state: string; jobId: string | null };

/**
 * Jobs of an attempt that nobody follows. Until the attempt has a job or an end, its step looks for them. A failed job
 * did nothing, mostly because the other one was running.
 * @param known ids of the jobs that its step ever followed, in lower case
 */
export function findSecondJobs<Job extends { id: string; status: string }>(
  { state, jobId }: Sent,
  jobs: readonly Job[],
  known: readonly string[],
): Job[] {
  if (state === 'open' || (state === 'accepted' && jobId === null)) return [];
  const followed = [...known, jobId?.toLowerCase()];
  return jobs.filter(({ id, status }) => status !== 'Failed' && !followed.includes(id.toLowerCase()));
}

/**
 * When second jobs are next looked for; undefined: no more.
 * @param opened when each attempt was opened
 */
export function nextSecondJobSearch(opened: readonly Date[], now: Date): Date | undefined {
  const dates = opened.flatMap((at) => looks.map((seconds) => inSeconds(at, seconds))).filter((at) => at > now);
  return dates.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** The first such look, counted from the send that may act twice. */
export function firstSecondJobSearch(now: Date): Date {
  return inSeconds(now, hour);
}
