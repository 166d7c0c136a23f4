import { DateTime } from 'luxon';

/** The zone of everybody in the tenant. */
const zone = 'Europe/Amsterdam';
const [begin, end] = [22, 7];

/** Whether phones ring for nothing then. */
export function isQuiet(at: Date): boolean {
  const { hour } = DateTime.fromJSDate(at, { zone });
  return hour >= begin || hour < end;
}
