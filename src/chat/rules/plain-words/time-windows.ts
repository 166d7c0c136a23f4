import { DateTime } from 'luxon';
import type { SentenceFacts } from './reading.ts';
import type { ClockTime, FoundTime, Said } from './said-times.ts';

/** Before this hour the night is still going on, and "yesterday" may be the evening before. */
const nightEnds = 6;

/** The moments of times said to the minute. */
export function instantsOf(said: Said, now: DateTime): DateTime[] {
  if (said.kind === 'ago') return [now.minus({ hours: said.hours })];
  if (said.kind === 'clock') return clocksOn(said.clock, now).map((at) => (at > now ? at.minus({ days: 1 }) : at));
  if (said.kind === 'date') {
    const days = said.at.map(({ at }) => DateTime.fromJSDate(at, { zone: now.zoneName ?? 'utc' }));
    if (said.clock) return days.flatMap((day) => clocksOn(said.clock as ClockTime, day));
    return said.at.every(({ wholeDay }) => !wholeDay) ? days : [];
  }
  if ((said.kind === 'span' || said.kind === 'weekday') && said.clock) {
    const { strict, loose } = windowsOf(said, now);
    const wide = [...strict, ...loose];
    // The hour belongs to the span that was named: 02:00 of "last night" is this morning's.
    return [now, now.minus({ days: 1 }), ...wide.map(([from]) => from)]
      .flatMap((day) => clocksOn(said.clock as ClockTime, day))
      .filter((at, index, found) => found.findIndex((other) => +other === +at) === index)
      .filter((at) => at <= now && wide.some(([from, to]) => at >= from && at < to));
  }
  return [];
}

function clocksOn({ hours, minute }: ClockTime, day: DateTime): DateTime[] {
  return hours.map((hour) => day.startOf('day').set({ hour, minute }));
}

type Window = [DateTime, DateTime];

/** Windows of a time. strict: as said. loose: what may also have been meant. */
function windowsOf(said: Said, now: DateTime): { strict: Window[]; loose: Window[] } {
  const today = now.startOf('day');
  const early = now.hour < nightEnds;
  const part = (day: DateTime, from: number, to: number): Window => [
    day.plus({ hours: from }),
    day.plus({ hours: to }),
  ];
  const yesterday = today.minus({ days: 1 });
  const night = (day: DateTime) => part(day, -6, 9);
  switch (said.kind) {
    case 'span':
      switch (said.name) {
        case 'last-night':
          // In the middle of a night it means either that one or the one before.
          return { strict: early ? [night(today), night(yesterday)] : [night(today)], loose: [] };
        case 'night-before-last':
          return { strict: [night(yesterday)], loose: early ? [night(yesterday.minus({ days: 1 }))] : [] };
        case 'today':
          return { strict: [part(today, 0, 24)], loose: early ? [part(yesterday, 0, 24)] : [] };
        case 'morning':
          return { strict: [part(today, 5, 12)], loose: [part(today, 0, 5)] };
        case 'afternoon':
          return { strict: [part(today, 12, 18)], loose: [] };
        case 'evening':
          return { strict: [part(today, 17, 24)], loose: early ? [part(yesterday, 17, 24)] : [] };
        case 'yesterday':
          return { strict: [part(yesterday, 0, 24)], loose: early ? [part(today, 0, nightEnds)] : [] };
        case 'yesterday-morning':
          return { strict: [part(yesterday, 5, 12)], loose: [part(yesterday, 0, 5)] };
        case 'yesterday-afternoon':
          return { strict: [part(yesterday, 12, 18)], loose: [] };
        case 'yesterday-evening':
          return { strict: [part(yesterday, 17, 24)], loose: [part(today, 0, 4)] };
        case 'day-before-yesterday':
          return { strict: [part(yesterday.minus({ days: 1 }), 0, 24)], loose: early ? [part(yesterday, 0, 24)] : [] };
        case 'weekend': {
          const saturday = today.startOf('week').minus({ days: now.weekday >= 6 ? -5 : 2 });
          return { strict: [part(saturday, 0, 48)], loose: [] };
        }
        case 'week':
          return { strict: [[now.minus({ days: 7 }), now]], loose: [] };
        case 'month':
          return { strict: [[now.minus({ days: 30 }), now]], loose: [] };
      }
      break;
    case 'weekday': {
      const back = (now.weekday - said.day + 7) % 7;
      if (said.weekBefore) {
        const own = today
          .startOf('week')
          .minus({ weeks: 1 })
          .plus({ days: said.day - 1 });
        return { strict: [part(own, 0, 24)], loose: [] };
      }
      // "Last wednesday", said on a wednesday, is not today.
      const day = today.minus({ days: back === 0 && said.isPast ? 7 : back });
      // The night before or after a day may be meant.
      if (said.part === 'night') return { strict: [part(day, 18, 33)], loose: [part(day, 0, 9)] };
      if (said.part) {
        const [from, to] = { morning: [5, 12], afternoon: [12, 18], evening: [17, 24] }[said.part] as [number, number];
        return { strict: [part(day, from, to)], loose: [] };
      }
      // On the same weekday it may mean today or a week ago.
      return {
        strict: [part(day, 0, 24)],
        loose: back === 0 && !said.isPast ? [part(today.minus({ days: 7 }), 0, 24)] : [],
      };
    }
    case 'date':
      return {
        strict: said.at.map(
          ({ at }): Window => part(DateTime.fromJSDate(at, { zone: now.zoneName ?? 'utc' }).startOf('day'), 0, 24),
        ),
        loose: [],
      };
    default:
      return { strict: [], loose: [] };
  }
}

