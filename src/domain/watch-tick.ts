/** Hourly limit of one backup action per subscription, as Azure throttled it in recorded traffic. */
const callsPerHour = 150;
/** Half of it is left for people and for other tools. */
const ourShare = 0.5;
/** Azure itself says Retry-After 60; a shorter tick would only show the same percentage again. */
const leastSeconds = 60;

/**
 * Seconds between two looks at a watched vault. It follows the number of lists that a look at every watched vault of the
 * subscription takes, never the number of jobs.
 */
export function watchTickSeconds(listsPerTick: number): number {
  const secondsPerList = 3600 / (callsPerHour * ourShare);
  return Math.max(leastSeconds, Math.ceil(secondsPerList * Math.max(1, listsPerTick)));
}

/** ± 10 %, so that vaults that became busy together do not stay together. @param random 0 ≤ random < 1 */
export function withJitter(seconds: number, random: number): number {
  return seconds * (0.9 + 0.2 * random);
}
