import {
  type MonthDays,
  monthNames,
  type PolicyBody,
  type PolicyRetention,
  type PolicySchedule,
  type Weekday,
  weekdays,
  weeksOfMonth,
} from '../../kernel/backup-policy.ts';
import type { Grammar } from '../../kernel/grammar.ts';
import { findWindowsTimeZone } from '../../kernel/time-zones.ts';
import { checkPolicy, type PolicyProblem, policyLimits } from './check-policy.ts';

/** Schedule kinds of the form; `-v2` are enhanced policies, which hourly ones always are. */
export const scheduleKinds = ['daily', 'weekly', 'hourly', 'daily-v2', 'weekly-v2'] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

/**
 * Form entries by input; several choices of one input are separated by commas. `zone` is the time zone: the name is
 * kept because open forms contain it.
 */
export const policyInputs = [
  'name',
  'kind',
  'zone',
  'time',
  'days',
  'every',
  'hours',
  'snapshots',
  'daily',
  'weekly',
  'weeklyDays',
  'monthly',
  'monthlyBy',
  'monthlyWeeks',
  'monthlyDays',
  'monthlyDates',
  'yearly',
  'yearlyMonths',
  'yearlyBy',
  'yearlyWeeks',
  'yearlyDays',
  'yearlyDates',
] as const;
export type PolicyInput = (typeof policyInputs)[number];
export type PolicyEntries = Partial<Record<PolicyInput, string>>;

export type ParsedEntries =
  | { kind: 'policy'; name: string; body: PolicyBody }
  | { kind: 'problems'; problems: PolicyProblem[] };

export function kindOfEntries({ kind = '' }: PolicyEntries): ScheduleKind | undefined {
  return scheduleKinds.find((each) => each === kind);
}

/** Parses entries into a policy, or into everything that is wrong with them. Never throws. */
export function parseEntries(entries: PolicyEntries, { last }: Pick<Grammar, 'last'>): ParsedEntries {
  const kind = kindOfEntries(entries);
  if (!kind) return { kind: 'problems', problems: [{ field: 'kind', code: 'kind-missing' }] };
  const name = (entries.name ?? '').trim();
  const body: PolicyBody = {
    version: kind === 'daily' || kind === 'weekly' ? 'V1' : 'V2',
    schedule: parseSchedule(kind, entries),
    retention: parsePolicyRetention(kind, entries, last),
    snapshotDays: kind === 'weekly' ? policyLimits.weeklySnapshots : numberOf(entries.snapshots),
    // An unknown zone stays as entered, so that the message can name it.
    timeZone: findWindowsTimeZone(entries.zone ?? '') ?? (entries.zone ?? '').trim(),
  };
  const problems = checkPolicy(name, body);
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'policy', name, body };
}

function parseSchedule(kind: ScheduleKind, entries: PolicyEntries): PolicySchedule {
  const time = parseTime(entries.time);
  if (kind === 'hourly') {
    return { kind: 'hourly', everyHours: numberOf(entries.every), from: time, forHours: numberOf(entries.hours) };
  }
  if (kind === 'weekly' || kind === 'weekly-v2')
    return { kind: 'weekly', time, days: pickNamed(weekdays, entries.days) };
  return { kind: 'daily', time };
}

/** A retention level with an empty count is not wanted. */
function parsePolicyRetention(kind: ScheduleKind, entries: PolicyEntries, last: readonly string[]): PolicyRetention {
  const weekly = kind === 'weekly' || kind === 'weekly-v2';
  return {
    ...(!weekly && isFilled(entries.daily) && { daily: { count: numberOf(entries.daily) } }),
    ...(isFilled(entries.weekly) && {
      weekly: {
        count: numberOf(entries.weekly),
        // A weekly schedule leaves no choice: weekly points are of the days on which it runs.
        days: pickNamed(weekdays, weekly ? entries.days : entries.weeklyDays),
      },
    }),
    ...(isFilled(entries.monthly) && {
      monthly: {
        count: numberOf(entries.monthly),
        on: monthDaysOf(last, entries.monthlyBy, entries.monthlyWeeks, entries.monthlyDays, entries.monthlyDates),
      },
    }),
    ...(isFilled(entries.yearly) && {
      yearly: {
        count: numberOf(entries.yearly),
        months: pickNamed(monthNames, entries.yearlyMonths),
        on: monthDaysOf(last, entries.yearlyBy, entries.yearlyWeeks, entries.yearlyDays, entries.yearlyDates),
      },
    }),
  };
}

