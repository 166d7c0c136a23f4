import { z } from 'zod/v4';
import { regionStates } from '../../kernel/codes/region.ts';
import type { Failure } from '../../kernel/errors.ts';
import { defineStored, failure, momentSchema } from '../../kernel/stored.ts';

/** A resource that is missing or could not be inspected. `line`: an az command that fixes it, or shows more. */
export type RegionGap = { verdict: 'lacking' | 'unknown'; text: Failure; line?: string };

/** Whether a machine can be restored on the day its region is lost. */
export type RegionReadiness = {
  state: (typeof regionStates)[number];
  region?: string;
  /** When the newest point in the region was taken. */
  pointAt?: Date;
  /** Missing resources, and those that could not be inspected. */
  gaps: RegionGap[];
};

/** The result of the last look at a machine's other region, and its time. */
export type LastRegionInspection = RegionReadiness & {
  lookedAt: Date;
  /** Azure's unique id of the machine; null: there was no machine. Absent: not known. */
  immutableId?: string | null;
  /** When the region was last found in a worse state than before. */
  worseAt?: Date;
};

/** The result of a look. */
export const storedRegionInspection = defineStored(
  'region look',
  z.object({
    state: z.enum(regionStates),
    region: z.string().optional(),
    pointAt: momentSchema.optional(),
    immutableId: z.string().nullable().optional(),
    gaps: z.array(z.object({ verdict: z.enum(['lacking', 'unknown']), text: failure, line: z.string().optional() })),
  }),
);

/** Tolerance for another replica's clock. A time further ahead came from a wrong clock. */
const aheadMs = 5 * 60_000;

/** Latest credible time of a look: a look stored as later came from a wrong clock, and blocks no other. */
export function latestInspection(now: Date): Date {
  return new Date(now.getTime() + aheadMs);
}
