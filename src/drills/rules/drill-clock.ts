import { DateTime } from 'luxon';
import { sameArmId } from '../../kernel/arm-id.ts';

/** How often each machine of a definition is drilled. */
export const drillPeriods = ['week', 'month', 'quarter'] as const;

export type DrillTimes = {
  every: (typeof drillPeriods)[number];
  /** Hours of the day at which drills begin, from 0 to 23, and before which they do not; both the same: at any hour. */
  from: number;
  to: number;
  /** IANA name: weeks, months, quarters and hours are those of its clocks. */
  timeZone: string;
};

/** A run, as far as the clock goes by it. untried: it ended and says nothing of its machine, one way or the other. */
export type DrillRun = { vmId: string; begunAt: Date; isOpen: boolean; untried?: boolean };

/** A copy that nobody has cleaned up by then is an incident. */
export const mostLifeHours = 24;

const hourMs = 60 * 60_000;
/** While something is due it is looked again this often. */
const lookMinutes = 15;

const againHours = 20;
/** In one week, month or quarter: a ceiling has room for one more, and all machines share it. */
export const mostTries = 2;

/** The time to begin of a run passed, as in an outage, or it was no longer what was signed. */
export function isUntried({ state }: { state: string }): boolean {
  return state === 'expired' || state === 'void';
}

/** When a machine is due again whose run tried nothing: in its hours of the next day, and not over and over in one night. */
export function dueAgain(begunAt: Date): Date {
  return new Date(begunAt.getTime() + againHours * hourMs);
}

/**
 * Which machines are due for a drill now, how many more may begin, how many have had theirs, and when to look again. Each is
 * due once in every calendar week, month or quarter; what did not begin on one day is due on the next, and what tried nothing
 * once more.
 */
export function dueDrills(
  times: DrillTimes,
  { machines, atOnce }: { machines: readonly string[]; atOnce: number },
  runs: readonly DrillRun[],
  now: Date,
): { due: string[]; room: number; done: number; lookAt: Date } {
  const since = periodStart(times, now);
  const runsOf = (id: string) => runs.filter(({ vmId, begunAt }) => sameArmId(vmId, id) && begunAt >= since);
  const left = machines.filter((id) => runsOf(id).length < mostTries && runsOf(id).every(({ untried }) => untried));
  const againAt = (id: string) => Math.max(0, ...runsOf(id).map(({ begunAt }) => dueAgain(begunAt).getTime()));
  const due = left.filter((id) => againAt(id) <= now.getTime());
  const isOpen = isWithinHours(times, now);
  const room = isOpen ? Math.max(0, atOnce - runs.filter((run) => run.isOpen).length) : 0;
  const done = machines.filter((id) => runsOf(id).some(({ untried }) => !untried)).length;
  if (due.length === 0) {
    const next = Math.min(nextPeriod(times, now).getTime(), ...left.map(againAt));
    return { due, room, done, lookAt: nextOpening(times, new Date(next)) };
  }
  const soon = new Date(now.getTime() + lookMinutes * 60_000);
  return { due, room, done, lookAt: isOpen ? soon : nextOpening(times, now) };
}

/** When the week, month or quarter began that this moment is in. */
export function periodStart({ every, timeZone }: DrillTimes, now: Date): Date {
  return DateTime.fromJSDate(now, { zone: timeZone }).startOf(every).toJSDate();
}

export function nextPeriod({ every, timeZone }: DrillTimes, now: Date): Date {
  return DateTime.fromJSDate(now, { zone: timeZone })
    .startOf(every)
    .plus({ [every]: 1 })
    .toJSDate();
}

export function isWithinHours({ from, to, timeZone }: DrillTimes, now: Date): boolean {
  const { hour } = DateTime.fromJSDate(now, { zone: timeZone });
  if (from === to) return true;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

/**
 * This moment if it is within the hours, else the next at which they begin. On a night that skips that hour they begin
 * when the clock has gone on, as far as anything is left of them.
 */
export function nextOpening(times: DrillTimes, now: Date): Date {
  if (isWithinHours(times, now)) return now;
  const local = DateTime.fromJSDate(now, { zone: times.timeZone });
  for (const days of [0, 1, 2]) {
    const at = local.plus({ days }).set({ hour: times.from, minute: 0, second: 0, millisecond: 0 });
    if (at > local && isWithinHours(times, at.toJSDate())) return at.toJSDate();
  }
  return local.plus({ days: 3 }).toJSDate();
}

/** From one until four at night. */
const firstHour = 1;
const minutes = 3 * 60;

/** A time of the night, as 02:17: always the same of a name, and spread over the hours for many. */
export function quietTime(name: string): string {
  const sum = [...name].reduce((so, sign) => (so * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
  const minute = firstHour * 60 + (sum % minutes);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
