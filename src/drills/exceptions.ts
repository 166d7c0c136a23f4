import { z } from 'zod/v4';
import { sameArmId } from '../kernel/arm-id.ts';
import { defineStored, type StoredError } from '../kernel/stored.ts';
import { isOfAnother } from '../machines/rules/last-region-inspection.ts';
import type { Excepted } from '../machines/rules/score.ts';
import { scopeShape } from '../requests/rules/definition-scope.ts';
import { gatedNeed, planTargetSchema, signed } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { assigneeOf } from '../requests/stored-request.ts';
import { findPlan, listRequests } from '../store/requests.ts';
import { whenUnread } from '../store/rows.ts';

/** An exception from drills: a machine, somebody's name, a reason and an end. Nothing runs under it. */
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
    /**
     * The machine's immutable id in Azure. null: the machine was gone when the exception was requested. Absent:
     * unknown.
     */
    immutableId: z.string().nullable().optional(),
  }),
);

export type StoredException = z.infer<typeof storedException.schema>;

function asException(plan: { kind: string } | undefined): StoredException | undefined {
  return plan?.kind === 'drill-exception' ? (plan as StoredException) : undefined;
}

/**
 * Machines excepted from drills now; of several exceptions the longest counts. A machine recreated under the name
 * doesn't inherit one.
 * @param tell is called for each exception whose plan can't be read: its row still names the machine
 * @returns takes the immutable id of the machine that has the name now; undefined: unknown, or no machine has it
 */
export async function listExceptions(
  { store, requestKinds, clock }: Pick<RequestServices, 'store' | 'requestKinds' | 'clock'>,
  tell: (error: StoredError, row: { requestId: string; vmId: string }) => void,
): Promise<(vmId: string, immutableId: string | undefined) => Excepted | undefined> {
  const found: { vmId: string; immutableId: string | null | undefined; excepted: Excepted }[] = [];
  for (const request of await listRequests(store.db, { kinds: ['drill-exception'], states: ['running'] })) {
    const { id, vm_id, in_force_until: until } = request;
    // The timer that ends an exception may be late.
    if (!until || until <= clock.now()) continue;
    const unread = whenUnread((error) => tell(error, { requestId: id, vmId: vm_id }));
    const plan = asException((await findPlan(store.db, requestKinds, id).catch(unread))?.body);
    const excepted = { id, until, by: assigneeOf(request).name };
    for (const vmId of plan?.plan.effects.machines ?? [vm_id]) {
      found.push({ vmId, immutableId: plan?.immutableId, excepted });
    }
  }
  const longest = found.toSorted((a, b) => b.excepted.until.getTime() - a.excepted.until.getTime());
  return (vmId, immutableId) =>
    longest.find((one) => sameArmId(one.vmId, vmId) && !isOfAnother(one, immutableId))?.excepted;
}
