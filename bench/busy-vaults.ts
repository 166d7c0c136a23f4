import { randomUUID } from 'node:crypto';
import { resourceId } from '../sandbox/world/arm-id.ts';
import { jobErrors } from '../sandbox/world/job-errors.ts';
import { prod, test } from '../sandbox/world/places.ts';
import { addVault } from '../sandbox/world/seed-resources.ts';
import type { Job, Vault } from '../sandbox/world/vault.ts';
import type { World } from '../sandbox/world/world.ts';

/** A running job that the bot is told to follow. */
export type FollowedJob = { vaultId: string; jobId: string };

const vaults = 100;
/** Duration of the jobs, longer than any measurement (world time). */
const daysLong = 40;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Adds a hundred vaults, half in each subscription, with this many running backups in total. */
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

/**
 * Adds failures: every hour the backup of a machine fails in every tenth vault; an hour later it succeeds there and
 * fails in the next.
 */
export function addFailures(world: World, hours: number): Vault[] {
  const [template] = [...world.vaults.values()].flatMap((vault) => vault.jobs);
  if (!template) throw new Error('the world has no job to copy');
  const busy = [...world.vaults.values()].filter(({ name }) => name.startsWith('rsv-bench-'));
  const begun = world.clock.now().getTime();
  for (let hour = 0; hour < hours; hour++) {
    for (const [index, vault] of busy.entries()) {
      const fails = index % 10 === hour % 10;
      if (!fails && index % 10 !== (hour + 9) % 10) continue;
      const startedAt = new Date(begun + hour * hourMs + 10 * minuteMs);
      const endsAt = new Date(startedAt.getTime() + 20 * minuteMs);
      vault.jobs.push({
        ...running(template, vault, startedAt),
        endsAt,
        cancellableUntil: startedAt,
        tasks: [{ name: 'Take Snapshot', endsAt, failed: fails }],
        ...(fails && { result: 'Failed', errors: [jobErrors.vmNotFound.error] }),
      });
    }
  }
  return busy;
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
