/** A job of the chat's own that is followed, as far as it matters for what is read of it. */
export type Followed = {
  /** When its own answer was last asked for. */
  detail_at: Date | null;
  /** When Azure last showed it, in a list or by id. */
  seen_at: Date;
};

/** The shortest tick that reads a detail, less its jitter: a tick that a new job brought forward reads the others no sooner. */
const leastMs = 80_000;

/** Lists lag 40 s and outages pass; what Azure has not shown for so long (world ms) and does not know either is gone. */
const lostAfterMs = 30 * 60_000;

/** It was asked for since it was last seen, and Azure did not know it. */
function isMissing({ detail_at, seen_at }: Followed): boolean {
  return detail_at !== null && detail_at > seen_at;
}

/** Whether a job that Azure, asked again, does not know is to be taken as lost: two looks must agree. */
export function isLost(job: Followed, now: Date): boolean {
  return isMissing(job) && now.getTime() - job.seen_at.getTime() >= lostAfterMs;
}

/**
 * Which jobs are read by id in a tick. One that has just gone from the list has most likely ended: that is read at once
 * and happens once, so it is no part of a tick's share. The share goes to those whose details are oldest.
 * @param listed whether it is in the list of what is in progress
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

/** Hourly limit of one backup action per subscription, as Azure throttled it in recorded traffic. */
const callsPerHour = 150;
/** Half of it is left for people and for other tools. */
const ourShare = 0.5;
/** Azure itself says Retry-After 60; a shorter tick would only show the same percentage again. */
const leastSeconds = 60;

/**
 * Jobs whose details a tick of a vault reads. Azure counts them with the lists, as one action (`backupJobs/read`); more
 * of them would have every vault of the subscription looked at less often, and ends are what people wait for.
 */
export const detailsPerTick = 1;

/**
 * Calls that a look at every watched vault of a subscription takes.
 * @param busy vaults with work from chat in flight: a list and details
 * @param subscribed vaults that somebody wants to hear of: a list by start time
 */
export function callsPerTick({ busy, subscribed }: { busy: number; subscribed: number }): number {
  return busy * (1 + detailsPerTick) + subscribed;
}

/**
 * Seconds between two looks at a watched vault. It follows the calls that a look at every watched vault of the
 * subscription takes, and with them the number of vaults, never that of jobs.
 */
export function watchTickSeconds(calls: number): number {
  const secondsPerCall = 3600 / (callsPerHour * ourShare);
  return Math.max(leastSeconds, Math.ceil(secondsPerCall * Math.max(1, calls)));
}

/** ± 10 %, so that vaults that became busy together do not stay together. @param random 0 ≤ random < 1 */
export function withJitter(seconds: number, random: number): number {
  return seconds * (0.9 + 0.2 * random);
}
