import { z } from 'zod/v4';
import { defineStored, momentSchema } from '../kernel/stored.ts';
import { gatedNeed, itemTargetSchema, madeSchema, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';
import { storedRestore } from '../restore/stored-restore.ts';
import { probeWanted } from './rules/probe.ts';

const place = z.object({
  groupId: z.string(),
  stagingId: z.string(),
  subnetId: z.string(),
  openings: z.array(z.string()),
});

/** Why this point: the reason of `chooseDrillPoint`. asked: somebody named it. */
const why = z.enum(['tier', 'keys', 'oldest', 'newest', 'asked', 'longest-ago']);

/** A restore to a place of its own, looked at and deleted again. */
export const storedDrill = defineStored(
  'plan drill',
  z.object({
    kind: z.literal('drill'),
    target: itemTargetSchema,
    restore: storedRestore.schema,
    place,
    why,
    plan: z.object({
      hash: z.string(),
      effects: signed('drill', {
        /** Hash of the restore that it carries out: point, place, disks, machine and steps are in it. */
        restore: z.string(),
        place,
        /** SHA-256 of the script that is run in the guest. */
        probe: z.string(),
        /** All that it makes is deleted at its end. */
        deletes: z.literal(true),
      }),
    }),
    gated: gatedNeed,
    /** What its definition has looked at besides. */
    probe: probeWanted.optional(),
    /** How large the copy is, for the ceilings of a definition; absent: nobody told. */
    measured: z.object({ cores: z.number(), gb: z.number() }).optional(),
    /** When the newest point was made that could have been restored then. What would have been lost goes by it, whatever point is drilled. */
    newestAt: momentSchema.optional(),
  }),
);

export type StoredDrill = z.infer<typeof storedDrill.schema>;

/** What a drill made is deleted, by the ids that Azure gave it. */
export const storedCleanUp = defineStored(
  'plan drill-cleanup',
  z.object({
    kind: z.literal('drill-cleanup'),
    target: planTargetSchema,
    /** Id of the request whose record this is. */
    drill: z.string(),
    groupId: z.string(),
    plan: z.object({
      hash: z.string(),
      effects: signed('drill-cleanup', {
        drill: z.string(),
        made: z.array(madeSchema),
        /** Files of its job in the staging account of drills. */
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
