import { sameArmId } from '../kernel/arm-id.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import { isOfAnother } from '../machines/rules/last-region-inspection.ts';
import { strictest } from '../machines/rules/score.ts';
import { findPlanned, plansInForce } from '../store/planned-request.ts';
import type { Targets } from '../store/rules/trial-row.ts';
import type { Db } from '../store/schema.ts';
import { type Proof, readProven } from '../store/trials.ts';
import type { RequestKinds } from './request-kind.ts';

/**
 * How well a restore of a machine is proven, and the agreements in force for it.
 * @param immutableId of the machine, if known: an earlier machine of its name proves nothing about it
 */
export async function readProof(
  db: Db,
  kinds: RequestKinds,
  vmId: string,
  immutableId: string | undefined,
): Promise<Proof> {
  const [{ proven, failed }, agreed] = await Promise.all([
    readProven(db, kinds.trials, vmId, immutableId),
    readAgreed(db, kinds, vmId, immutableId),
  ]);
  const lostMs = proven && (await readLost(db, kinds, proven.id));
  return {
    ...(proven && { proven: { ...proven, ...(lostMs !== undefined && { lostMs }) } }),
    ...(failed && { failed }),
    ...agreed,
  };
}

/**
 * The strictest of several targets, and the exception that lasts longest. A machine made anew under a name inherits no
 * exception.
 */
async function readAgreed(
  db: Db,
  kinds: RequestKinds,
  vmId: string,
  immutableId: string | undefined,
): Promise<Pick<Proof, 'targets' | 'excepted'>> {
  let strict: Targets | undefined;
  let excepted: Proof['excepted'];
  for (const { body, ...about } of await plansInForce(db)) {
    // An unreadable definition must not keep the card from being drawn.
    const plan = readValue(await tryRead(async () => kinds.parse(body)));
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

async function readLost(db: Db, kinds: RequestKinds, id: string): Promise<number | undefined> {
  const found = readValue(await tryRead(() => findPlanned(db, kinds, id)));
  const newestAt = found && kinds.of(found.plan).proof?.shows(found.plan).newestAt;
  return newestAt && Math.max(0, found.request.created_at.getTime() - newestAt.getTime());
}
