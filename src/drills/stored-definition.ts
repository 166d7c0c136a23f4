import { z } from 'zod/v4';
import { readersSeen } from '../access/count-readers.ts';
import { defineStored } from '../kernel/stored.ts';
import { scopeShape } from '../requests/rules/definition-scope.ts';
import { gatedNeed, need, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';
import { type DrillTimes, drillPeriods } from './rules/drill-clock.ts';
import { copyPlace } from './rules/drill-scope.ts';
import { probeWanted } from './rules/probe.ts';

/** How its machines were chosen: machines that its tag or vault gains later are reported, not drilled. */
const selection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('name') }),
  z.object({ by: z.literal('tag'), tag: z.string(), value: z.string() }),
  z.object({ by: z.literal('vault') }),
]);

export type DrillSelection = z.infer<typeof selection>;

/** Scheduled drills of these machines, approved once for a quarter at most. */
export const storedDefinition = defineStored(
  'plan drill-definition',
  z.object({
    kind: z.literal('drill-definition'),
    target: planTargetSchema,
    names: z.array(z.string()),
    /** Immutable ids of its machines in Azure at the time of the request, by comparable id. */
    immutableIds: z.record(z.string(), z.string()),
    /** Names of machines that differ from the ones approved last. */
    remade: z.array(z.string()).optional(),
    selection,
    place: copyPlace,
    /** Rights that its owner must hold, from a plan of its first machine. */
    needs: z.array(need),
    /** Readers of the machine whose copy gives access to the most people. */
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
          /** The definition that this one replaces once it is in force. */
          renews: z.string().nullable(),
          /** Extra checks; the script is covered by the hash, and by the hashes of the scope. */
          probe: probeWanted.optional(),
          /** People mentioned when one of its drills fails or can't begin. */
          told: z.array(z.object({ oid: z.string(), name: z.string() })).optional(),
          /** Longest time that a restore may take, and highest age of a point. */
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

/** Effects are hashed as they stand, and signed effects call the time zone `zone`. */
export function drillTimes({ every, from, to, zone }: StoredDefinition['plan']['effects']): DrillTimes {
  return { every, from, to, timeZone: zone };
}

export function asDefinition(plan: { kind: string } | undefined): StoredDefinition | undefined {
  return plan?.kind === 'drill-definition' ? (plan as StoredDefinition) : undefined;
}
