import { z } from 'zod/v4';
import type { ActivityFacts } from '../../kernel/facts.ts';
import { defineStored, momentSchema } from '../../kernel/stored.ts';
import { type PostureLine, type PostureTopic, postureTopics } from './posture.ts';

const seenLine = z.object({
  topic: z.enum(postureTopics),
  found: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type SeenLine = z.infer<typeof seenLine>;

/** Stored result of posture checks of a vault: the last known state, and what became weaker recently. */
export const storedPosture = defineStored(
  'setting posture',
  z.object({
    /** at: when Azure last reported it. */
    lines: z.array(seenLine.extend({ at: momentSchema })),
    /** since: when the old state was last seen; seenAt: when the weaker one was first seen. */
    weaker: z.array(z.object({ was: seenLine, is: seenLine, since: momentSchema, seenAt: momentSchema })),
  }),
);

export type SeenPosture = z.infer<typeof storedPosture.schema>;
export type Weaker = SeenPosture['weaker'][number];

/** States from weakest to strongest. A customer-managed key is no question of strength. */
const order: Record<PostureTopic, readonly string[]> = {
  immutability: ['off', 'unlocked', 'locked'],
  'soft-delete': ['off', 'short', 'on', 'always-on'],
  guard: ['none', 'some'],
  redundancy: ['local', 'zone', 'geo', 'geo-cross-region'],
  access: ['public', 'private'],
  alerts: ['off', 'on'],
  encryption: [],
  scan: ['off', 'on'],
};

const hour = 3_600_000;
/** Weakenings are kept this long, for digests that fail for days. */
const keepWeakeningsMs = 7 * 24 * hour;
/** The longest calendar day: Troll station's clocks go back by two hours. */
const dayMs = 26 * hour;

/**
 * Merges a check into the stored state. Topics that Azure does not report this time keep their last known state, so
 * that a weakening behind the gap is still seen; fixed ones are dropped.
 */
export function updatePosture(before: SeenPosture | undefined, now: readonly PostureLine[], asOf: Date): SeenPosture {
  // Digest order follows this time, so a check that waited for another, or runs on a different clock, must still come
  // after it.
  const at = new Date(Math.max(asOf.getTime(), (before ? (lastReadAt(before)?.getTime() ?? 0) : 0) + 1));
  const known = now.filter(({ state }) => state !== 'unknown').map((line) => ({ ...seen(line), at }));
  const was = new Map((before?.lines ?? []).map((line) => [line.topic, line]));
  const is = new Map(known.map((line) => [line.topic, line]));
  const fresh = known.flatMap((line): Weaker[] => {
    const old = was.get(line.topic);
    return old && isWeaker(old, line) ? [{ was: seen(old), is: seen(line), since: old.at, seenAt: at }] : [];
  });
  const still = (before?.weaker ?? []).flatMap((one) => {
    const line = is.get(one.is.topic) ?? one.is;
    const again = fresh.some(({ is: newer }) => newer.topic === line.topic);
    const isTold = !again && isWeaker(one.was, line) && at.getTime() - one.seenAt.getTime() < keepWeakeningsMs;
    return isTold ? [{ ...one, is: seen(line) }] : [];
  });
  return {
    lines: postureTopics.flatMap((topic) => is.get(topic) ?? was.get(topic) ?? []),
    weaker: [...still, ...fresh],
  };
}

/** When Azure last reported anything of the vault. */
export function lastReadAt({ lines }: Pick<SeenPosture, 'lines'>): Date | undefined {
  const times = lines.map(({ at }) => at.getTime());
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** @param told leaves out what was seen up to then, already sent to the same readers; without it, covers one day */
export function weakenedSince(weaker: readonly Weaker[], now: Date, notifiedUpTo?: Date): Weaker[] {
  const after = notifiedUpTo?.getTime() ?? now.getTime() - dayMs;
  return weaker.filter(({ seenAt }) => seenAt.getTime() > after);
}

function isWeaker(was: SeenLine, is: SeenLine): boolean {
  const ranks = order[is.topic];
  const [before, now] = [ranks.indexOf(was.found), ranks.indexOf(is.found)];
  if (before < 0 || now < 0 || before !== now) return now >= 0 && now < before;
  if (is.topic === 'guard') return operationsOf(was).some((name) => !operationsOf(is).includes(name));
  return is.topic === 'soft-delete' && Number(is.params.days) < Number(was.params.days);
}

function operationsOf({ params }: SeenLine): string[] {
  return String(params.operations ?? '').split(', ');
}

function seen({ topic, found, params }: SeenLine): SeenLine {
  return { topic, found, params };
}

/** Resource paths of posture settings that are not on the vault itself. */
const ownAddress: Partial<Record<PostureTopic, string>> = {
  'soft-delete': '/backupconfig',
  guard: '/backupresourceguardproxies',
  redundancy: '/backupstorageconfig',
};

/** Callers whose changes may have weakened the vault, newest first, without duplicates. */
export function changedBy(log: readonly ActivityFacts[], vaultId: string, topic: PostureTopic, since: Date): string[] {
  const vault = vaultId.toLowerCase();
  const own = ownAddress[topic];
  const callers = log
    .filter(({ operation, resourceId, at }) => {
      const id = resourceId.toLowerCase();
      const isIt = id === vault || (own !== undefined && id.startsWith(`${vault}${own}`));
      return isIt && at > since && /\/(write|delete|action)$/i.test(operation);
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .flatMap(({ caller }) => caller ?? []);
  return [...new Set(callers)];
}
