import type { RehydrationPriority } from '../../azure/rules/restore-body.ts';
import type { RecommendationCode } from '../../kernel/codes/restore.ts';
import type { RecoveryPointFacts, Tri, VmFacts } from '../../kernel/facts.ts';
import { isReady, type UsableTier, usableTier } from '../../machines/rules/item-state.ts';

/** A recovery point as people speak of it: the newest, the n-th newest (1 is the newest), or within a span of time. */
export type PointSelector =
  | { kind: 'latest' }
  | { kind: 'number'; number: number }
  /** `from` inclusive, `to` exclusive. */
  | { kind: 'between'; from: Date; to: Date };

export type PointSelection =
  | { kind: 'one'; point: RecoveryPointFacts; number: number }
  /** Several fit: they are listed, never guessed. */
  | { kind: 'several'; points: RecoveryPointFacts[] }
  | { kind: 'none'; why: 'no-points' | 'no-such-number' | 'none-then'; nearest: RecoveryPointFacts[] };

/** Why a point may not be there for long: past its expiry, or deleted and kept for a grace period. */
export type PointEnd = 'past-expiry' | 'soft-deleted';

/**
 * Points to choose from, newest first, numbered from 1 in this order, as the portal numbers them. All that Azure lists
 * exist and can be restored, whatever is said of them: with protection stopped, points stay past their expiry, and
 * soft-deleted ones can be restored while they last. After somebody cut the retention, these are the ones that count.
 */
export function choosable(points: readonly RecoveryPointFacts[]): RecoveryPointFacts[] {
  return [...points].sort((a, b) => b.at.getTime() - a.at.getTime() || compareNames(b.name, a.name));
}

/** Undefined for a point that stays. */
export function pointEnd({ softDeleted, expiresAt }: RecoveryPointFacts, now: Date): PointEnd | undefined {
  if (softDeleted) return 'soft-deleted';
  return expiresAt !== undefined && expiresAt <= now ? 'past-expiry' : undefined;
}

