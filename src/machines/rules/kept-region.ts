import { z } from 'zod/v4';
import { defineStored, failure, momentSchema } from '../../kernel/stored.ts';
import { type RegionReadiness, regionStates } from './region-readiness.ts';

/** What the last look at a machine's other region found, and when. */
export type KeptRegion = RegionReadiness & {
  lookedAt: Date;
  /** When it was last found worse than before. */
  worseAt?: Date;
};

/** What a look found. */
export const storedRegionLook = defineStored(
  'region look',
  z.object({
    state: z.enum(regionStates),
    region: z.string().optional(),
    pointAt: momentSchema.optional(),
    gaps: z.array(z.object({ verdict: z.enum(['lacking', 'unknown']), text: failure, line: z.string().optional() })),
  }),
);

const hour = 60 * 60_000;
/** Whoever looked so late in the evening has looked for the night. */
const eveningMs = 6 * hour;
/** What could not be read is tried again sooner. */
const againMs = 4 * hour;
/** Told as what is known for so long: a night that was missed shows. */
const freshMs = 36 * hour;

/**
 * Whether it is to be looked at again; what was never looked at is due at once.
 * @param night when the last night's looks began
 */
export function isRegionDue(
  kept: Pick<KeptRegion, 'gaps' | 'lookedAt'> | undefined,
  { now, night }: { now: Date; night: Date },
): boolean {
  if (!kept || night.getTime() - kept.lookedAt.getTime() >= eveningMs) return true;
  return isUnsure(kept) && now.getTime() - kept.lookedAt.getTime() >= againMs;
}

/** Whether some of it could not be read. */
export function isUnsure({ gaps }: Pick<RegionReadiness, 'gaps'>): boolean {
  return gaps.some(({ verdict }) => verdict === 'unknown');
}

/** Whether what was found may still be told as what is. */
export function isRegionFresh({ lookedAt }: Pick<KeptRegion, 'lookedAt'>, now: Date): boolean {
  return now.getTime() - lookedAt.getTime() < freshMs;
}

/** As it is told: what is too old is not known any more, whatever it was. */
export function toldRegion(kept: KeptRegion, now: Date): KeptRegion {
  return isRegionFresh(kept, now) ? kept : { ...kept, state: 'unknown' };
}

/** Best first. */
const ranks = ['ready', 'off', 'unknown', 'lacking'] as const satisfies readonly RegionReadiness['state'][];

/**
 * When a machine was last found worse than before: less ready, or lacking something more. Without a look before, nothing
 * got worse; and what is ready again has nothing behind it.
 */
export function worseSince(before: KeptRegion | undefined, found: RegionReadiness, at: Date): Date | undefined {
  if (found.state === 'ready' || !before) return undefined;
  const had = lacks(before);
  const isWorse =
    ranks.indexOf(found.state) > ranks.indexOf(before.state) || [...lacks(found)].some((code) => !had.has(code));
  return isWorse ? at : before.worseAt;
}

function lacks({ gaps }: RegionReadiness): Set<string> {
  return new Set(gaps.filter(({ verdict }) => verdict === 'lacking').map(({ text }) => text.code));
}

/** What stands first in a list: what lacks most, what is not known, what nobody has looked at, and then what is ready. */
export function regionRank(kept: RegionReadiness | undefined): number {
  if (!kept) return 2;
  if (kept.state === 'lacking') return -lacks(kept).size;
  return kept.state === 'unknown' ? 1 : 3;
}
