import { z } from 'zod/v4';
import { regionStates } from '../../kernel/codes/region.ts';
import type { Failure } from '../../kernel/errors.ts';
import { defineStored, failure, momentSchema } from '../../kernel/stored.ts';

/** What is missing or could not be looked at. `line`: an az line that mends it, or shows more. */
export type RegionGap = { verdict: 'lacking' | 'unknown'; text: Failure; line?: string };

/** Whether a machine can be restored on the day its region is lost. */
export type RegionReadiness = {
  state: (typeof regionStates)[number];
  region?: string;
  /** The newest point there. */
  pointAt?: Date;
  /** What is missing, and what nobody knows. */
  gaps: RegionGap[];
};

/** What the last look at a machine's other region found, and when. */
export type LastRegionLook = RegionReadiness & {
  lookedAt: Date;
  /** What Azure gave the machine, and gives to no other; null: there was none. Absent: not known. */
  immutableId?: string | null;
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
    immutableId: z.string().nullable().optional(),
    gaps: z.array(z.object({ verdict: z.enum(['lacking', 'unknown']), text: failure, line: z.string().optional() })),
  }),
);

/** So far the clock of another replica may be ahead. What lies further in the future is of a clock that was wrong. */
const aheadMs = 5 * 60_000;

/** A look that is kept as later than this was kept by a clock that was wrong, and stands in no other's way. */
export function latestLook(now: Date): Date {
  return new Date(now.getTime() + aheadMs);
}
