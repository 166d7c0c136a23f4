import { type CheckName, checkNames } from '../../kernel/codes/findings.ts';
import { checkEncryptionSets } from '../../machines/rules/check-encryption-sets.ts';
import { checkKeyAccess } from '../../machines/rules/check-key-access.ts';
import { checkKeys } from '../../machines/rules/check-keys.ts';
import { checkBackup, checkEncryption, checkRetirement, checkVault } from '../../machines/rules/check-machine.ts';
import { checkSetAccess } from '../../machines/rules/check-set-access.ts';
import type { Finding } from '../../machines/rules/finding.ts';
import { worstFirst } from '../../machines/rules/severity.ts';
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
import type { PlanCheckFacts } from './plan-check-facts.ts';
import { planFindings } from './plan-findings.ts';

type Rule = (facts: PlanCheckFacts) => Finding[];

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
export function runChecks(facts: PlanCheckFacts): Finding[] {
  const shared = [...planFindings(facts), ...checkEncryptionSets(facts), ...checkSetAccess(facts)];
  const all = checkNames.flatMap((check): Finding[] => {
    const found = [...shared.filter((finding) => finding.check === check), ...rules[check](facts)];
    return found.length > 0 ? found : [{ check, verdict: 'ok' }];
  });
  return worstFirst(all);
}
