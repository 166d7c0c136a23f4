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
