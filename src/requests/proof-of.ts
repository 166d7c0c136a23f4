import { sameArmId } from '../kernel/arm-id.ts';
import { StoredError } from '../kernel/stored.ts';
import { isOfAnother } from '../machines/rules/last-region-inspection.ts';
import { strictest } from '../machines/rules/score.ts';
import { type PlanInForce, plansInForce } from '../store/planned-request.ts';
import { type Part, readAs, together } from '../store/rows.ts';
import type { Targets } from '../store/rules/trial-row.ts';
import type { Db } from '../store/schema.ts';
import { lastProven, type Proof } from '../store/trials.ts';
import type { RequestKinds } from './request-kind.ts';
import type { StoredPlan } from './stored-request.ts';

/**
 * How well a restore of a machine is proven, and the agreements in force for it.
 * @param immutableId of the machine, if known: an earlier machine of its name proves nothing about it
 */
export function proofOf(db: Db, kinds: RequestKinds, vmId: string, immutableId: string | undefined): Part<Proof> {
  const parts = { ended: lastProven(db, kinds.trials, vmId, immutableId), agreed: plansInForce(db) };
  return readAs(together(parts), ({ ended: { proven, failed, asked }, agreed }) => {
    const lostMs = asked && lostBy(kinds, asked);
    return {
      ...(proven && { proven: { ...proven, ...(lostMs !== undefined && { lostMs }) } }),
      ...(failed && { failed }),
      ...agreementsFor(kinds, agreed, vmId, immutableId),
    };
  });
}

/**
 * The strictest of several targets, and the exception that lasts longest. A machine made anew under a name inherits no
 * exception.
 */
function agreementsFor(
  kinds: RequestKinds,
  agreements: readonly PlanInForce[],
  vmId: string,
  immutableId: string | undefined,
): Pick<Proof, 'targets' | 'excepted'> {
  let strict: Targets | undefined;
  let excepted: Proof['excepted'];
  for (const { body, ...about } of agreements) {
    const plan = readable(kinds, body);
    if (!plan) continue;
    const { definition } = kinds.of(plan);
    if (!definition?.scope(plan).machines.some((machine) => sameArmId(machine, vmId))) continue;
    strict = strictest(strict, definition.targets?.(plan));
    const agreed = definition.excepts?.(plan);
    if (!agreed || isOfAnother(agreed, immutableId)) continue;
    if (!excepted || excepted.until < about.until) excepted = { ...about, why: agreed.why };
  }
  return { ...(strict && { targets: strict }), ...(excepted && { excepted }) };
}

function lostBy(kinds: RequestKinds, { at, plan: body }: { at: Date; plan: unknown }): number | undefined {
  const plan = readable(kinds, body);
  const newestAt = plan && kinds.of(plan).proof?.shows(plan).newestAt;
  return newestAt && Math.max(0, at.getTime() - newestAt.getTime());
}

/** An unreadable plan must not keep the card from being drawn. */
function readable(kinds: RequestKinds, body: unknown): StoredPlan | undefined {
  try {
    return kinds.parse(body);
  } catch (error) {
    if (error instanceof StoredError) return undefined;
    throw error;
  }
}
