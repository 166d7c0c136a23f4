/** Azure Backup's limit for one action in a subscription. */
const callsPerHour = 150;
/** Half of it is for people and other tools; a part of ours is left for what somebody waits for. */
const ours = { sweeps: 0.4 * callsPerHour, all: 0.5 * callsPerHour } as const;
const hourMs = 3_600_000;
const leastSeconds = 300;
/** Azure's page of protected items, taken for those of machines too. */
const itemsPerPage = 200;

/** Calls for a list of this size. */
export function callsFor(size: number): number {
  return Math.max(1, Math.ceil(size / itemsPerPage));
}

/** Seconds from one sweep of a list to the next. @param sizes of all lists of its kind in the subscription */
export function sweepSeconds(sizes: readonly number[]): number {
  const calls = sizes.reduce((sum, size) => sum + callsFor(size), 0);
  return Math.max(leastSeconds, (calls * hourMs) / 1000 / ours.sweeps);
}

/** What people get of the limit for lists of jobs to ask what goes on; the watch and the digests have the rest. */
const jobListsPerHour = callsPerHour / 3;

/** Seconds for which a vault's jobs count as known to whoever asks. @param vaults in its subscription */
export function jobsSeconds(vaults: number): number {
  return Math.max(60, (vaults * 3600) / jobListsPerHour);
}

/** Whose call it is: that of a sweep, or one that somebody waits for. */
export type Spender = 'sweep' | 'look';

/**
 * Takes calls from a subscription's share of any hour.
 * @param spent the times of earlier calls (ms)
 * @returns the times to keep, or when to ask again
 */
export function spend(
  spent: readonly number[],
  now: number,
  calls: number,
  spender: Spender,
): { spent: number[] } | { again: number } {
  const most = spender === 'sweep' ? ours.sweeps : ours.all;
  const lately = spent.filter((at) => at > now - hourMs && at <= now).toSorted((a, b) => a - b);
  // A list that alone is longer than the share is read when nothing else was.
  const over = lately.length + Math.min(calls, most) - most;
  const last = over > 0 ? lately[over - 1] : undefined;
  if (last !== undefined) return { again: last + hourMs };
  return { spent: [...lately, ...Array.from({ length: calls }, () => now)] };
}
