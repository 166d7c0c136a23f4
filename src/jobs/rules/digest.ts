import { armIdKey } from '../../kernel/arm-id.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { backupTrouble } from '../../machines/rules/item-state.ts';

const hour = 3_600_000;

/** Whether a machine lacks a recent recovery point that it should have; the first is waited for, however long. */
export function lacksRecentPoint(item: ProtectedItemFacts, hours: number, now: Date): boolean {
  const trouble = backupTrouble(item);
  if (trouble === 'deleted' || trouble === 'stopped' || trouble === 'no-backup-yet') return false;
  const newest = item.latestPointAt ?? (item.lastBackupStatus === 'Completed' ? item.lastBackupAt : undefined);
  return newest === undefined || now.getTime() - newest.getTime() >= hours * hour;
}

/**
 * Machines whose backup was deleted, and those no longer backed up. Held machines are stopped for an approved reason,
 * and a deleted machine needs no backup. A deleted backup is always reported: an attacker may delete both.
 * @param held machine ids, as `armIdKey` spells them
 */
export function endedBackups(
  vms: readonly { name: string; protection?: { item: ProtectedItemFacts; gone: boolean } }[],
  held: ReadonlySet<string>,
): { deleted: { vm: string; until?: Date }[]; stopped: string[] } {
  const of = (trouble: ReturnType<typeof backupTrouble>) =>
    vms.flatMap(({ name, protection }) =>
      protection && backupTrouble(protection.item) === trouble ? [{ name, ...protection }] : [],
    );
  return {
    deleted: of('deleted').map(({ name, item: { deletedForGoodAt } }) => ({
      vm: name,
      ...(deletedForGoodAt && { until: deletedForGoodAt }),
    })),
    stopped: of('stopped')
      .filter(({ item, gone }) => !gone && !held.has(armIdKey(item.vmId)))
      .map(({ name }) => name),
  };
}

export type Night = {
  /** The day on which it ends, in the requested time zone: 2026-11-24. */ date: string;
  count: number;
};

/**
 * Machines whose backup failed, for each of the last nights, the last one at the end. A night is 24 hours, and the last
 * one ends now: calendar days would split a night at midnight.
 */
export function countPerNight(
  failed: readonly { vmName: string; startedAt: Date }[],
  timeZone: string,
  nights: number,
  now: Date,
): Night[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const today = new Date(`${format.format(now)}T12:00:00Z`);
  return Array.from({ length: nights }, (_, index) => {
    const ago = nights - 1 - index;
    const isIn = ({ startedAt }: { startedAt: Date }) =>
      Math.floor((now.getTime() - startedAt.getTime()) / (24 * hour)) === ago;
    return {
      date: new Date(today.getTime() - ago * 24 * hour).toISOString().slice(0, 10),
      count: new Set(failed.filter(isIn).map(({ vmName }) => vmName)).size,
    };
  });
}
