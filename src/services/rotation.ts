import { classify } from '../domain/encryption/classify.ts';
import type { RecoveryPointFacts } from '../domain/facts.ts';
import type { RotatedSince } from '../domain/recovery-points.ts';
import type { Target } from './inventory.ts';
import type { Services } from './services.ts';

/** Snapshots are kept for 5 days under the standard policy; older ones are not worth a call each. */
const mostSnapshots = 5;

/**
 * Whether a machine's keys were rotated since a point was taken. Only the points with a snapshot are read, since only
 * their restore can fail of it; what was not read, or does not say, is unknown.
 * @param points newest first
 */
export async function rotationOf(
  { azure, planning }: Pick<Services, 'azure' | 'planning'>,
  target: Target,
  points: readonly RecoveryPointFacts[],
): Promise<RotatedSince> {
  const [newest] = points;
  const detail = newest && (await azure.points.get(target.item.id, newest.name));
  if (!newest || !detail) return () => 'unknown';
  const { vm, disks, encryption } = await planning.machine(target.item.vmId, detail);
  const rotated = new Map([[newest.name, encryption.ade.rotatedSincePoint]]);
  // Without keys of today, or where the newest point has today's, no older snapshot needs a look.
  if (rotated.get(newest.name) === 'yes') {
    const snapshots = points.slice(1).filter(hasSnapshot).slice(0, mostSnapshots);
    const details = await Promise.all(snapshots.map(({ name }) => azure.points.get(target.item.id, name)));
    for (const point of details) {
      if (!point) continue;
      const { ade } = classify({ ...(vm && { vm }), disks, point });
      rotated.set(point.name, ade.rotatedSincePoint);
    }
  }
  return ({ name }) => rotated.get(name) ?? 'unknown';
}

function hasSnapshot({ tiers }: RecoveryPointFacts): boolean {
  return tiers.some(({ tier, status }) => tier === 'snapshot' && status === 'valid');
}
