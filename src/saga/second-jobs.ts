import { inSeconds } from '../kernel/clock.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import type { Services } from '../services.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { lockRequest, type RequestRow } from '../store/requests.ts';
import { followedJobs, listSent, type SentAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';

/** A job that began so long after its attempt is no longer looked for. */
export const secondJobDays = 7;
/** The first look after what may have acted twice (world seconds): a call that something held has come by then. */
const firstLookSeconds = 60 * 60;

type Parts = Pick<Services, 'store' | 'clock' | 'stepHandlers'>;

/**
 * Compares what Azure lists with what was sent. A job of an attempt that nobody follows is a second effect, or one that
 * counts as failed: a network may hold a call for long, an operation may say "Failed" of a job that runs, and a database
 * may have lost the row of a send. Call it wherever jobs are listed.
 */
export async function noteSecondJobs(services: Parts, jobs: readonly JobFacts[]): Promise<void> {
  const { store, clock } = services;
  // One that failed came to nothing, mostly since the other was at work.
  const counting = jobs.filter(({ activityId, status }) => activityId !== undefined && status !== 'Failed');
  const byActivity = Map.groupBy(counting, ({ activityId = '' }) => activityId.toLowerCase());
  const since = inSeconds(clock.now(), -secondJobDays * 24 * 60 * 60);
  for (const sent of await listSent(store.db, [...byActivity.keys()], since)) {
    // What is not settled is looked for by its step.
    if (sent.state === 'open' || (sent.state === 'accepted' && sent.jobId === null)) continue;
    const followed = await followedJobs(store.db, sent.stepId);
    const known = [...followed, sent.jobId?.toLowerCase()];
    const strays = (byActivity.get(sent.id) ?? [])
      .filter(({ id, operation }) => !known.includes(id.toLowerCase()) && operation === jobOf(services, sent))
      .map(({ id }) => id);
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
  tx.wake('timer', `second-job:${requestId}`, inSeconds(tx.now(), firstLookSeconds));
}
