import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../kernel/stored.ts';
import { gatedNeed, itemTargetSchema, madeSchema, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';
import { storedRestore } from '../restore/stored-restore.ts';
import { copyPlace } from './rules/drill-scope.ts';
import { probeWanted } from './rules/probe.ts';

/** A restore to an isolated place, checked and deleted afterwards. */
export const storedDrill = defineStored(
  'plan drill',
  z.object({
    kind: z.literal('drill'),
    target: itemTargetSchema,
    restore: storedRestore.schema,
    place: copyPlace,
    /** Why this point was chosen: a reason of `chooseDrillPoint`. asked: somebody named it. */
    why: z.enum(['tier', 'keys', 'oldest', 'newest', 'asked', 'longest-ago']),
    plan: z.object({
      hash: z.string(),
      effects: signed('drill', {
        /** Hash of the restore that it runs: covers point, place, disks, machine and steps. */
        restore: z.string(),
        place: copyPlace,
        /** SHA-256 of the script that runs in the guest. */
        probe: z.string(),
        /** Everything that it makes is deleted at the end. */
        deletes: z.literal(true),
      }),
    }),
    gated: gatedNeed,
    /** Extra checks of its definition. */
    probe: probeWanted.optional(),
    /** Size of the copy, counted against the ceilings of a definition; absent: unknown. */
    measured: z.object({ cores: z.number(), gb: z.number() }).optional(),
    /** When the newest restorable point was made. Data loss is measured from it, whichever point is drilled. */
    newestAt: momentSchema.optional(),
  }),
);

export type StoredDrill = z.infer<typeof storedDrill.schema>;

/** Deletes what a drill made, by the ids that Azure gave it. */
export const storedCleanUp = defineStored(
  'plan drill-cleanup',
  z.object({
    kind: z.literal('drill-cleanup'),
    target: planTargetSchema,
    /** Id of the drill whose record this is. */
    drill: z.string(),
    groupId: z.string(),
    plan: z.object({
      hash: z.string(),
      effects: signed('drill-cleanup', {
        drill: z.string(),
        made: z.array(madeSchema),
        /** Files of its job in the staging account for drills. */
        files: z.array(z.string()),
      }),
    }),
  }),
);

export type StoredCleanUp = z.infer<typeof storedCleanUp.schema>;

export function asDrill(plan: { kind: string } | undefined): StoredDrill | undefined {
  return plan?.kind === 'drill' ? (plan as StoredDrill) : undefined;
}

export function asCleanUp(plan: { kind: string } | undefined): StoredCleanUp | undefined {
  return plan?.kind === 'drill-cleanup' ? (plan as StoredCleanUp) : undefined;
}
