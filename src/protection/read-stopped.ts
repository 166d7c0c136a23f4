import type { RecoveryPointFacts } from '../kernel/facts.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { Target } from '../machines/inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import { findPlan, listRequests } from '../store/requests.ts';
import type { Stopped } from './rules/resume-loss.ts';
import { asStop } from './stored.ts';
import { asHold, asUnhold } from './stored-hold.ts';

type Parts = Pick<RequestServices, 'azure' | 'store' | 'requestKinds'>;

/** More of them without a stop among them say nothing of it. */
const mostLookedAt = 20;

/** What a resumption is compared with: the policy that an item had, if that is known, and its points. */
export async function readStopped(services: Parts, { vault, item }: Target): Promise<Stopped> {
  const points = readValue(await reading(() => services.azure.points.list(item.id)));
  const before = item.policyName
    ? await services.azure.policies.get(vault, item.policyName)
    : points && (await findStoppedUnder(services, item.vmId, points));
  return { ...(before && { before }), ...(points && { points }) };
}

/** By the request that stopped it: Azure takes the policy off what is stopped. A newer point says that somebody resumed it since. */
async function findStoppedUnder(
  { store: { db }, requestKinds }: Parts,
  vmId: string,
  points: readonly RecoveryPointFacts[],
): Promise<Stopped['before']> {
  const kinds = ['stop-protection', 'hold', 'unhold', 'protect', 'resume-protection', 'resume-shorter'];
  const limit = mostLookedAt;
  for (const { id, ended_at } of await listRequests(db, { vmId, kinds, states: ['succeeded'], byEnd: true, limit })) {
    const plan = readValue(await reading(() => findPlan(db, requestKinds, id)))?.body;
    const stop = asStop(plan);
    if (stop) return ended_at && points.every(({ at }) => at <= ended_at) ? stop.before : undefined;
    const changedNothing = asHold(plan)?.stopped === true || asUnhold(plan)?.plan.effects.policy === null;
    if (!changedNothing) return undefined;
  }
  return undefined;
}
