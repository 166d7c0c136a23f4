import { DateTime } from 'luxon';
import type { MonthDays, PolicyFacts, PolicyRetention } from '../../kernel/backup-policy.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, RecoveryPointFacts, VaultFacts } from '../../kernel/facts.ts';
import { isImmutable } from '../../machines/rules/item-state.ts';
import { keptAtLeastUntil } from './plans.ts';

type Keeping = Pick<PolicyFacts, 'retention' | 'snapshotDays'>;
type Compared = Keeping & Pick<PolicyFacts, 'schedule'>;

const levels = ['daily', 'weekly', 'monthly', 'yearly'] as const;

/** Whether `after` keeps points for a shorter time than `before`. An immutable vault refuses such a change. */
export function keepsLess(before: Keeping, after: Keeping): boolean {
  return (
    levels.some((level) => (after.retention[level]?.count ?? 0) < (before.retention[level]?.count ?? 0)) ||
    after.snapshotDays < before.snapshotDays
  );
}

/**
 * Whether `after` would let points of `before` go. It may keep other or fewer points of a week, month or year for as
 * long; neither an immutable vault nor a Resource Guard refuses that.
 */
export function dropsPoints(before: Keeping, after: Keeping): boolean {
  return keepsLess(before, after) || keepsOthers(before.retention, after.retention);
}

function keepsOthers(before: PolicyRetention, after: PolicyRetention): boolean {
  return (
    lacksAny(before.weekly?.days, after.weekly?.days) ||
    lacksDays(before.monthly?.on, after.monthly?.on) ||
    lacksAny(before.yearly?.months, after.yearly?.months) ||
    lacksDays(before.yearly?.on, after.yearly?.on)
  );
}

function lacksDays(before: MonthDays | undefined, after: MonthDays | undefined): boolean {
  if (before === undefined) return false;
  if (before.by === 'date') {
    return after?.by !== 'date' || lacksAny(before.dates, after.dates) || (before.last && !after.last);
  }
  return after?.by !== 'weekday' || lacksAny(before.days, after.days) || lacksAny(before.weeks, after.weeks);
}

function lacksAny<One>(before: readonly One[] = [], after: readonly One[] = []): boolean {
  return before.some((one) => !after.includes(one));
}

/** Whether a Resource Guard objects, by the rules that az uses: shorter retention or less frequent backups. */
export function weakens(before: Compared, after: Compared): boolean {
  return keepsLess(before, after) || longestGap(after.schedule) > longestGap(before.schedule);
}

/** Most hours between two backups; an unreadable schedule counts as no gap. */
export function longestGap(schedule: Compared['schedule']): number {
  switch (schedule.kind) {
    case 'hourly':
      return schedule.forHours === 24 ? schedule.everyHours : 24 - schedule.forHours;
    case 'daily':
      return 24;
    case 'weekly':
      return 24 * longestGapDays(schedule.days);
    case 'unknown':
      return 0;
  }
}

const week = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function longestGapDays(days: readonly string[]): number {
  const at = days.map((day) => week.indexOf(day)).toSorted((one, other) => one - other);
  const [first = 0] = at;
  return Math.max(...at.map((day, index) => (at[index + 1] ?? first + 7) - day));
}

/** The reason an item of an immutable vault cannot move to a policy. */
export function keepsLessRefusal(
  { vault, item }: { vault: VaultFacts; item: ProtectedItemFacts },
  before: Compared,
  after: Compared & { name: string },
): Failure | undefined {
  if (!isImmutable(vault) || !keepsLess(before, after)) return undefined;
  return { code: 'protection.keeps-less', params: { vm: item.vmName, vault: vault.name, policy: after.name } };
}

/**
 * State of an item whose backups are stopped. Absent members: its policy is unknown, its points could not be read. A
 * stopped item keeps its points by the policy as it was then, even if the policy changed since.
 */
export type Stopped = {
  before?: Pick<PolicyFacts, 'name' | 'retention' | 'snapshotDays'>;
  points?: readonly Pick<RecoveryPointFacts, 'at' | 'softDeleted' | 'tiers'>[];
};

/**
 * Whether a policy may let go points that were kept while stopped: it keeps less than the previous policy, or other
 * points. If the previous policy is unknown, whether any existing point is older than the policy's shortest retention;
 * of hourly backups all but one a day are snapshots only, and expire with the snapshots.
 */
export function resumeLoses({ before, points }: Stopped, policy: PolicyFacts, now: Date): boolean {
  if (before) return dropsPoints(before, policy);
  return points?.some((point) => !point.softDeleted && earliestExpiry(policy, point) <= now) ?? true;
}

function earliestExpiry(
  { retention, snapshotDays }: PolicyFacts,
  { at, tiers }: Pick<RecoveryPointFacts, 'at' | 'tiers'>,
) {
  const kept = keptAtLeastUntil(retention, at);
  const snapshot = DateTime.fromJSDate(at, { zone: 'utc' }).plus({ days: snapshotDays }).toJSDate();
  return isSnapshotAlone(tiers) && snapshot < kept ? snapshot : kept;
}

function isSnapshotAlone(tiers: RecoveryPointFacts['tiers']): boolean {
  const there = tiers.filter(({ status }) => status !== 'deleted');
  return there.length > 0 && there.every(({ tier }) => tier === 'snapshot');
}

/** The reason one person alone cannot resume under this policy. */
export function resumeLosesRefusal(
  { vault, item }: { vault: Pick<VaultFacts, 'name'>; item: Pick<ProtectedItemFacts, 'vmName'> },
  { name: policy }: Pick<PolicyFacts, 'name'>,
): Failure {
  return { code: 'protection.resume-loses', params: { vm: item.vmName, vault: vault.name, policy } };
}
