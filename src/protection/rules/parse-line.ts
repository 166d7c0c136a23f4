import type { PolicyEntries, PolicyInput } from './parse-entries.ts';
import { type Weekday, weekdays } from './policy.ts';

/** A policy in one line, as far as it was typed; what was not is chosen as most people want it, and shown before. */
export type TypedPolicy = { name: string; schedule: string; keep?: string; snapshots?: string; timeZone?: string };

const kinds: [word: RegExp, kind: string][] = [
  [/^(daily|dagelijks)$/i, 'daily'],
  [/^(weekly|wekelijks)$/i, 'weekly'],
  [/^(hourly|every|elke|per)$/i, 'hourly'],
];

const dutchDays = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];

const units: [word: RegExp, input: PolicyInput][] = [
  [/^(d|days?|dag|dagen)$/i, 'daily'],
  [/^(w|weeks?|week|weken)$/i, 'weekly'],
  [/^(months?|maand|maanden)$/i, 'monthly'],
  [/^(y|years?|j|jaar|jaren)$/i, 'yearly'],
];

/**
 * What the form would hold: `daily 02:00`, `weekly monday, thursday 23:30`, `every 4h 08:00 12h`; `30 days, 12 weeks`.
 * Nothing is refused here: what cannot be read is missing or wrong on the form, which says so.
 */
export function parsePolicyLine(
  { name, schedule, keep = '', snapshots, timeZone }: TypedPolicy,
  usualZone: string,
): PolicyEntries {
  const words = schedule
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !/^(at|on|from|for|om|op|vanaf|and|en)$/i.test(word));
  const kind = kinds.find(([word]) => words.some((each) => word.test(each)))?.[1] ?? '';
  const times = words.filter((word) => /^\d{1,2}[:.]\d\d$/.test(word));
  const hours = words.flatMap((word) => /^(\d{1,2})(?:h|u|hours?|uur)?$/i.exec(word)?.[1] ?? []);
  const days = words.flatMap((word) => parseDay(word) ?? []);
  const entries: PolicyEntries = { name, kind, zone: timeZone ?? usualZone, time: times[0] ?? '' };
  if (kind === 'weekly') entries.days = (days.length > 0 ? days : ['Sunday']).join(',');
  if (kind === 'hourly') {
    entries.every = hours[0] ?? '4';
    entries.hours = hours[1] ?? '12';
  }
  Object.assign(entries, parseKept(keep));
  const snapshotDays = /\d+/.exec(snapshots ?? '')?.[0];
  entries.snapshots = snapshotDays ?? (kind === 'hourly' ? '7' : '2');
  return { ...entries, ...usualDays(entries) };
}

function parseKept(keep: string): PolicyEntries {
  const found: PolicyEntries = {};
  // Only where a number begins: else each digit of a long one would be tried as its beginning.
  for (const [, count = '', unit = ''] of keep.matchAll(/(?<!\d)(\d+)\s*(\p{L}+)/gu)) {
    const input = units.find(([word]) => word.test(unit))?.[1];
    if (input) found[input] = count;
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

/** By its first letters in either language, three in English and two in Dutch. */
function parseDay(word: string): Weekday | undefined {
  const typed = word.toLowerCase();
  const english = typed.length >= 3 ? weekdays.find((day) => day.toLowerCase().startsWith(typed)) : undefined;
  if (english) return english;
  const index = typed.length >= 2 ? dutchDays.findIndex((day) => day.startsWith(typed)) : -1;
  return index === -1 ? undefined : weekdays[index];
}
