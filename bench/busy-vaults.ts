import { randomUUID } from 'node:crypto';
import { resourceId } from '../sandbox/world/arm-id.ts';
import { prod, test } from '../sandbox/world/places.ts';
import { addVault } from '../sandbox/world/seed-resources.ts';
import type { Job, Vault } from '../sandbox/world/vault.ts';
import type { World } from '../sandbox/world/world.ts';

/** A running job as the bot is told to follow it. */
export type FollowedJob = { vaultId: string; jobId: string };

const vaults = 100;
/** Longer than anything is measured (world time). */
const daysLong = 40;

/** Gives the world a hundred vaults, half in each subscription, with so many running backups in all. */
export function addBusyVaults(world: World, jobs: number): FollowedJob[] {
  const template = [...world.vaults.values()].flatMap((vault) => vault.jobs)[0];
  if (!template) throw new Error('the world has no job to copy');
  const made = Array.from({ length: vaults }, (_, index) => {
    const [subscription, group] =
      index % 2 ? ([prod.id, 'rg-backup'] as const) : ([test.id, 'rg-backup-test'] as const);
    const name = `rsv-bench-${String(index).padStart(3, '0')}`;
    return addVault(world, resourceId(subscription, group, 'Microsoft.RecoveryServices/vaults', name));
  });
  const followed: FollowedJob[] = [];
  for (let index = 0; index < jobs; index++) {
    const vault = made[index % vaults] as Vault;
    const job = running(template, vault, world.clock.now());
    vault.jobs.push(job);
    followed.push({ vaultId: vault.id, jobId: job.id });
  }
  return followed;
}

function running(template: Job, vault: Vault, now: Date): Job {
  const endsAt = new Date(now.getTime() + daysLong * 86_400_000);
  return {
    ...template,
    id: randomUUID(),
    activityId: randomUUID(),
    vault,
    startedAt: now,
    openAt: now,
    listedAt: now,
    endsAt,
    cancellableUntil: endsAt,
    result: 'Completed',
    tasks: [{ name: 'Transfer data to vault', endsAt }],
    errors: [],
  };
}