function monthDaysOf(lastWords: readonly string[], by = 'weekday', weeks = '', days = '', dates = ''): MonthDays {
  if (by !== 'date') return { by: 'weekday', days: pickNamed(weekdays, days), weeks: pickNamed(weeksOfMonth, weeks) };
  const words = parts(dates.replace(/[;\s]+/g, ','));
  const isLast = (word: string) => lastWords.includes(word.toLowerCase());
  const numbers = words.filter((word) => !isLast(word)).map(numberOf);
  return { by: 'date', dates: [...new Set(numbers)].sort((a, b) => a - b), last: words.some(isLast) };
}

/** Accepts "2:00", "02.00" and "0200" as the same time; other text is returned as it is. */
function parseTime(text = ''): string {
  const found = /^(\d{1,2})[:.h]?(\d\d)$/.exec(text.trim());
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2]}` : text.trim();
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

/** NaN for anything but a whole number; the check then reports it. */
function numberOf(text: string | undefined): number {
  return /^\s*\d{1,6}\s*$/.test(text ?? '') ? Number(text) : Number.NaN;
}

/** The chosen names in calendar order, without duplicates. */
function pickNamed<Name extends string>(names: readonly Name[], text: string | undefined): Name[] {
  const chosen = new Set(parts(text ?? '').map((part) => part.toLowerCase()));
  return names.filter((name) => chosen.has(name.toLowerCase()));
}

function parts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A policy in one line, as far as it was typed; the rest gets the usual values, shown in the preview. */
export type TypedPolicy = { name: string; schedule: string; keep?: string; snapshots?: string; timeZone?: string };

const inputs = { days: 'daily', weeks: 'weekly', months: 'monthly', years: 'yearly' } as const satisfies Record<
  string,
  PolicyInput
>;

/**
 * Converts a typed policy to form entries: `daily 02:00`, `weekly monday, thursday 23:30`, `every 4h 08:00 12h`; `30
 * days, 12 weeks`. Nothing is refused here: unreadable parts stay missing or wrong, and the form says so.
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
  // Matches only at the start of a number; otherwise every digit of a long one is tried as a start.
  for (const [, count = '', unit = ''] of keep.matchAll(/(?<!\d)(\d+)\s*(\p{L}+)/gu)) {
    const kept = (['days', 'weeks', 'months', 'years'] as const).find((each) =>
      units[each].includes(unit.toLowerCase()),
    );
    if (kept) found[inputs[kept]] = count;
  }
  return found;
}

/** The default days: Sunday, or the first day of the schedule; the first one of each month, January's of each year. */
function usualDays({ kind, days, weekly, monthly, yearly }: PolicyEntries): PolicyEntries {
  const day = kind === 'weekly' ? (days ?? '').split(',')[0] : 'Sunday';
  return {
    ...(weekly && { weeklyDays: day }),
    ...(monthly && { monthlyBy: 'weekday', monthlyWeeks: 'First', monthlyDays: day }),
    ...(yearly && { yearlyMonths: 'January', yearlyBy: 'weekday', yearlyWeeks: 'First', yearlyDays: day }),
  };
}

/**
 * Matches a day by its first letters, at least two, if they fit one day only. @param names by language, Monday first
 */
function parseDay(word: string, names: readonly string[]): Weekday | undefined {
  if (word.length < 2) return undefined;
  const found = new Set(names.flatMap((name, index) => (name.startsWith(word) ? [index % weekdays.length] : [])));
  const [day] = found;
  return found.size === 1 && day !== undefined ? weekdays[day] : undefined;
}
