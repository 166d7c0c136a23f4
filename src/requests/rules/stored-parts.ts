import { z } from 'zod/v4';
import { requireKnown } from '../../kernel/stored.ts';

/** An Azure action and the ARM id at which it must be held. */
export const need = z.object({
  action: z.string(),
  scope: z.string(),
  plane: z.enum(['control', 'data']).optional(),
});

/** The target of a request, enough to find it again in Azure. */
export const planTargetSchema = z.object({
  vaultId: z.string(),
  vaultName: z.string(),
  containerName: z.string(),
  vmId: z.string(),
  vmName: z.string(),
});

export type PlanTarget = z.infer<typeof planTargetSchema>;

/** The same, with a protected item. */
export const itemTargetSchema = planTargetSchema.extend({ itemId: z.string(), itemName: z.string() });

export type ItemTarget = z.infer<typeof itemTargetSchema>;

/**
 * The action whose holders decide by default. The machine's tags may choose the rule of the approval policy. If they
 * are left out, they are unknown, and every rule that may hold must be satisfied.
 */
export const gatedNeed = need.extend({ tags: z.record(z.string(), z.string()).readonly().optional() });

export type GatedNeed = z.infer<typeof gatedNeed>;

/**
 * The shape of signed effects. They have a version of their own, which is hashed from version 2 on, and are never
 * upgraded. A member that this version does not know was signed too, so it is refused and never dropped.
 * @param known the newest version that is made here
 */
export function signed<Shape extends z.ZodRawShape>(name: string, shape: Shape, known = 1) {
  const checked = z.preprocess((effects) => {
    requireKnown(`effects ${name}`, effects, known);
    return effects;
  }, z.strictObject(shape));
  return checked.meta({ signed: { name, version: known } });
}

/**
 * Something that a restore or drill made: its ARM id, and the id that tells it from anything made later under that
 * name.
 */
export const madeSchema = z.object({
  what: z.enum(['vm', 'interface', 'disk']),
  id: z.string(),
  /** vmId, resourceGuid or uniqueId. */
  immutableId: z.string(),
});

export type Made = z.infer<typeof madeSchema>;
