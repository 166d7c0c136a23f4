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
