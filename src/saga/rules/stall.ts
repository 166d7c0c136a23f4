const minute = 60_000;
/** Azure shows nothing while it copies a disk, so a job may stand still for long without being stuck. */
const leastMs = 30 * minute;
const withoutHistoryMs = 2 * 60 * minute;

/**
 * Whether a running job has stood still for so long that somebody should look.
 * @param movedAt when its status, percentage, a task or what it transferred last changed
 * @param usualMs how long the whole of it takes in this vault; undefined: no history
 */
export function isStalled(movedAt: Date, usualMs: number | undefined, now: Date): boolean {
  const limit = usualMs === undefined ? withoutHistoryMs : Math.max(leastMs, 2 * usualMs);
  return now.getTime() - movedAt.getTime() >= limit;
}
