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

/** The next time that clocks in a time zone show it; on the night that skips it, the time right after. @param time 08:00 */
export function nextDaily(time: string, timeZone: string, now: Date): Date {
  const { today, local } = todayAt(time, timeZone, now);
  return (today > local ? today : today.plus({ days: 1 })).toJSDate();
}

/** And the last time that they did. */
export function lastDaily(time: string, timeZone: string, now: Date): Date {
  const { today, local } = todayAt(time, timeZone, now);
  return (today > local ? today.minus({ days: 1 }) : today).toJSDate();
}

function todayAt(time: string, timeZone: string, now: Date): { today: DateTime; local: DateTime } {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  return { local, today: local.set({ hour, minute, second: 0, millisecond: 0 }) };
}
