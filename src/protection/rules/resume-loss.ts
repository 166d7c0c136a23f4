import { DateTime } from 'luxon';
import type { PolicyFacts } from '../../kernel/backup-policy.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, RecoveryPointFacts, VaultFacts } from '../../kernel/facts.ts';
import { letsGo } from './keeps-less.ts';
import { leastKept } from './raise-plan.ts';

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