/** Names are numbers of up to 19 digits: more than a JS number holds, so compared as text, the longer one last. */
function compareNames(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** `latest` is the newest that can be restored at once; the points may be in any order. */
export function selectPoint(points: readonly RecoveryPointFacts[], selector: PointSelector): PointSelection {
  const choices = choosable(points);
  const [newest] = choices;
  if (newest === undefined) return { kind: 'none', why: 'no-points', nearest: [] };
  if (selector.kind === 'latest') {
    const point = choices.find((one) => canBegin(one)) ?? newest;
    return one(choices, point);
  }
  if (selector.kind === 'number') {
    const point = choices[selector.number - 1];
    if (point !== undefined) return one(choices, point);
    return { kind: 'none', why: 'no-such-number', nearest: choices.slice(-1) };
  }
  const fitting = choices.filter((point) => point.at >= selector.from && point.at < selector.to);
  const [first, ...more] = fitting;
  if (first === undefined) return { kind: 'none', why: 'none-then', nearest: neighbours(choices, selector) };
  return more.length === 0 ? one(choices, first) : { kind: 'several', points: fitting };
}

function one(choices: RecoveryPointFacts[], point: RecoveryPointFacts): PointSelection {
  return { kind: 'one', point, number: choices.indexOf(point) + 1 };
}

/** The last point before the span and the first after it, newest first. */
function neighbours(choices: RecoveryPointFacts[], span: { from: Date; to: Date }): RecoveryPointFacts[] {
  const after = choices.filter((point) => point.at >= span.to).at(-1);
  const before = choices.find((point) => point.at < span.from);
  return [after, before].filter((point) => point !== undefined);
}

export type Recommendation = { point: RecoveryPointFacts; number: number; reasons: RecommendationCode[] };

export type RotatedSince = (point: RecoveryPointFacts) => Tri;

/**
 * The point to take if nobody says otherwise: the newest, since every older one loses more; but one that was taken before
 * a threat was found on the machine, unless Defender has called that well since; and after a rotation of BEK or KEK the
 * newest that is not restored from its snapshot, because single-pass encryption then fails on snapshots. A rotation that
 * is known of no point changes nothing. Undefined if there is no point that can be restored at once.
 */
export function recommend(
  points: readonly RecoveryPointFacts[],
  rotatedSince: RotatedSince,
): Recommendation | undefined {
  const choices = choosable(points);
  const ready = choices.filter((point) => canBegin(point));
  const suspected = suspectedOf(choices);
  const unsuspected = ready.filter((point) => !suspected.has(point));
  const eligible = unsuspected.length > 0 ? unsuspected : ready;
  const [newest] = eligible;
  if (newest === undefined) return undefined;
  const rotated = rotatedOf(choices, rotatedSince);
  const risky = (point: RecoveryPointFacts) => tierOf(point).tier === 'snapshot' && rotated.has(point);
  const point = eligible.find((candidate) => !risky(candidate)) ?? newest;
  const reasons: RecommendationCode[] = [];
  if (suspected.has(point)) reasons.push('recommend-despite-threat');
  else if (newest !== ready[0]) reasons.push('recommend-before-threat');
  if (risky(point)) reasons.push('recommend-despite-rotation');
  else if (point !== newest) reasons.push('recommend-vault-after-rotation');
  else if (reasons.length === 0)
    reasons.push(tierOf(point).tier === 'snapshot' ? 'recommend-snapshot-quick' : 'recommend-newest');
  if (point.consistency === 'crash') reasons.push('recommend-crash-consistent');
  return { point, number: choices.indexOf(point) + 1, reasons };
}

/**
 * Points after which the keys were changed. The oldest is not looked up, but a change after one point came after all
 * older ones, too.
 * @param choices newest first
 */
function rotatedOf(choices: readonly RecoveryPointFacts[], rotatedSince: RotatedSince): Set<RecoveryPointFacts> {
  const rotated = new Set<RecoveryPointFacts>();
  for (const point of choices) {
    const since = rotatedSince(point);
    if (since === 'yes' || (since === 'unknown' && rotated.size > 0)) rotated.add(point);
  }
  return rotated;
}

/**
 * Points that were taken while a threat was known, and those since of which Defender says nothing: its word comes late,
 * and a threat counts as present until it says that the machine is well.
 * @param choices newest first
 */
function suspectedOf(choices: readonly RecoveryPointFacts[]): Set<RecoveryPointFacts> {
  const suspected = new Set<RecoveryPointFacts>();
  let isIll = false;
  for (const point of choices.toReversed()) {
    if (pointThreat(point) !== undefined) isIll = true;
    else if (point.threat?.status === 'healthy') isIll = false;
    if (isIll) suspected.add(point);
  }
  return suspected;
}

/** A point that is in the archive alone cannot begin at once: it takes hours to bring it back. */
function canBegin(point: RecoveryPointFacts): boolean {
  return isReady(tierOf(point));
}

/** The tier a restore of the point would read from. A list may not say that it is of managed disks: they mostly are. */
function tierOf(point: RecoveryPointFacts): UsableTier {
  return usableTier(point, point.managed !== 'no');
}

/**
 * Threats that were known against the source machine when a point was taken: restoring such a point takes a second tap,
 * and is signed. No known threat proves nothing: Defender may be off, and its word comes up to 48 hours late.
 */
export type PointThreat = (typeof pointThreats)[number];

/** The worse one last. */
export const pointThreats = ['warning', 'unhealthy'] as const;

export function pointThreat({ threat }: Pick<RecoveryPointFacts, 'threat'>): PointThreat | undefined {
  return pointThreats.find((one) => one === threat?.status);
}

/** The worse of two: a plan that was signed for an ill point holds although it is said to be well since. */
export function worseThreat(a: PointThreat | undefined, b: PointThreat | undefined): PointThreat | undefined {
  return [...pointThreats].reverse().find((one) => one === a || one === b);
}

/** Defender's names of the threat, at most three, the worst first. */
export function threatTitles({ threat }: Pick<RecoveryPointFacts, 'threat'>): string[] {
  const order = ['critical', 'high', 'warning', 'informational', 'unknown'];
  const findings = [...(threat?.findings ?? [])].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return [...new Set(findings.map(({ title }) => title))].slice(0, 3);
}

const hourMs = 60 * 60_000;

/**
 * Time before a moment at which a point is proposed. Clocks and memories differ, and a backup takes a while to begin.
 */
export const momentMarginMs = hourMs;

/** Defender may tell of what was already there up to 48 hours late (documented), so an alert is no beginning. */
export const alertMarginMs = 48 * hourMs;

export type PointBefore = {
  point: RecoveryPointFacts;
  /** Number that `restore <vm> #2` takes. */
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

const olderMark = 'before ';

/**
 * The machine that a point is of, by the id that Azure gave it and gives to no other. A vault keeps the points of a
 * deleted machine, and one that is made again under its name goes on with them: points older than today's machine are
 * of one before it, nobody knows which, and prove nothing of this one.
 * @param vm that has the name now
 */
export function machineOfPoint(
  { at }: Pick<RecoveryPointFacts, 'at'>,
  vm: Pick<VmFacts, 'immutableId' | 'createdAt'> | undefined,
): string | undefined {
  if (vm?.immutableId === undefined) return undefined;
  return vm.createdAt && at < vm.createdAt ? `${olderMark}${vm.immutableId}` : vm.immutableId;
}

/** Whether the machine id in a plan says that the point was older than that machine. */
export function isOfOneBefore(immutableId: string | undefined): boolean {
  return immutableId?.startsWith(olderMark) === true;
}

/** Whether another machine has the name now than when a plan was made. An unknown id on either side says nothing. */
export function isMadeAgain(kept: string | undefined, vm: Pick<VmFacts, 'immutableId'> | undefined): boolean {
  if (kept === undefined || vm?.immutableId === undefined) return false;
  const then = isOfOneBefore(kept) ? kept.slice(olderMark.length) : kept;
  return then.toLowerCase() !== vm.immutableId.toLowerCase();
}

/** The way in which a point comes back from the archive before it is restored. */
export type Rehydration = { priority: RehydrationPriority; days: number };

/** As long as it stays in the vault then, which costs besides the archive; what az asks for where nobody says more. */
const keptDays = 15;
/** Documented: up to so many hours. The restore itself comes after. */
const mostHours = { Standard: 15, High: 1 } as const;

/** undefined for a point that need not be brought back. */
export function findRehydration(
  { tier }: { tier: UsableTier },
  choice: { urgent?: boolean | undefined },
): Rehydration | undefined {
  if (tier.tier !== 'vault-archive') return undefined;
  return { priority: choice.urgent ? 'High' : 'Standard', days: keptDays };
}

export function rehydrationHours({ priority }: Pick<Rehydration, 'priority'>): number {
  return mostHours[priority];
}
