import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import { gatedNeed, itemTargetSchema, madeSchema, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';
import { storedRestore } from './stored-restore.ts';

/** A restore whose copy nobody meets until it is released. It is signed as the restore: its place is in those effects. */
export const storedQuarantine = defineStored(
  'plan quarantine',
  z.object({
    kind: z.literal('quarantine'),
    target: itemTargetSchema,
    restore: storedRestore.schema,
    plan: z.object({ hash: z.string(), effects: storedRestore.schema.shape.plan.shape.effects }),
    gated: gatedNeed,
  }),
);

export type StoredQuarantine = z.infer<typeof storedQuarantine.schema>;

/** A copy that was not shown to be apart is taken off its host, by the id that Azure gave it. */
export const storedQuarantineOff = defineStored(
  'plan quarantine-off',
  z.object({
    kind: z.literal('quarantine-off'),
    target: planTargetSchema,
    /** Id of the request whose copy it is. */
    quarantine: z.string(),
    plan: z.object({
      hash: z.string(),
      effects: signed('quarantine-off', { quarantine: z.string(), machine: madeSchema }),
    }),
  }),
);

export type StoredQuarantineOff = z.infer<typeof storedQuarantineOff.schema>;

export function asQuarantine(plan: { kind: string } | undefined): StoredQuarantine | undefined {
  return plan?.kind === 'quarantine' ? (plan as StoredQuarantine) : undefined;
}

export function asQuarantineOff(plan: { kind: string } | undefined): StoredQuarantineOff | undefined {
  return plan?.kind === 'quarantine-off' ? (plan as StoredQuarantineOff) : undefined;
}

/** The request for a restore that was chosen to be quarantined. */
export function quarantineOf(restore: z.infer<typeof storedRestore.schema>): StoredQuarantine {
  const { pointId: _, pointName: __, ...target } = restore.target;
  const { hash, effects } = restore.plan;
  return { kind: 'quarantine', target, restore, plan: { hash, effects }, gated: restore.gated };
}
