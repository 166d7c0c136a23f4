import { DateTime } from 'luxon';
import type { MonthDays, PolicyFacts, PolicyRetention } from '../../kernel/backup-policy.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, RecoveryPointFacts, VaultFacts } from '../../kernel/facts.ts';
import { isImmutable } from '../../machines/rules/item-state.ts';
import { leastKept } from './plans.ts';

type Keeping = Pick<PolicyFacts, 'retention' | 'snapshotDays'>;
type Compared = Keeping & Pick<PolicyFacts, 'schedule'>;

const levels = ['daily', 'weekly', 'monthly', 'yearly'] as const;

/** Would what is made under the one be kept shorter under the other? An immutable vault refuses such a change. */
export function keepsLess(before: Keeping, after: Keeping): boolean {
  return (
    levels.some((level) => (after.retention[level]?.count ?? 0) < (before.retention[level]?.count ?? 0)) ||
    after.snapshotDays < before.snapshotDays
  );
}

/**
 * Would points of the one be let go under the other? It may keep others, or fewer, of a week, month or year for as long;
 * neither an immutable vault nor a Resource Guard minds that.
 */
export function letsGo(before: Keeping, after: Keeping): boolean {
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

/** What a Resource Guard looks at, as az has it: also that backups are made less often. */
export function weakens(before: Compared, after: Compared): boolean {
  return keepsLess(before, after) || longestGap(after.schedule) > longestGap(before.schedule);
}

/** Hours between two backups at most; nothing is known of a schedule that could not be read. */
function longestGap(schedule: Compared['schedule']): number {
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

/** Why an item of an immutable vault cannot go over to a policy. */
export function keepsLessRefusal(
  { vault, item }: { vault: VaultFacts; item: ProtectedItemFacts },
  before: Compared,
  after: Compared & { name: string },
): Failure | undefined {
  if (!isImmutable(vault) || !keepsLess(before, after)) return undefined;
  return { code: 'protection.keeps-less', params: { vm: item.vmName, vault: vault.name, policy: after.name } };
}

/**
 * What an item has whose backups are stopped. Absent: nobody knows its policy, its points could not be read. What was
 * stopped keeps its points as the policy said then, whatever has become of that since.
 */
export type Stopped = {
  before?: Pick<PolicyFacts, 'name' | 'retention' | 'snapshotDays'>;
  points?: readonly Pick<RecoveryPointFacts, 'at' | 'softDeleted' | 'tiers'>[];
};

/**
 * Whether a policy may let points go that stopping has kept: it keeps less than the one before, or others. Where nobody
 * knows that one, whether a point that is there is older than what any of its points is surely kept for; of hourly backups
 * all but one a day are snapshots alone, which go with the snapshots.
 */
export function resumeLoses({ before, points }: Stopped, policy: PolicyFacts, now: Date): boolean {
  if (before) return letsGo(before, policy);
  return points?.some((point) => !point.softDeleted && surelyKept(policy, point) <= now) ?? true;
}

function surelyKept({ retention, snapshotDays }: PolicyFacts, { at, tiers }: Pick<RecoveryPointFacts, 'at' | 'tiers'>) {
  const kept = leastKept(retention, at);
  const snapshot = DateTime.fromJSDate(at, { zone: 'utc' }).plus({ days: snapshotDays }).toJSDate();
  return isSnapshotAlone(tiers) && snapshot < kept ? snapshot : kept;
}

function isSnapshotAlone(tiers: RecoveryPointFacts['tiers']): boolean {
  const there = tiers.filter(({ status }) => status !== 'deleted');
  return there.length > 0 && there.every(({ tier }) => tier === 'snapshot');
}

/** Why one person alone doesn't resume under it. */
export function resumeLosesRefusal(
  { vault, item }: { vault: Pick<VaultFacts, 'name'>; item: Pick<ProtectedItemFacts, 'vmName'> },
  { name: policy }: Pick<PolicyFacts, 'name'>,
): Failure {
  return { code: 'protection.resume-loses', params: { vm: item.vmName, vault: vault.name, policy } };
}
