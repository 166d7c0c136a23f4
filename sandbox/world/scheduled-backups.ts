import { backupFailure } from './backup-failure.ts';
import { followBackup } from './follow-backup.ts';
import { scheduledBackup } from './history.ts';
import { spread } from './ids.ts';
import { isRunning } from './job-state.ts';
import { lastNight } from './nights.ts';
import { keptDays } from './protect.ts';
import type { ProtectedItem, Vault } from './vault.ts';
import type { World } from './world.ts';

const day = 86_400_000;
/** Points of a night are made within a minute after 01:00. */
const minute = 60_000;
/** Nights made up for after a jump of the clock: older ones would have left nothing that is still kept. */
const mostNights = keptDays + 2;
/** Days for which a vault lists its jobs. */
const jobDays = 60;
const softDeleteDays = 14;

/** Backups go on every night at 01:00 UTC, for the items of these vaults; what is no longer kept goes. */
export function scheduleNights(world: World, vaults: Vault[]): void {
  const due = lastNight(world.origin) + day;
  // A world that starts while this night's jobs would be running begins them late; the service may, by two hours.
  addNight(world, vaults, due > world.origin.getTime() ? due : due + 2 * 3_600_000, due);
}

function addNight(world: World, vaults: Vault[], startsAt: number, due = startsAt): void {
  world.agenda.add(new Date(startsAt), (at) => {
    for (const vault of vaults) {
      for (const item of vault.items.values()) begin(world, item, at);
      forget(vault, at);
    }
    const behind = Math.floor((world.clock.now().getTime() - due) / day);
    addNight(world, vaults, due + Math.max(1, behind - mostNights) * day);
  });
}

function begin(world: World, item: ProtectedItem, at: Date): void {
  if (item.protectionState === 'ProtectionStopped') return;
  const startsAt = at.getTime() + Math.round(spread(`start ${item.vmName} ${at.getTime()}`, 1000, 20_000));
  world.agenda.add(new Date(startsAt), (startedAt) => {
    const { jobs } = item.vault;
    // While somebody's own backup runs there is no second one.
    if (jobs.some((job) => job.item === item && job.operation === 'Backup' && isRunning(job, startedAt))) return;
    const pointAt = new Date(startsAt + Math.round(spread(`point ${item.vmName} ${at.getTime()}`, 4000, 35_000)));
    const failure = backupFailure(world, item, startedAt);
    const job = scheduledBackup(item, { startedAt, pointAt, ...(failure && { failure }) });
    jobs.push(job);
    followBackup(world, job, new Date(pointAt.getTime() + keptDays * day), pointAt);
  });
}

/** Points over their time, items deleted for good, jobs nobody lists any more. The last point stays. */
function forget(vault: Vault, at: Date): void {
  for (const [name, item] of vault.items) {
    if (item.softDeletedAt && at.getTime() - item.softDeletedAt.getTime() >= softDeleteDays * day) {
      vault.items.delete(name);
    }
    if (item.softDeletedAt) continue;
    const older = item.points.slice(1);
    const kept = older.filter((point) => !point.expiresAt || point.expiresAt.getTime() > at.getTime() + minute);
    if (kept.length < older.length) item.points.splice(1, older.length, ...kept);
  }
  const oldest = at.getTime() - jobDays * day;
  const first = vault.jobs.findIndex((job) => job.startedAt.getTime() >= oldest);
  if (first > 0) vault.jobs.splice(0, first);
}
