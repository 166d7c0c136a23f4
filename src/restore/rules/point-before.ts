import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { isReady, usableTier } from '../../machines/rules/usable-tier.ts';
import { pointThreat } from './point-threat.ts';
import { choosable } from './recovery-points.ts';

const hourMs = 60 * 60_000;

/** How far before a moment a point is proposed. Clocks and memories differ, and a backup takes a while to begin. */
export const momentMarginMs = hourMs;

/** Defender may tell of what was already there up to 48 hours late (documented), so an alert is no beginning. */
export const alertMarginMs = 48 * hourMs;

export type PointBefore = {
  point: RecoveryPointFacts;
  /** As `restore <vm> #2` takes it. */
  number: number;
  /** Later ones before the limit that were taken while a threat was known. */
  passedOver: number;
};

/**
 * The first alert on the source machine that its points tell of: the earliest that a finding says it began, or the
 * earliest point with a mark where findings tell no time. Undefined where none is told, which proves nothing.
 */
export function findFirstAlert(points: readonly RecoveryPointFacts[]): Date | undefined {
  const marked = points.filter((point) => pointThreat(point) !== undefined);
  const moments = marked.flatMap((point) => [
    point.at,
    ...(point.threat?.findings ?? []).flatMap(({ since }) => since ?? []),
  ]);
  return moments.toSorted((one, other) => one.getTime() - other.getTime())[0];
}

/**
 * The last point that can be restored at once, was taken at least a margin before a moment and has no mark. Undefined if
 * there is none.
 */
export function findPointBefore(
  points: readonly RecoveryPointFacts[],
  moment: Date,
  marginMs: number,
): PointBefore | undefined {
  const choices = choosable(points);
  const limit = moment.getTime() - marginMs;
  const before = choices.filter(
    (point) => point.at.getTime() <= limit && isReady(usableTier(point, point.managed !== 'no')),
  );
  const point = before.find((one) => pointThreat(one) === undefined);
  if (!point) return undefined;
  return { point, number: choices.indexOf(point) + 1, passedOver: before.indexOf(point) };
}