/** How far back a list must look for this time, as it is typed: `24h`, `7d`. */
export function spanOf({ said }: FoundTime): string | undefined {
  switch (said.kind) {
    case 'back':
    case 'length':
    case 'ago':
      return said.hours % 24 === 0 && said.hours > 48 ? `${said.hours / 24}d` : `${said.hours}h`;
    case 'weekday':
      return '7d';
    case 'span':
      if (said.name === 'week' || said.name === 'weekend') return '7d';
      if (said.name === 'month') return '30d';
      if (said.name === 'day-before-yesterday') return '3d';
      if (said.name === 'night-before-last') return '48h';
      return said.name.startsWith('yesterday') ? '48h' : '24h';
    case 'clock':
      return '24h';
    default:
      return undefined;
  }
}

/** How far back the digest looks; it takes hours only. */
export function digestSpan(times: readonly FoundTime[]): string | undefined {
  const [back] = times.flatMap(({ said }) => (said.kind === 'back' ? [said.hours] : []));
  return back === undefined ? undefined : `${back}h`;
}

/** A point this close to the time said is the one meant. */
const nearMs = 5 * 60_000;
const mostChoices = 5;

/**
 * The points that may be meant, the likeliest first, else the newest first. With `before`, no point at the time said
 * exists or is wanted, and the first is the last one before it.
 */
export type ChosenPoints = { at: readonly Date[]; before?: Date };

/** @param points of the machine, in any order */
export function choosePointAt(
  time: FoundTime,
  points: readonly Date[],
  { now, timeZone }: Pick<SentenceFacts, 'now' | 'timeZone'>,
): ChosenPoints {
  const all = points.filter((at) => at <= now).toSorted((a, b) => b.getTime() - a.getTime());
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const instants = instantsOf(time.said, local);
  if (time.side && instants.length > 0) return besideOf(all, instants, time.side);
  if (instants.length > 0) {
    const near = all.filter((at) => instants.some((instant) => Math.abs(at.getTime() - instant.toMillis()) <= nearMs));
    return near.length > 0 ? { at: distinct(near) } : lastBefore(all, instants);
  }
  const { strict, loose } = windowsOf(time.said, local);
  if (time.side)
    return besideOf(
      all,
      strict.map(([from, to]) => (time.side === 'before' ? from : to)),
      time.side,
    );
  const inside = (windows: Window[]) =>
    all.filter((at) => windows.some(([from, to]) => at.getTime() >= from.toMillis() && at.getTime() < to.toMillis()));
  const within = distinct(inside(strict));
  const wider = distinct(inside(loose)).filter((at) => !within.includes(at));
  if (within.length + wider.length > 0) return { at: [...within, ...wider].slice(0, mostChoices) };
  const begins = strict.map(([from]) => from);
  const { at, before } = lastBefore(all, begins);
  const after = begins.flatMap((from) => all.findLast((each) => each.getTime() > from.toMillis()) ?? []);
  return { at: [...at, ...after].slice(0, mostChoices), ...(before && { before }) };
}

function distinct(points: readonly Date[]): Date[] {
  const unique = [...new Map(points.map((at) => [at.getTime(), at])).values()];
  return unique.toSorted((a, b) => b.getTime() - a.getTime()).slice(0, mostChoices);
}

/** The last point before a time. Several possible times have no single point before them. */
function lastBefore(all: readonly Date[], instants: readonly DateTime[]): ChosenPoints {
  const at = distinct(instants.flatMap((instant) => all.find((each) => each.getTime() <= instant.toMillis()) ?? []));
  const [instant, another] = instants;
  return { at, ...(instant && !another && at.length > 0 && { before: instant.toJSDate() }) };
}

function besideOf(all: readonly Date[], instants: readonly DateTime[], side: 'before' | 'after'): ChosenPoints {
  const found = instants.flatMap((instant) => {
    const millis = instant.toMillis();
    const point =
      side === 'before' ? all.find((at) => at.getTime() < millis) : all.findLast((at) => at.getTime() > millis);
    return point ? [point] : [];
  });
  const [instant, another] = instants;
  const before = side === 'before' && instant && !another && found.length > 0 ? instant.toJSDate() : undefined;
  return { at: distinct(found), ...(before && { before }) };
}
