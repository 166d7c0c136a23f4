import { DateTime } from 'luxon';
import { alternation } from '../kernel/grammar.ts';
import { grammar } from './grammar.ts';

const timeOfDay = new RegExp(
  `^(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?:\\s*(?:${alternation(grammar.units.hours)}))?$`,
  'i',
);

/** "08:00", "8:05", "8"; undefined for anything else. @returns as 08:00 */
export function parseTimeOfDay(text: string): string | undefined {
  const parts = timeOfDay.exec(text.trim())?.groups;
  const [hour, minute] = [Number(parts?.hour ?? Number.NaN), Number(parts?.minute ?? 0)];
  if (!(hour <= 23 && minute <= 59)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * The next time that clocks in a time zone show it; on the night that skips it, an hour later, and on the one that shows it
 * twice, at the first. @param time 08:00
 */
export function nextDaily(time: string, timeZone: string, now: Date): Date {
  const [, today, tomorrow] = timesAround(time, timeZone, now);
  return today > now ? today : tomorrow;
}

/** And the last time that they did. */
export function lastDaily(time: string, timeZone: string, now: Date): Date {
  const [yesterday, today] = timesAround(time, timeZone, now);
  return today > now ? yesterday : today;
}

/** Yesterday, today and tomorrow, each from its own midnight: else a night that skips the time would move the day after, too. */
function timesAround(time: string, timeZone: string, now: Date): [Date, Date, Date] {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const midnight = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const on = (days: number) => midnight.plus({ days }).set({ hour, minute }).toJSDate();
  return [on(-1), on(0), on(1)];
}
