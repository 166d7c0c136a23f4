import { backupBag, backupPhases, internalBackupBag } from './backup-job.ts';
import { guid, spread } from './ids.ts';
import { type Night, nightsOf } from './nights.ts';
import { isDeletedAt } from './protect.ts';
import type { Job, ProtectedItem, Vault } from './vault.ts';
import type { World } from './world.ts';

/** Nights for which a vault still lists jobs at the start; the large vault has a thousand jobs a night. */
const listedNights = (items: number) => (items > 100 ? 3 : 14);
const minute = 60_000;

/** Adds the jobs of every item's last nights, and one on-demand backup. */
export function addHistory(world: World, vault: Vault): void {
  const items = [...vault.items.values()];
  for (const item of items) {
    for (const night of nightsOf(item.vmName, world.origin, listedNights(items.length))) {
      if (!isDeletedAt(item, night.startedAt)) vault.jobs.push(scheduledBackup(item, night));
    }
  }
  const first = items[0];
  if (first) vault.jobs.push(onDemand(first, world.origin));
  vault.jobs.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

/** The job of one night, with its past or future end. */
export function scheduledBackup(
  item: ProtectedItem,
  night: Night,
  { name = 'scheduled', expiresAt = new Date(night.pointAt.getTime() + 30 * 24 * 60 * minute) } = {},
): Job {
  const key = `${name} ${item.itemName} ${item.vault.name} ${night.startedAt.toISOString().slice(0, 10)}`;
  const minutes = { snapshot: 7.8, whole: spread(`duration ${key}`, 38, 61) };
  return {
    id: guid(`job ${key}`),
    vault: item.vault,
    item,
    operation: 'Backup',
    activityId: guid(`activity ${key}`),
    startedAt: night.startedAt,
    openAt: night.startedAt,
    listedAt: night.startedAt,
    ...backupPhases(night.startedAt, minutes, night.failure),
    bag: backupBag(item, expiresAt),
    closingBag: { 'Backup Size': night.failure ? '0 MB' : `${Math.round(spread(`size ${key}`, 300, 14_000))} MB` },
    internalBag: internalBackupBag(),
    reportsPercent: false,
  };
}

function onDemand(item: ProtectedItem, origin: Date): Job {
  const startedAt = new Date(Math.floor(origin.getTime() / minute) * minute - 2.4 * 86_400_000);
  return scheduledBackup(item, { startedAt, pointAt: startedAt }, { name: 'on demand' });
}
