import { DateTime } from 'luxon';
import { sameArmId } from '../../kernel/arm-id.ts';

/** How often each machine of a definition is drilled. */
export const drillPeriods = ['week', 'month', 'quarter'] as const;

export type DrillTimes = {
  every: (typeof drillPeriods)[number];
  /** Start and end of the hours in which drills begin, 0 to 23; equal: at any hour. */
  from: number;
  to: number;
  /** IANA name; weeks, months, quarters and hours follow its clock. */
  timeZone: string;
};

/** The parts of a run that the schedule needs. untried: it ended without proving anything about its machine. */
export type DrillRun = { vmId: string; begunAt: Date; isOpen: boolean; untried?: boolean; failed?: boolean };

/** Longest lifetime of a copy: one that still exists then is an incident. */
export const mostLifeHours = 24;

const hourMs = 60 * 60_000;
/** Interval between looks while a drill is due. */
const lookMinutes = 15;

const againHours = 20;
/** Most tries in one period: a ceiling has room for one repeat, and all machines share it. */
export const mostTries = 2;

/** The run could not begin in time, as in an outage, or it no longer matched what was signed. */
export function isUntried({ state }: { state: string }): boolean {
  return state === 'expired' || state === 'void';
}

/**
 * When a machine is due again after an untried run: in the drill hours of the next day, so that it doesn't repeat all
 * night.
 */
export function nextDueAfter(begunAt: Date): Date {
  return new Date(begunAt.getTime() + againHours * hourMs);
}

/**
 * Which machines are due now, how many more may begin, how many are done and failed, and when to look again. Each
 * machine is due once in every calendar week, month or quarter; one that didn't begin is due again the next day, and an
 * untried one once more.
 */
export function dueDrills(
  times: DrillTimes,
  { machines, atOnce }: { machines: readonly string[]; atOnce: number },
  runs: readonly DrillRun[],
  now: Date,
): { due: string[]; room: number; done: number; failed: number; lookAt: Date } {
  const since = periodStart(times, now);
  const runsOf = (id: string) => runs.filter(({ vmId, begunAt }) => sameArmId(vmId, id) && begunAt >= since);
  const left = machines.filter((id) => runsOf(id).length < mostTries && runsOf(id).every(({ untried }) => untried));
  const againAt = (id: string) => Math.max(0, ...runsOf(id).map(({ begunAt }) => nextDueAfter(begunAt).getTime()));
  const due = left.filter((id) => againAt(id) <= now.getTime());
  const isOpen = isWithinHours(times, now);
  const room = isOpen ? Math.max(0, atOnce - runs.filter((run) => run.isOpen).length) : 0;
  const done = machines.filter((id) => runsOf(id).some(({ untried }) => !untried)).length;
  const failed = machines.filter((id) => runsOf(id).some((run) => run.failed)).length;
  if (due.length === 0) {
    const next = Math.min(nextPeriod(times, now).getTime(), ...left.map(againAt));
    return { due, room, done, failed, lookAt: nextOpening(times, new Date(next)) };
  }
  const soon = new Date(now.getTime() + lookMinutes * 60_000);
  return { due, room, done, failed, lookAt: isOpen ? soon : nextOpening(times, now) };
}

/** Start of the week, month or quarter that contains this moment. */
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
 * This moment if it is within the hours, else the next time they begin. If daylight saving skips that hour, they begin
 * when the clock has moved on, unless none of them is left.
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

/** Quiet times lie between 01:00 and 04:00. */
const firstHour = 1;
const minutes = 3 * 60;

/** A time at night, such as 02:17: always the same for a name, and spread out over many names. Region looks use it. */
export function quietTime(name: string): string {
  const sum = [...name].reduce((so, sign) => (so * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
  const minute = firstHour * 60 + (sum % minutes);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
