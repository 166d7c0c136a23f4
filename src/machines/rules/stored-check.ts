import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { StoredCheck } from '../../store/rules/finding.ts';
import { type Conclusion, type Finding, severity } from './finding.ts';

/** Warnings and worse; what could not be looked at says nothing about the machine. */
const worthTelling = severity({ check: 'backup', verdict: 'warn' });

export function storedCheck(findings: readonly Finding[], kind: Conclusion['kind'], encryption: EncryptionKind) {
  return { kind, encryption, findings: findings.filter(({ verdict }) => verdict !== 'ok') } satisfies StoredCheck;
}

const hour = 3_600_000;
/** A little less than a day, so that each is checked at about the same time of each. */
const everyMs = 23.5 * hour;
/** One that was not possible is tried again sooner, but not before all the others. */
const againMs = 4 * hour;
/** What a check said of keys is told for so long; later nobody knows. */
const staleMs = 48 * hour;

type Tried = { tried_at: Date; checked_at: Date | null };

/** Whether a machine's turn has come; one that was never checked is due at once. */
export function isCheckDue(row: Tried | undefined, now: Date): boolean {
  if (!row) return true;
  const worked = row.checked_at !== null && row.checked_at >= row.tried_at;
  return now.getTime() - row.tried_at.getTime() >= (worked ? everyMs : againMs);
}

/** Whether what a check found may still be told as a fact. */
export function isFresh({ checked_at }: Pick<Tried, 'checked_at'>, now: Date): boolean {
  return checked_at !== null && now.getTime() - checked_at.getTime() < staleMs;
}

/** What is found now that was not found before, or was milder. Without a check before, nothing got worse. */
export function gotWorse(before: StoredCheck | null, now: StoredCheck): Finding[] {
  if (!before) return [];
  const was = new Map<string, number>();
  for (const finding of before.findings) {
    const name = findingName(finding);
    was.set(name, Math.min(was.get(name) ?? Number.POSITIVE_INFINITY, severity(finding)));
  }
  return now.findings.filter(
    (finding) =>
      severity(finding) <= worthTelling &&
      severity(finding) < (was.get(findingName(finding)) ?? Number.POSITIVE_INFINITY),
  );
}

/** Azure Backup, or a restore, can no longer read the keys. */
export function losesKeys({ findings }: StoredCheck): Finding | undefined {
  return findings.find(
    ({ check, verdict }) => (check === 'keys' || check === 'key-access') && (verdict === 'stop' || verdict === 'act'),
  );
}

/** Parameters change by themselves (days left); the code is what is compared. */
function findingName({ check, text }: Finding): string {
  return `${check} ${text?.code ?? ''}`;
}
