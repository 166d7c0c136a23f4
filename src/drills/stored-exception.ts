import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import { scopeShape } from '../requests/rules/definition-scope.ts';
import { gatedNeed, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';

/** A machine that nobody drills for a while: somebody's name, a reason and an end. Nothing runs under it. */
export const storedException = defineStored(
  'plan drill-exception',
  z.object({
    kind: z.literal('drill-exception'),
    target: planTargetSchema,
    plan: z.object({
      hash: z.string(),
      effects: signed('drill-exception', { ...scopeShape, why: z.string() }),
    }),
    gated: gatedNeed,
    /** What Azure gave its machine, and gives to no other; null: the machine was gone when it was asked for. Absent: not told. */
    immutableId: z.string().nullable().optional(),
  }),
);

export type StoredException = z.infer<typeof storedException.schema>;

export function asException(plan: { kind: string } | undefined): StoredException | undefined {
  return plan?.kind === 'drill-exception' ? (plan as StoredException) : undefined;
}
