import { createHash } from 'node:crypto';
import { containerKey, nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import type { PolicyFacts } from '../../kernel/backup-policy.ts';
import type { JobFacts, ProtectedItemFacts } from '../../kernel/facts.ts';
import { longestGap } from '../../protection/rules/keeps-less.ts';
import type { DayResult } from '../../store/rules/backup-day.ts';

/** A day of a vault: what its row in the audit says, and the list of machines whose hash stands there. */
export type BackupDay = {
  counts: Record<DayResult | 'protected', number>;
  /** How many days each policy lets pass between backups (0: not known), and what it keeps. */
  policies: Record<string, Record<string, number>>;
  /** A line for each machine: container, name, result and policy; null: its backups are stopped. */
  list: string;
  hash: string;
  /** By container, as `containerKey` spells it. */
  results: Record<string, DayResult>;
};

type Item = Pick<ProtectedItemFacts, 'containerName' | 'vmName' | 'softDeleted' | 'policyName' | 'protectionState'>;
type Job = Pick<JobFacts, 'containerName' | 'vmName' | 'status' | 'startedAt' | 'operation'>;
type Policy = Pick<PolicyFacts, 'name' | 'schedule' | 'retention'>;

/** @param day in UTC, such as 2026-11-24 */
export function backupDay(
  day: string,
  items: readonly Item[],
  jobs: readonly Job[],
  policies: readonly Policy[],
): BackupDay {
  const begun = jobs.filter(({ operation, startedAt }) => operation === 'Backup' && dayOf(startedAt) === day);
  const ofMachine = Map.groupBy(begun, keyOf);
  const live = items.filter(({ softDeleted }) => !softDeleted);
  const counts = { protected: live.length, good: 0, warned: 0, failed: 0, cancelled: 0, running: 0, none: 0 };
  const rows = [...live, ...begun.filter(unlessIn(live))].map((one) => {
    const key = keyOf(one);
    const result = resultOf(ofMachine.get(key) ?? []);
    counts[result] += 1;
    return [key, one.vmName, result, policyOf(one)] as const;
  });
  const list = rows
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
  const kept = Object.fromEntries(policies.map((policy) => [policy.name, keepingOf(policy)]));
  const results = Object.fromEntries(rows.map(([key, , result]) => [key, result]));
  return { counts, policies: kept, list, hash: createHash('sha256').update(list).digest('hex'), results };
}

/** A container names its machine and its resource group, once in a vault. */
function keyOf({ containerName, vmName }: Pick<Item, 'containerName' | 'vmName'>): string {
  return containerKey(containerName) || vmName.toLowerCase();
}

/** Machines that had a backup and are protected no more, each once. */
function unlessIn(live: readonly Item[]): (job: Job) => boolean {
  const known = new Set(live.map(keyOf));
  return (job) => known.size < known.add(keyOf(job)).size;
}

function policyOf(one: Item | Job): string | null {
  return 'policyName' in one && !/stopped/i.test(one.protectionState) ? (one.policyName ?? '') : null;
}

function resultOf(jobs: readonly Job[]): DayResult {
  const last = jobs.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime()).at(-1);
  switch (last?.status) {
    case undefined:
      return 'none';
    case 'Completed':
      return 'good';
    case 'CompletedWithWarnings':
      return 'warned';
    case 'Cancelled':
    case 'Cancelling':
      return 'cancelled';
    case 'InProgress':
      return 'running';
    default:
      return 'failed';
  }
}

function keepingOf({ schedule, retention }: Policy): Record<string, number> {
  const kept = Object.entries(retention).map(([level, { count }]) => [level, count] as const);
  return { every: Math.ceil(longestGap(schedule) / 24), ...Object.fromEntries(kept) };
}

/** The day of a moment in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Azure tells of jobs for half a year; so many days are recorded at once after a longer stand-still. */
const mostDays = 31;

/** The days that a vault's audit lacks, up to the last one that is over for long enough. */
export function missingDays(last: string | undefined, upTo: string): string[] {
  const days: string[] = [];
  for (let at = new Date(upTo); days.length < mostDays; at = new Date(at.getTime() - 86_400_000)) {
    const day = dayOf(at);
    if (last !== undefined && day <= last) break;
    days.unshift(day);
    if (last === undefined) break;
  }
  return days;
}

/** The blob of a day's list, in a folder apart from what people look for. */
export function dayFile(vaultId: string, day: string): string {
  const place = [nameOf(vaultId), nameOf(resourceGroupIdOf(vaultId)), subscriptionOf(vaultId)];
  return `backups/${[day, ...place].join('.')}.txt`.toLowerCase();
}
