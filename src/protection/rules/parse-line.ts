import { type Weekday, weekdays } from '../../kernel/backup-policy.ts';
import type { Grammar } from '../../kernel/grammar.ts';
import type { PolicyEntries, PolicyInput } from './parse-entries.ts';

/** A policy in one line, as far as it was typed; what was not is chosen as most people want it, and shown before. */
export type TypedPolicy = { name: string; schedule: string; keep?: string; snapshots?: string; timeZone?: string };

const inputs = { days: 'daily', weeks: 'weekly', months: 'monthly', years: 'yearly' } as const satisfies Record<
  string,
  PolicyInput
>;

/**
 * What the form would hold: `daily 02:00`, `weekly monday, thursday 23:30`, `every 4h 08:00 12h`; `30 days, 12 weeks`.
 * Nothing is refused here: what cannot be read is missing or wrong on the form, which says so.
 */
export function parsePolicyLine(
  { name, schedule, keep = '', snapshots, timeZone }: TypedPolicy,
  usualTimeZone: string,
  grammar: Grammar,
): PolicyEntries {
  const words = schedule
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !grammar.beforeTime.includes(word));
  const { schedules, units } = grammar;
  const kind =
    (['daily', 'weekly', 'hourly'] as const).find((each) => words.some((word) => schedules[each].includes(word))) ?? '';
  const times = words.filter((word) => /^\d{1,2}[:.]\d\d$/.test(word));
  const hours = words.flatMap((word) => {
    const [, count, unit = ''] = /^(\d{1,2})(\p{L}*)$/u.exec(word) ?? [];
    return count !== undefined && (unit === '' || units.hours.includes(unit)) ? [count] : [];
  });
  const days = words.flatMap((word) => parseDay(word, grammar.weekdays) ?? []);
  const entries: PolicyEntries = { name, kind, zone: timeZone ?? usualTimeZone, time: times[0] ?? '' };
  if (kind === 'weekly') entries.days = (days.length > 0 ? days : ['Sunday']).join(',');
  if (kind === 'hourly') {
    entries.every = hours[0] ?? '4';
    entries.hours = hours[1] ?? '12';
  }
  Object.assign(entries, parseKept(keep, units));
  const snapshotDays = /\d+/.exec(snapshots ?? '')?.[0];
  entries.snapshots = snapshotDays ?? (kind === 'hourly' ? '7' : '2');
  return { ...entries, ...usualDays(entries) };
}

function parseKept(keep: string, units: Grammar['units']): PolicyEntries {
  const found: PolicyEntries = {};
  // Only where a number begins: else each digit of a long one would be tried as its beginning.
  for (const [, count = '', unit = ''] of keep.matchAll(/(?<!\d)(\d+)\s*(\p{L}+)/gu)) {
    const kept = (['days', 'weeks', 'months', 'years'] as const).find((each) =>
      units[each].includes(unit.toLowerCase()),
    );
    if (kept) found[inputs[kept]] = count;
  }
  return found;
}

/** Sundays, or the first day on which it runs; of each month the first, of each year January's. */
function usualDays({ kind, days, weekly, monthly, yearly }: PolicyEntries): PolicyEntries {
  const day = kind === 'weekly' ? (days ?? '').split(',')[0] : 'Sunday';
  return {
    ...(weekly && { weeklyDays: day }),
    ...(monthly && { monthlyBy: 'weekday', monthlyWeeks: 'First', monthlyDays: day }),
    ...(yearly && { yearlyMonths: 'January', yearlyBy: 'weekday', yearlyWeeks: 'First', yearlyDays: day }),
  };
}

/** By its first letters, two or more, where they are those of one day only. @param names by language, Monday first */
function parseDay(word: string, names: readonly string[]): Weekday | undefined {
  if (word.length < 2) return undefined;
  const found = new Set(names.flatMap((name, index) => (name.startsWith(word) ? [index % weekdays.length] : [])));
  const [day] = found;
  return found.size === 1 && day !== undefined ? weekdays[day] : undefined;
}
