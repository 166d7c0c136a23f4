import type { Tier } from '../../kernel/facts.ts';

/** How long a step took that ended well. */
export type StepTime = { kind: string; tier: Tier | 'unknown'; seconds: number };

/** What a step takes as a rule, and from how many of them that is known. */
export type ExpectedTime = { seconds: number; count: number };

/** The steps whose time follows the tier: snapshots restore in minutes, a copy in the vault does not. */
const tiered: ReadonlySet<string> = new Set(['restore-disks', 'restore-vm', 'replace-disks']);

/** The median: one night on which Azure took hours must not change what is promised. Undefined: no history. */
export function expectedTime(
  times: readonly StepTime[],
  kind: string,
  tier: Tier | 'unknown',
): ExpectedTime | undefined {
  const seconds = times
    .filter((time) => time.kind === kind && (!tiered.has(kind) || time.tier === tier))
    .map((time) => time.seconds)
    .sort((a, b) => a - b);
  const middle = seconds.length >> 1;
  const [low, high] = [seconds[seconds.length % 2 === 0 ? middle - 1 : middle], seconds[middle]];
  if (low === undefined || high === undefined) return undefined;
  // Nothing is said to take "about less than a second".
  return { seconds: Math.max(1, Math.round((low + high) / 2)), count: seconds.length };
}
