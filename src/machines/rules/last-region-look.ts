import { type LastRegionLook, latestLook, type RegionReadiness } from '../../store/rules/region-look.ts';

/** Of a machine that had the name before the one that has it now. @param current undefined: not known */
export function isOfAnother(
  { immutableId }: { immutableId?: string | null | undefined },
  current: string | undefined,
): boolean {
  return current !== undefined && immutableId !== undefined && immutableId?.toLowerCase() !== current.toLowerCase();
}

const hour = 60 * 60_000;
/** Whoever looked so late in the evening has looked for the night. */
const eveningMs = 6 * hour;
/** What could not be read is tried again sooner. */
const againMs = 4 * hour;
/** Beyond its turn it is told as what is known for so long: a night that was missed shows. */
const overdueMs = 12 * hour;

/**
 * Whether it is to be looked at again; what was never looked at is due at once.
 * @param night when the last night's looks began
 */
export function isRegionDue(
  last: Pick<LastRegionLook, 'gaps' | 'lookedAt'> | undefined,
  { now, night }: { now: Date; night: Date },
): boolean {
  if (!last || isAhead(last, now) || night.getTime() - last.lookedAt.getTime() >= eveningMs) return true;
  return isUnsure(last) && now.getTime() - last.lookedAt.getTime() >= againMs;
}

/** Whether some of it could not be read. */
export function isUnsure({ gaps }: Pick<RegionReadiness, 'gaps'>): boolean {
  return gaps.some(({ verdict }) => verdict === 'unknown');
}

/**
 * Whether what was found may still be told as what is.
 * @param nights it takes until each machine had its turn
 */
export function isRegionFresh(last: Pick<LastRegionLook, 'lookedAt'>, now: Date, nights = 1): boolean {
  return !isAhead(last, now) && now.getTime() - last.lookedAt.getTime() < nights * 24 * hour + overdueMs;
}

/** Of when it is nobody can tell. */
export function isAhead({ lookedAt }: Pick<LastRegionLook, 'lookedAt'>, now: Date): boolean {
  return lookedAt > latestLook(now);
}

/** A look takes some ten calls to Azure; a few each quarter of an hour leave the limits to people. */
export const looksPerRun = 10;
export const secondsPerRun = 15 * 60;
/** The looks themselves take some of each quarter of an hour. */
const looksPerDay = 900;

/** How many nights it takes until each of so many machines of a subscription had its turn. */
export function nightsPerRound(machines: number): number {
  return Math.max(1, Math.ceil(machines / looksPerDay));
}

/** Best first. */
const ranks = ['ready', 'off', 'unknown', 'lacking'] as const satisfies readonly RegionReadiness['state'][];

/**
 * When a machine was last found worse than before: less ready, or lacking something more. Without a look before, nothing
 * got worse; and what is ready again has nothing behind it.
 */
export function worseSince(before: LastRegionLook | undefined, found: RegionReadiness, at: Date): Date | undefined {
  if (found.state === 'ready' || !before) return undefined;
  const had = lacks(before);
  const isWorse =
    ranks.indexOf(found.state) > ranks.indexOf(before.state) || [...lacks(found)].some((code) => !had.has(code));
  return isWorse ? at : before.worseAt;
}

function lacks({ gaps }: RegionReadiness): Set<string> {
  return new Set(gaps.filter(({ verdict }) => verdict === 'lacking').map(({ text }) => text.code));
}

/** What stands first in a list: what lacks most, what is not known, what nobody has looked at, and then what is ready. */
export function regionRank(last: RegionReadiness | undefined): number {
  if (!last) return 2;
  if (last.state === 'lacking') return -lacks(last).size;
  return last.state === 'unknown' ? 1 : 3;
}
