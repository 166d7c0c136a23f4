import { z } from 'zod/v4';
import { readersSeen } from '../access/rules/stored-readers.ts';
import { defineStored } from '../kernel/stored.ts';
import { scopeShape } from '../requests/rules/definition-scope.ts';
import { gatedNeed, need, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';
import { type DrillTimes, drillPeriods } from './rules/drill-clock.ts';
import { probeWanted } from './rules/probe.ts';

/** How its machines were chosen: what a tag or a vault gains later is told, and not drilled. */
const selection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('name') }),
  z.object({ by: z.literal('tag'), tag: z.string(), value: z.string() }),
  z.object({ by: z.literal('vault') }),
]);

export type DrillSelection = z.infer<typeof selection>;

/** Drills of these machines, approved once for at most a quarter. */
export const storedDefinition = defineStored(
  'plan drill-definition',
  z.object({
    kind: z.literal('drill-definition'),
    target: planTargetSchema,
    names: z.array(z.string()),
    /** What Azure gave its machines when it was asked for, and gives to no other: by comparable id. */
    immutableIds: z.record(z.string(), z.string()),
    /** Names of those that are others than the ones that were approved last. */
    remade: z.array(z.string()).optional(),
    selection,
    place: z.object({
      groupId: z.string(),
      stagingId: z.string(),
      subnetId: z.string(),
      openings: z.array(z.string()),
    }),
    /** What its owner must hold, as a plan of its first machine told. */
    needs: z.array(need),
    /** Who gains access by a copy: of the machine where most people do. */
    readers: z.object({ vm: z.string(), seen: readersSeen }),
    plan: z.object({
      hash: z.string(),
      effects: signed(
        'drill-definition',
        {
          version: z.literal(2),
          ...scopeShape,
          every: z.enum(drillPeriods),
          from: z.number().int(),
          to: z.number().int(),
          zone: z.string(),
          atOnce: z.number().int(),
          lifeHours: z.number().int(),
          /** The definition that this one takes the place of once it is in force. */
          renews: z.string().nullable(),
          /** What its drills look at besides the usual; its script is in the hash, and in those of the scope. */
          probe: probeWanted.optional(),
          /** Who is mentioned when one of its drills fails or can't begin. */
          told: z.array(z.object({ oid: z.string(), name: z.string() })).optional(),
          /** How long a restore may take, and how old a point may be, at most. */
          targets: z
            .object({ rtoMinutes: z.number().int().optional(), rpoMinutes: z.number().int().optional() })
            .optional(),
        },
        2,
      ),
    }),
    gated: gatedNeed,
  }),
);

export type StoredDefinition = z.infer<typeof storedDefinition.schema>;

/** Effects are hashed as they stand, and what was signed calls its time zone `zone`. */
export function timesOf({ every, from, to, zone }: StoredDefinition['plan']['effects']): DrillTimes {
  return { every, from, to, timeZone: zone };
}

export function asDefinition(plan: { kind: string } | undefined): StoredDefinition | undefined {
  return plan?.kind === 'drill-definition' ? (plan as StoredDefinition) : undefined;
}
