import { strictest, type Targets } from '../drills/rules/score.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import { reading, readValue } from '../kernel/result.ts';
import { failedDrill, lastProven, type Proof } from '../store/proven.ts';
import { findPlan, findRequest, listRequests } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { RequestKinds } from './request-kind.ts';

/** How well it is known that a machine can be restored, beside what the definitions that hold it ask for. */
export async function readProof(db: Db, kinds: RequestKinds, vmId: string): Promise<Proof> {
  const [proven, failed, targets] = await Promise.all([
    lastProven(db, vmId),
    failedDrill(db, vmId),
    readTargets(db, kinds, vmId),
  ]);
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
  for (const { id } of await listRequests(db, { inForce: true })) {
    const plan = await findBody(db, kinds, id);
    if (!plan?.kind.standing?.(plan.body).machines.some((machine) => sameArmId(machine, vmId))) continue;
    strict = strictest(strict, plan.kind.targets?.(plan.body));
  }
  return strict;
}

async function readLost(db: Db, kinds: RequestKinds, id: string): Promise<number | undefined> {
  const [request, plan] = await Promise.all([findRequest(db, id), findBody(db, kinds, id)]);
  const newestAt = plan?.kind.newestAt?.(plan.body);
  return request && newestAt && Math.max(0, request.created_at.getTime() - newestAt.getTime());
}

/** One that cannot be read keeps no card from being drawn. */
async function findBody(db: Db, kinds: RequestKinds, id: string) {
  const body = readValue(await reading(() => findPlan(db, kinds, id)))?.body;
  return body && { body, kind: kinds.of(body) };
}
