import { armIdKey } from '../../kernel/arm-id.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { backupTrouble } from '../../machines/rules/item-state.ts';

const hour = 3_600_000;

/** Whether a machine lacks a recent recovery point that it should have. */
export function lacksRecentPoint(item: ProtectedItemFacts, hours: number, now: Date): boolean {
  const trouble = backupTrouble(item);
  if (trouble === 'deleted' || trouble === 'stopped') return false;
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

export type Day = { /** 2026-11-24, in the requested time zone. */ date: string; count: number };

/** Counts per day for the last days in a time zone, oldest first, today last. */
export function countPerDay(moments: readonly Date[], timeZone: string, days: number, now: Date): Day[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const today = new Date(`${format.format(now)}T12:00:00Z`);
  const dates = Array.from({ length: days }, (_, index) =>
    new Date(today.getTime() - (days - 1 - index) * 24 * hour).toISOString().slice(0, 10),
  );
  const counts = new Map(dates.map((date) => [date, 0]));
  for (const moment of moments) {
    const date = format.format(moment);
    const count = counts.get(date);
    if (count !== undefined) counts.set(date, count + 1);
  }
  return dates.map((date) => ({ date, count: counts.get(date) ?? 0 }));
}
