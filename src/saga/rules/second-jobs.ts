import { inSeconds } from '../../kernel/clock.ts';

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
