import { backupFailure } from './backup-failure.ts';
import { followBackup } from './backups.ts';
import { scheduledBackup } from './history.ts';
import { spread } from './ids.ts';
import { isRunning } from './jobs.ts';
import { lastNight } from './nights.ts';
import { keepUntil, runAfter } from './policy.ts';
import { keptDays } from './protect.ts';
import type { Policy, ProtectedItem, Vault } from './vault.ts';
import type { World } from './world.ts';

const day = 86_400_000;
/** Points of one night are made within a minute after 01:00. */
const minute = 60_000;
/** Most nights that are caught up after a jump of the clock: older ones would have left no point that is still kept. */
const mostNights = keptDays + 2;
/** Days for which a vault lists its jobs. */
const jobDays = 60;
const softDeleteDays = 14;

/**
 * Runs the policies of these vaults from the first night on, and deletes what has expired. A world that starts during a
 * night's jobs starts them late; the service may be up to two hours late.
 */
export function scheduleVaults(world: World, vaults: Vault[]): void {
  for (const vault of vaults) {
    vault.backsUp = true;
    for (const policy of vault.policies.values()) {
      const due = runAfter(policy.properties, new Date(lastNight(world.origin)));
      if (due) addRun(world, vault, policy, due, due > world.origin ? due : new Date(due.getTime() + 2 * 3_600_000));
    }
  }
}

/** Runs a new or changed policy from now on. */
export function schedulePolicy(world: World, vault: Vault, policy: Policy): void {
  if (!vault.backsUp) return;
  const due = runAfter(policy.properties, world.clock.now());
  if (due) addRun(world, vault, policy, due);
}

function addRun(world: World, vault: Vault, policy: Policy, due: Date, startsAt = due): void {
  world.agenda.add(startsAt, (at) => {
    // A change replaced this policy; the new one has its own runs.
    if (vault.policies.get(policy.name.toLowerCase()) !== policy) return;
    for (const item of vault.items.values()) {
      if (item.policyName.toLowerCase() === policy.name.toLowerCase()) begin(world, item, policy, at);
    }
    forget(vault, at);
    const madeUp = world.clock.now().getTime() - (mostNights + 1) * day;
    const next = runAfter(policy.properties, new Date(Math.max(due.getTime(), madeUp)));
    if (next) addRun(world, vault, policy, next);
  });
}

function begin(world: World, item: ProtectedItem, policy: Policy, at: Date): void {
  if (!isBackedUp(item)) return;
  const startsAt = at.getTime() + Math.round(spread(`start ${item.vmName} ${at.getTime()}`, 1000, 20_000));
  world.agenda.add(new Date(startsAt), (startedAt) => runScheduled(world, item, policy, at, startedAt));
}

function isBackedUp({ protectionState }: ProtectedItem): boolean {
  return protectionState !== 'ProtectionStopped' && protectionState !== 'BackupsSuspended';
}

/**
 * Runs the policies of these items now, whatever their schedule.
 * @returns how many backups begin
 */
export function runNow(world: World, items: ProtectedItem[]): number {
  const at = world.clock.now();
  const running = items.filter(isBackedUp);
  for (const item of running) {
    const policy = item.vault.policies.get(item.policyName.toLowerCase());
    if (policy) begin(world, item, policy, at);
  }
  return running.length;
}

/** Starts an item's scheduled backup, unless an on-demand backup of it is running. */
function runScheduled(world: World, item: ProtectedItem, policy: Policy, at: Date, startedAt: Date): void {
  const { jobs } = item.vault;
  if (jobs.some((job) => job.item === item && job.operation === 'Backup' && isRunning(job, startedAt))) return;
  const lag = Math.round(spread(`point ${item.vmName} ${at.getTime()}`, 4000, 35_000));
  const pointAt = new Date(startedAt.getTime() + lag);
  const failure = backupFailure(world, item, startedAt);
  const expiresAt = keepUntil(policy.properties, pointAt);
  // Nightly points are named after their night; others of the same day need names of their own.
  const time = at.toISOString().slice(11, 19);
  const name = time === '01:00:00' ? 'scheduled' : `scheduled ${time}`;
  const job = scheduledBackup(item, { startedAt, pointAt, ...(failure && { failure }) }, { name, expiresAt });
  jobs.push(job);
  followBackup(world, job, expiresAt, pointAt);
}

/** Deletes expired points, items deleted for good, and jobs too old to list. The last point stays. */
function forget(vault: Vault, at: Date): void {
  for (const [name, item] of vault.items) {
    if (item.softDeletedAt && at.getTime() - item.softDeletedAt.getTime() >= softDeleteDays * day) {
      vault.items.delete(name);
    }
    // A stopped item keeps all of its points; a suspended one loses them as its policy says.
    if (item.protectionState === 'ProtectionStopped') continue;
    const older = item.points.slice(1);
    const kept = older.filter((point) => !point.expiresAt || point.expiresAt.getTime() > at.getTime() + minute);
    if (kept.length < older.length) item.points.splice(1, older.length, ...kept);
  }
  const oldest = at.getTime() - jobDays * day;
  const first = vault.jobs.findIndex((job) => job.startedAt.getTime() >= oldest);
  if (first > 0) vault.jobs.splice(0, first);
}
