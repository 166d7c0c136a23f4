import { sameContainer } from '../azure/parse/arm-id.ts';
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
 * Compares what Azure lists with what was sent. A job of an attempt that nobody follows is a second effect, or one that
 * counts as failed: a network may hold a call for long, an operation may say "Failed" of a job that runs, and a database
 * may have lost the row of a send. Call it wherever jobs are listed.
 */
export async function noteSecondJobs(services: Parts, jobs: readonly JobFacts[]): Promise<void> {
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
    // A plan of a newer version is left to that one.
    const plan = await findPlan(store.db, requestKinds, sent.requestId).catch(whenUnread(() => undefined));
    const container = plan?.body.target.containerName;
    // A call that changes a policy starts a job for each machine of it.
    const isOfItem = ({ containerName }: JobFacts) =>
      container !== undefined && (!containerName || sameContainer(containerName, container));
    const strays = found.filter(isOfItem).map(({ id }) => id);
    if (strays.length === 0) continue;
    await store.transaction(async (tx) => {
      const request = await lockRequest(tx, sent.requestId);
      const jobIds = { followed: sent.jobId ?? followed[0], others: strays };
      if (request) await noteSecond(tx, request, { step: sent.kind, ...jobIds });
    });
  }
}

/** Operation of the job that an attempt starts; undefined: this version does not know its step. */
function jobOf({ stepHandlers }: Parts, { stepId: id, kind }: SentAttempt): string | undefined {
  try {
    return stepHandlers.of({ id, kind }).job;
  } catch (error) {
    if (error instanceof NewerStoredError) return undefined;
    throw error;
  }
}

/** Writes down jobs beside the one that is followed, each once; the timer tells of them. Call it under the request's lock. */
export async function noteSecond(
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

/** What was sent may act twice, or after it counted as failed, when nobody lists jobs of its vault any more. */
export function lookForSecondJobs(tx: Tx, requestId: string): void {
  tx.wake('timer', `second-job:${requestId}`, firstSecondLook(tx.now()));
}

/**
 * Timer `lost-commits`: what was sent a while ago may have been sent again by a process that did not know of it, and a run
 * that ended meanwhile may have taken with it the wake-up that its request has again.
 */
export async function settleLostCommits({ store, clock }: Parts): Promise<void> {
  await store.transaction(async (tx) => {
    const open = await listRequests(tx.db, { states: ['approved', 'running'] });
    for (const { id } of open) tx.wake('step', id);
    const sent = await requestsSentSince(tx.db, inSeconds(clock.now(), -secondJobSeconds));
    for (const id of sent) lookForSecondJobs(tx, id);
  });
}

const hour = 60 * 60;
/** A job that began so long after its attempt is no longer looked for. */
export const secondJobSeconds = 7 * 24 * hour;
/** When jobs are looked for after what may have acted twice, though nobody lists them (world seconds). */
const looks = [hour, 6 * hour, 24 * hour, 72 * hour, secondJobSeconds];

/** An attempt, as far as it tells whether a job of its id is one too many. */
type Sent = { state: string; jobId: string | null };

/**
 * Jobs of an attempt that nobody follows. What is not settled is looked for by its step, and a job that failed came to
 * nothing, mostly since the other was at work.
 * @param known in small letters, those that its step was ever followed by
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

/** When they are looked for next; undefined: no more. @param opened when each attempt was opened */
export function nextSecondLook(opened: readonly Date[], now: Date): Date | undefined {
  const dates = opened.flatMap((at) => looks.map((seconds) => inSeconds(at, seconds))).filter((at) => at > now);
  return dates.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** The first of these looks, counted from what may have acted twice. */
export function firstSecondLook(now: Date): Date {
  return inSeconds(now, hour);
}
