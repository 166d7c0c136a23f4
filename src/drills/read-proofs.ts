import { isOfAnother } from '../machines/rules/last-region-look.ts';
import { asRestore } from '../restore/stored-restore.ts';
import type { Services } from '../services.ts';
import { findPlan, listRequests } from '../store/requests.ts';
import { type ProvenPoint, secretOf } from './rules/choose-drill-point.ts';

/** Older ones prove little of how things are set up now, and each is a plan to read. */
const mostProofs = 20;

/**
 * What restores and drills of a machine that ended well have shown, newest first.
 * @param immutableId of the machine, where it is known: what had its name before shows nothing of it
 */
export async function readProofs(
  { store, requestKinds }: Pick<Services, 'store' | 'requestKinds'>,
  vmId: string,
  immutableId: string | undefined,
): Promise<ProvenPoint[]> {
  const rows = (
    await Promise.all(
      [...requestKinds.trials.keys()].map((kind) =>
        listRequests(store.db, { kinds: [kind], vmId, states: ['succeeded'], limit: mostProofs }),
      ),
    )
  ).flat();
  const proofs: ProvenPoint[] = [];
  for (const { id, ended_at } of rows) {
    const plan = asRestore(requestKinds, (await findPlan(store.db, requestKinds, id))?.body);
    if (!plan || !ended_at || isOfAnother(plan, immutableId)) continue;
    const { tier } = plan.plan.effects.point;
    proofs.push({ at: ended_at, tier, secret: secretOf(plan.point), pointAt: plan.point.at });
  }
  return proofs;
}
