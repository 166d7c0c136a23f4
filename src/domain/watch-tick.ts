/** Hourly limit of one backup action per subscription, as Azure throttled it in recorded traffic. */
const callsPerHour = 150;
/** Half of it is left for people and for other tools. */
const ourShare = 0.5;
/** Azure itself says Retry-After 60; a shorter tick would only show the same percentage again. */
const leastSeconds = 60;

/**
 * Seconds between two looks at a busy vault. It follows the number of vaults with work in flight in the
 * subscription, never the number of jobs.
 */
export function watchTickSeconds(busyVaults: number): number {
  const lists = 3600 / (callsPerHour * ourShare);
  return Math.max(leastSeconds, Math.ceil(lists * Math.max(1, busyVaults)));
}

/** ± 10 %, so that vaults that became busy together do not stay together. @param random 0 ≤ random < 1 */
export function withJitter(seconds: number, random: number): number {
  return seconds * (0.9 + 0.2 * random);
}
