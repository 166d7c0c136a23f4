import { strictest, type Targets } from '../drills/rules/score.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import { reading, readValue } from '../kernel/result.ts';
import { findPlanned, plansInForce } from '../store/planned-request.ts';
import { type Proof, readProven } from '../store/proven.ts';
import type { Db } from '../store/schema.ts';
import type { RequestKinds } from './request-kind.ts';

/** How well it is known that a machine can be restored, beside what the definitions that hold it ask for. */
export async function readProof(db: Db, kinds: RequestKinds, vmId: string): Promise<Proof> {
  const [{ proven, failed }, targets] = await Promise.all([readProven(db, vmId), readTargets(db, kinds, vmId)]);
  const lostMs = proven && (await readLost(db, kinds, proven.id));
  return {
    ...(proven && { proven: { ...proven, ...(lostMs !== undefined && { lostMs }) } }),
    ...(failed && { failed }),
    ...(targets && { targets }),
  };
}

/** Of several, the strictest. */
async function readTargets(db: Db, kinds: RequestKinds, vmId: string): Promise<Targets | undefined> {
  let strict: Targets | undefined;
  for (const kept of await plansInForce(db)) {
    // One that cannot be read keeps no card from being drawn.
    const plan = readValue(await reading(async () => kinds.parse(kept)));
    if (!plan) continue;
    const kind = kinds.of(plan);
    if (!kind.standing?.(plan).machines.some((machine) => sameArmId(machine, vmId))) continue;
    strict = strictest(strict, kind.targets?.(plan));
  }
  return strict;
}

async function readLost(db: Db, kinds: RequestKinds, id: string): Promise<number | undefined> {
  const found = readValue(await reading(() => findPlanned(db, kinds, id)));
  const newestAt = found && kinds.of(found.plan).newestAt?.(found.plan);
  return newestAt && Math.max(0, found.request.created_at.getTime() - newestAt.getTime());
}
