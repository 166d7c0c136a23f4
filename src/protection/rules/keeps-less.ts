import type { PolicyFacts } from '../../kernel/backup-policy.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, VaultFacts } from '../../kernel/facts.ts';
import { isImmutable } from '../../machines/rules/item-state.ts';

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
