import { z } from 'zod/v4';
import { requireKnown } from '../../kernel/stored.ts';

/** An Azure action and the ARM id at which it must be held. */
export const need = z.object({
  action: z.string(),
  scope: z.string(),
  plane: z.enum(['control', 'data']).optional(),
});

/** What a request is about, enough to find it again in Azure. */
export const planTargetSchema = z.object({
  vaultId: z.string(),
  vaultName: z.string(),
  containerName: z.string(),
  vmId: z.string(),
  vmName: z.string(),
});

export type PlanTarget = z.infer<typeof planTargetSchema>;

/** A protected item besides. */
export const itemTargetSchema = planTargetSchema.extend({ itemId: z.string(), itemName: z.string() });

export type ItemTarget = z.infer<typeof itemTargetSchema>;

/**
 * The action whose holders decide by default. The machine's tags may choose the rule of the approval policy; left out,
 * they are unknown and every rule that may hold must be satisfied.
 */
export const gatedNeed = need.extend({ tags: z.record(z.string(), z.string()).readonly().optional() });

export type GatedNeed = z.infer<typeof gatedNeed>;

/**
 * What was signed. It has a version of its own, which stands in what is hashed from version 2 on, and no upgrade
 * touches it: a member that this version does not know was signed too, so it is refused and never dropped.
 * @param known the newest version that is made here
 */
export function signed<Shape extends z.ZodRawShape>(name: string, shape: Shape, known = 1) {
  const checked = z.preprocess((effects) => {
    requireKnown(`effects ${name}`, effects, known);
    return effects;
  }, z.strictObject(shape));
  return checked.meta({ signed: { name, version: known } });
}

/** Something that a drill made: under which ARM id, and which it is whatever stands under that id later. */
export const madeSchema = z.object({
  what: z.enum(['vm', 'interface', 'disk']),
  id: z.string(),
  /** vmId, resourceGuid or uniqueId. */
  immutableId: z.string(),
});

export type Made = z.infer<typeof madeSchema>;
