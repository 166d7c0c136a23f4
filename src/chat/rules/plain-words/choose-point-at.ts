import { DateTime } from 'luxon';
import type { SentenceFacts } from './reading.ts';
import type { FoundTime } from './said-times.ts';
import { instantsOf, type Window, windowsOf } from './time-windows.ts';

/** A point within this of a time that was told is the one. */
const nearMs = 5 * 60_000;
const mostChoices = 5;

/** Which point was meant: one, or those that it may have been, newest first. */
export type ChosenPoint = { kind: 'one'; at: Date } | { kind: 'some'; at: Date[] };

/** @param points of the machine, in any order */
export function choosePointAt(
  time: FoundTime,
  points: readonly Date[],
  { now, timeZone }: Pick<SentenceFacts, 'now' | 'timeZone'>,
): ChosenPoint {
  const all = points.filter((at) => at <= now).toSorted((a, b) => b.getTime() - a.getTime());
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const instants = instantsOf(time.said, local);
  if (time.side && instants.length > 0) return besideOf(all, instants, time.side);
  if (instants.length > 0) {
    const near = all.filter((at) => instants.some((instant) => Math.abs(at.getTime() - instant.toMillis()) <= nearMs));
    const [only] = near;
    if (only && near.length === 1) return { kind: 'one', at: only };
    return some(near.length > 0 ? near : instants.flatMap((instant) => neighbours(all, instant)));
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
  const meant = inside(strict);
  const [only] = meant;
  if (only && meant.length === 1 && inside([...strict, ...loose]).length === 1) return { kind: 'one', at: only };
  const wider = inside([...strict, ...loose]);
  return some(wider.length > 0 ? wider : strict.flatMap(([from]) => neighbours(all, from)));
}

function some(points: Date[]): ChosenPoint {
  const unique = [...new Map(points.map((at) => [at.getTime(), at])).values()];
  return { kind: 'some', at: unique.toSorted((a, b) => b.getTime() - a.getTime()).slice(0, mostChoices) };
}

function besideOf(all: readonly Date[], instants: readonly DateTime[], side: 'before' | 'after'): ChosenPoint {
  const found = instants.flatMap((instant) => {
    const millis = instant.toMillis();
    const point =
      side === 'before' ? all.find((at) => at.getTime() < millis) : all.findLast((at) => at.getTime() > millis);
    return point ? [point] : [];
  });
  const different = new Set(found.map((at) => at.getTime()));
  const [only] = found;
  // What comes after is the first of many: "after the deploy" may mean any of them.
  return only && different.size === 1 && side === 'before' ? { kind: 'one', at: only } : some(found);
}

/** The last point before and the first after. */
function neighbours(all: readonly Date[], instant: DateTime): Date[] {
  const millis = instant.toMillis();
  return [all.findLast((at) => at.getTime() > millis), all.find((at) => at.getTime() <= millis)].filter(
    (at) => at !== undefined,
  );
}
