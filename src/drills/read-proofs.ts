import { toTrial, trialsOfMachine } from '../machines/rules/score.ts';
import type { RequestServices } from '../requests/services.ts';
import { asRestore } from '../restore/stored-restore.ts';
import { findPlan } from '../store/requests.ts';
import { listTrials } from '../store/trials.ts';
import { type ProvenPoint, secretOf } from './rules/choose-drill-point.ts';

/** Older ones prove little of how things are set up now, and each is a plan to read. */
const mostProofs = 60;

/**
 * What restores and drills have shown that prove a machine, newest first: whoever approves the next is told what isn't proven.
 * @param immutableId of the machine, where it is known: what had its name before shows nothing of it
 */
export async function readProofs(
  { store, requestKinds }: Pick<RequestServices, 'store' | 'requestKinds'>,
  vmId: string,
  immutableId: string | undefined,
): Promise<ProvenPoint[]> {
  const trials = (await listTrials(store.db, requestKinds.trials, { vmId })).map(toTrial);
  const good = trialsOfMachine(trials, immutableId).filter(({ passed, spoke }) => passed && spoke);
  const proofs: ProvenPoint[] = [];
  for (const { id, at } of good.slice(0, mostProofs)) {
    const plan = asRestore(requestKinds, (await findPlan(store.db, requestKinds, id))?.body);
    if (!plan) continue;
    const { tier } = plan.plan.effects.point;
    proofs.push({ at, tier, secret: secretOf(plan.point), pointAt: plan.point.at });
  }
  return proofs;
}
