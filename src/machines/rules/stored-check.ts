import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { StoredCheck } from '../../store/rules/finding.ts';
import { type Conclusion, type Finding, severity } from './finding.ts';

/** Warnings and worse; unknown findings say nothing about the machine. */
const worthReporting = severity({ check: 'backup', verdict: 'warn' });

export function storedCheck(findings: readonly Finding[], kind: Conclusion['kind'], encryption: EncryptionKind) {
  return { kind, encryption, findings: findings.filter(({ verdict }) => verdict !== 'ok') } satisfies StoredCheck;
}

const hour = 3_600_000;
/** Slightly less than a day, so that each machine is checked at about the same time every day. */
const everyMs = 23.5 * hour;
/** A check that was not possible is retried sooner, but not before all others. */
const retryMs = 4 * hour;
/** Age at which a check's result about keys becomes unknown. */
const staleMs = 48 * hour;

/** Azure Backup's limit for one action in a subscription. A check reads points twice: their list, and the newest. */
const pointReadsPerHour = 150;
/** Half of it is for people and their restores. */
const checksPerHour = (0.5 * pointReadsPerHour) / 2;
const shortestMs = 0.25 * hour;

/**
 * The pace of a vault's checks: a part of what its subscription allows, and no more than once a day for each machine.
 * @param vaults of the subscription that are checked
 */
export function checkPace(machines: number, vaults: number): { perRun: number; everyMs: number } {
  const share = checksPerHour / Math.max(1, vaults);
  const wanted = Math.ceil((machines * shortestMs) / (24 * hour));
  const perRun = Math.max(1, Math.min(wanted, Math.floor((share * shortestMs) / hour)));
  return { perRun, everyMs: Math.max(shortestMs, (perRun / share) * hour) };
}

type Tried = { tried_at: Date; checked_at: Date | null };

/** Whether a machine is due for a check; one that was never checked is. */
export function isCheckDue(row: Tried | undefined, now: Date): boolean {
  if (!row) return true;
  const worked = row.checked_at !== null && row.checked_at >= row.tried_at;
  return now.getTime() - row.tried_at.getTime() >= (worked ? everyMs : retryMs);
}

/** Whether a result may still be shown as a fact. */
export function isFresh({ checked_at }: Pick<Tried, 'checked_at'>, now: Date): boolean {
  return checked_at !== null && now.getTime() - checked_at.getTime() < staleMs;
}

/** Findings that are new or more severe than in the previous check; [] without a previous check. */
export function worsenedFindings(before: StoredCheck | null, now: StoredCheck): Finding[] {
  if (!before) return [];
  const was = new Map<string, number>();
  for (const finding of before.findings) {
    const name = findingName(finding);
    was.set(name, Math.min(was.get(name) ?? Number.POSITIVE_INFINITY, severity(finding)));
  }
  return now.findings.filter(
    (finding) =>
      severity(finding) <= worthReporting &&
      severity(finding) < (was.get(findingName(finding)) ?? Number.POSITIVE_INFINITY),
  );
}

/** The finding that Azure Backup, or a restore, can no longer read the keys. */
export function findLostKeyAccess({ findings }: StoredCheck): Finding | undefined {
  return findings.find(
    ({ check, verdict }) => (check === 'keys' || check === 'key-access') && (verdict === 'stop' || verdict === 'act'),
  );
}

/** Identifies a finding by its code: parameters change on their own (days left). */
function findingName({ check, text }: Finding): string {
  return `${check} ${text?.code ?? ''}`;
}
