import { checkEncryptionSets } from './check-encryption-sets.ts';
import { checkKeyAccess } from './check-key-access.ts';
import { checkKeys } from './check-keys.ts';
import { checkBackup, checkEncryption, checkRetirement, checkVault } from './check-machine.ts';
import {
  checkGuard,
  checkNetwork,
  checkStaging,
  checkStagingIdentity,
  checkTarget,
  checkValidation,
} from './check-places.ts';
import { checkPoint } from './check-point.ts';
import { checkQuota, checkRights } from './check-rights.ts';
import { checkSetAccess } from './check-set-access.ts';
import type { CheckFacts } from './facts.ts';
import { type CheckName, checkNames, type Finding } from './finding.ts';
import { planFindings } from './plan-findings.ts';

type Rule = (facts: CheckFacts) => Finding[];

const rules: Record<CheckName, Rule> = {
  validation: checkValidation,
  point: checkPoint,
  keys: checkKeys,
  'key-access': checkKeyAccess,
  encryption: checkEncryption,
  vault: checkVault,
  guard: checkGuard,
  staging: (facts) => [...checkStaging(facts), ...checkStagingIdentity(facts)],
  target: checkTarget,
  network: checkNetwork,
  rights: checkRights,
  quota: checkQuota,
  backup: checkBackup,
  retirement: checkRetirement,
};

/** Every check, each with at least one finding, worst first. */
export function runChecks(facts: CheckFacts): Finding[] {
  const shared = [...planFindings(facts), ...checkEncryptionSets(facts), ...checkSetAccess(facts)];
  const all = checkNames.flatMap((check): Finding[] => {
    const found = [...shared.filter((finding) => finding.check === check), ...rules[check](facts)];
    return found.length > 0 ? found : [{ check, verdict: 'ok' }];
  });
  return worstFirst(all);
}

/** Stops of a restore, then what has to be done, then stops of a backup, warnings, what was not possible, the rest. */
export function severity({ verdict, stops }: Finding): number {
  if (verdict === 'stop') return stops === 'backup' ? 2 : 0;
  return { act: 1, warn: 3, unknown: 4, ok: 5 }[verdict];
}

export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => severity(a) - severity(b));
}
