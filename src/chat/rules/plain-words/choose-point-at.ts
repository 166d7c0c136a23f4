import { DateTime } from 'luxon';
import type { SentenceFacts } from './reading.ts';
import type { FoundTime } from './said-times.ts';
import { instantsOf, type Window, windowsOf } from './time-windows.ts';

/** A point within this of a time that was told is the one. */
const nearMs = 5 * 60_000;
const mostChoices = 5;

/**
 * The points that may have been meant, the likeliest first, or newest first where none is likelier. With `before` the first
 * is the last one before the time that was told, of which nothing is there or wanted.
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

/** Of several moments that may have been meant none can be named as the one that it is before. */
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
