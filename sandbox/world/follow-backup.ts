import { captureSource } from './capture-source.ts';
import { digits, spread } from './ids.ts';
import { healthy, snapshotDays, unhealthy } from './protect.ts';
import type { Job, ProtectedItem, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

/**
 * Lets a backup do its work. The point is there once the snapshot is; the vault tier comes with the end of the
 * transfer. A job that fails leaves the item unhealthy.
 * @param pointAt the moment the point stands for; that of the snapshot's end when left out.
 */
export function followBackup(world: World, job: Job, expiresAt: Date, pointAt?: Date): void {
  const { item } = job;
  if (job.result === 'Failed') {
    world.agenda.add(job.endsAt, () => {
      const [error] = job.errors;
      if (job.cancelled || !error) return;
      item.lastBackup = { at: job.startedAt, status: 'Failed' };
      item.health = unhealthy(error);
    });
    return;
  }
  world.agenda.add(job.cancellableUntil, (at) => {
    const source = captureSource(world, item.vmId);
    if (job.cancelled || !source) return;
    const running = world.machines.get(item.vmId.toLowerCase())?.power === 'running';
    const point: RecoveryPoint = {
      name: digits(`point ${job.id}`),
      at: pointAt ?? at,
      consistency: running ? 'AppConsistent' : 'CrashConsistent',
      tiers: [{ tier: 'InstantRP', status: 'Valid' }],
      source,
      expiresAt,
    };
    item.points.unshift(point);
    dropSnapshots(item);
    world.agenda.add(job.endsAt, () => {
      point.tiers.push({ tier: 'HardenedRP', status: 'Valid' });
      job.closingBag = { 'Backup Size': `${Math.round(spread(`size ${job.id}`, 300, 14_000))} MB` };
      item.lastBackup = { at: job.startedAt, status: 'Completed' };
      // What was stopped in the meantime stays so.
      if (['IRPending', 'ProtectionError'].includes(item.protectionState)) item.protectionState = 'Protected';
      item.health = healthy;
    });
  });
}

/** Snapshots go when newer ones come; a VM whose backups fail keeps those it has. */
function dropSnapshots({ vault, policyName, points: [newest, ...older] }: ProtectedItem): void {
  const policy = vault.policies.get(policyName.toLowerCase());
  const days = policy?.properties.instantRpRetentionRangeInDays ?? snapshotDays;
  for (const { at, tiers } of older) {
    const age = (newest?.at.getTime() ?? 0) - at.getTime();
    const snapshot = tiers.find(({ tier, status }) => tier === 'InstantRP' && status === 'Valid');
    // Points of a night are made within a minute of its time.
    if (snapshot && age >= days * 86_400_000 - 60_000) snapshot.status = 'Deleted';
  }
}
