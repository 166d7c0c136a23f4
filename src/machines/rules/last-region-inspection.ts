import {
  type LastRegionInspection,
  latestInspection,
  type RegionReadiness,
} from '../../store/rules/region-inspection.ts';

/** Whether the result belongs to an earlier machine of the same name. @param current undefined: unknown */
export function isOfAnother(
  { immutableId }: { immutableId?: string | null | undefined },
  current: string | undefined,
): boolean {
  return current !== undefined && immutableId !== undefined && immutableId?.toLowerCase() !== current.toLowerCase();
}

const hour = 60 * 60_000;
/** A check late in the evening counts for the coming night. */
const eveningMs = 6 * hour;
/** Unreadable results are retried sooner. */
const retryMs = 4 * hour;
/** A result counts as current for this long past its turn; then a missed night shows. */
const overdueMs = 12 * hour;

/**
 * Whether a machine is due for a check; one that was never checked is.
 * @param night start of the last night's checks
 */
export function isRegionDue(
  last: Pick<LastRegionInspection, 'gaps' | 'lookedAt'> | undefined,
  { now, night }: { now: Date; night: Date },
): boolean {
  if (!last || isAhead(last, now) || night.getTime() - last.lookedAt.getTime() >= eveningMs) return true;
  return isUnsure(last) && now.getTime() - last.lookedAt.getTime() >= retryMs;
}

/** Whether some of it could not be read. */
export function isUnsure({ gaps }: Pick<RegionReadiness, 'gaps'>): boolean {
  return gaps.some(({ verdict }) => verdict === 'unknown');
}

/**
 * Whether a result may still be shown as current.
 * @param nights nights until every machine has been checked once
 */
export function isRegionFresh(last: Pick<LastRegionInspection, 'lookedAt'>, now: Date, nights = 1): boolean {
  return !isAhead(last, now) && now.getTime() - last.lookedAt.getTime() < nights * 24 * hour + overdueMs;
}

/** Whether the time of the check is in the future, so that its age is unknown. */
export function isAhead({ lookedAt }: Pick<LastRegionInspection, 'lookedAt'>, now: Date): boolean {
  return lookedAt > latestInspection(now);
}

/** A check takes about ten calls to Azure; a few each quarter of an hour leave the rate limits to people. */
export const inspectionsPerRun = 10;
export const secondsPerRun = 15 * 60;
/** Ten per quarter of an hour, less the time that the checks themselves take. */
const inspectionsPerDay = 900;

/** Nights until every one of a subscription's machines has been checked once. */
export function nightsPerRound(machines: number): number {
  return Math.max(1, Math.ceil(machines / inspectionsPerDay));
}

/** Best first. */
const ranks = ['ready', 'off', 'unknown', 'lacking'] as const satisfies readonly RegionReadiness['state'][];

/**
 * When a machine last became worse: less ready, or with a new gap. Without a previous result nothing became worse, and
 * a machine that is ready again has no such time.
 */
export function worseSince(
  before: LastRegionInspection | undefined,
  found: RegionReadiness,
  at: Date,
): Date | undefined {
  if (found.state === 'ready' || !before) return undefined;
  const had = lacks(before);
  const isWorse =
    ranks.indexOf(found.state) > ranks.indexOf(before.state) || [...lacks(found)].some((code) => !had.has(code));
  return isWorse ? at : before.worseAt;
}

function lacks({ gaps }: RegionReadiness): Set<string> {
  return new Set(gaps.filter(({ verdict }) => verdict === 'lacking').map(({ text }) => text.code));
}

/** List order: lacking first, then unknown, never checked, and ready last. */
export function regionRank(last: RegionReadiness | undefined): number {
  if (!last) return 2;
  if (last.state === 'lacking') return -lacks(last).size;
  return last.state === 'unknown' ? 1 : 3;
}
