import type { CheckName } from '../../kernel/codes/findings.ts';
import type { ViolationCode, WarningCode } from '../../kernel/codes/restore.ts';
import { act, type Finding, stopsBackup, stopsRestore, warn } from '../../machines/rules/finding.ts';
import type { PlanCheckFacts } from './plan-check-facts.ts';

/** The check under which a rule of the plan is shown; every other one is about how the machine is encrypted. */
const checkOfRule: [RegExp, CheckName][] = [
  [/^point-|^selective-backup|^lun/, 'point'],
  [/^item-|^vm-other/, 'vault'],
  [/^staging-/, 'staging'],
  [/^subnet-|^new-vm-subnet/, 'network'],
  [/^other-(subscription|region)/, 'target'],
];

const checkOfWarning: Partial<Record<WarningCode, CheckName>> = {
  'point-past-expiry': 'point',
  'point-soft-deleted': 'point',
  'point-unhealthy': 'point',
  'point-warning': 'point',
  'point-archived-standard': 'point',
  'point-archived-high': 'point',
  'tier-unknown': 'point',
  'disks-unlisted': 'point',
  'selective-backup': 'point',
  'selective-backup-named': 'point',
  'staging-by-identity': 'staging',
  'ade-next-backup-size': 'backup',
  'kek-certificate': 'keys',
  'kek-certificate-unknown': 'keys',
  'ade-retired': 'retirement',
};

/** Told by a check of its own, or true of every encrypted machine and so no finding. */
const notHere: ReadonlySet<WarningCode> = new Set([
  'vault-guarded',
  'snapshot-after-rotation',
  'unmanaged-as-vhd',
  'ade-stays-encrypted',
  'kek-certificate-unknown',
]);

/** What the rules of the plan say, each under its check. */
export function planFindings({ outcome, item, validation }: PlanCheckFacts): Finding[] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'refused') {
    return outcome.violations.map(({ code, params }) =>
      code === 'item-soft-deleted'
        ? act('vault', 'check.undelete-first', { vm: item.vmName }, `undelete ${item.vmName}`)
        : stopsRestore(checkOf(code), `plan.${code}`, params),
    );
  }
  // These leave the decision to Azure: once it has looked and found nothing, there is nothing left to say.
  const azureDecided = validation.kind === 'read' && validation.value.length === 0;
  return outcome.plan.warnings
    .filter(({ code }) => !notHere.has(code) && !(azureDecided && code.startsWith('azure-decides-')))
    .map(({ code, params }) => {
      const check = checkOfWarning[code] ?? 'encryption';
      return code === 'ade-next-backup-size' || code === 'kek-certificate'
        ? stopsBackup(check, `plan.${code}`, params)
        : warn(check, `plan.${code}`, params);
    });
}

function checkOf(code: ViolationCode): CheckName {
  return checkOfRule.find(([pattern]) => pattern.test(code))?.[1] ?? 'encryption';
}
