import { nameOf } from '../../kernel/arm-id.ts';
import { type CheckName, checkNames } from '../../kernel/codes/findings.ts';
import type { ViolationCode, WarningCode } from '../../kernel/codes/restore.ts';
import type { Read } from '../../kernel/errors.ts';
import { checkKeyAccess, checkSetAccess } from '../../machines/rules/check-key-access.ts';
import { checkEncryptionSets, checkKeys } from '../../machines/rules/check-keys.ts';
import { checkBackup, checkEncryption, checkRetirement, checkVault } from '../../machines/rules/check-machine.ts';
import {
  act,
  type Conclusion,
  type Finding,
  type PlanCheck,
  redFinding,
  said,
  stopsBackup,
  stopsRestore,
  warn,
  worstFirst,
} from '../../machines/rules/finding.ts';
import {
  checkGuard,
  checkNetwork,
  checkPoint,
  checkQuota,
  checkRights,
  checkStaging,
  checkStagingIdentity,
  checkTarget,
  checkValidation,
  type PlanCheckFacts,
} from './checks.ts';
import type { RestorePlan, StepKind, Warning } from './plan.ts';

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

/** Findings from the rules of the plan, each under its check. */
export function planFindings({ outcome, item, validation }: PlanCheckFacts): Finding[] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'refused') {
    return outcome.violations.map(({ code, params }) =>
      code === 'item-soft-deleted'
        ? act('vault', 'check.undelete-first', { vm: item.vmName }, `undelete ${item.vmName}`)
        : stopsRestore(checkOf(code), `plan.${code}`, params),
    );
  }
  // These warnings leave the decision to Azure: once it has looked and found nothing, there is nothing left to say.
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

const mostLines = 3;

/** Checks that tell what a warning of the plan tells, but know more: which point to take, what to type. */
const betterThan: Record<string, WarningCode> = {
  'check.rotated': 'snapshot-after-rotation',
  'check.rotated-no-other': 'snapshot-after-rotation',
  'check.rotated-snapshot-only': 'snapshot-after-rotation',
  'check.disks-only-unmanaged': 'unmanaged-as-vhd',
};

/**
 * The check as it stands beside a plan, and the warnings of the plan that are left: nothing is told twice, and never
 * the lesser of two.
 * @param findings worst first
 */
export function checkBesidePlan(
  { findings, conclusion }: { findings: readonly Finding[]; conclusion: Conclusion },
  plan: Pick<RestorePlan, 'warnings'>,
): { check: PlanCheck; warnings: Warning[] } {
  const warned = new Set<string>(plan.warnings.map(({ code }) => `plan.${code}`));
  const all = findings.filter(({ verdict }) => verdict !== 'ok' && verdict !== 'unknown');
  const others = all.filter(({ text }) => text && !warned.has(text.code));
  const told = others.slice(0, mostLines);
  const covered = new Set<string>(told.flatMap(({ text }) => (text && betterThan[text.code]) ?? []));
  return {
    check: { findings: told, more: others.length - told.length, besides: others.length < all.length, conclusion },
    warnings: plan.warnings.filter(({ code }) => !covered.has(code)),
  };
}

type SignedPlan = Pick<RestorePlan, 'steps' | 'effects'>;

/** Resources that the steps from this one on cannot do without; by ARM id. */
export type QuickNeeds = { staging: boolean; target: boolean; subnetId?: string; keyVaultIds: string[] };

/**
 * A machine that cannot be connected or unlocked in the end is said before the first step, when nothing is lost by it.
 * @param kind the step that is about to run
 */
export function quickNeeds({ steps, effects }: SignedPlan, kind: StepKind): QuickNeeds {
  const at = steps.findIndex((step) => step.kind === kind);
  const left = steps.slice(Math.max(0, at));
  const runs = (...kinds: StepKind[]) => left.some((step) => kinds.includes(step.kind));
  const restores = runs('restore-disks', 'restore-vm', 'replace-disks');
  const makes = runs('deploy-vm', 'restore-vm');
  const vaults = left.flatMap(({ keyNeeds }) => keyNeeds.map(({ scope }) => scope)).filter(isKeyVault);
  return {
    staging: restores,
    target: effects.target.resourceGroup !== null && (restores || makes),
    ...(makes && effects.network !== null && { subnetId: effects.network }),
    keyVaultIds: [...new Map(vaults.map((id) => [id.toLowerCase(), id])).values()],
  };
}

/** Facts that were read about them. Absent: not needed. */
export type QuickFacts = Pick<PlanCheckFacts, 'vault' | 'stagingId' | 'targetGroupId' | 'subnetId'> & {
  vmName: string;
  staging?: PlanCheckFacts['staging'];
  targetGroup?: PlanCheckFacts['targetGroup'];
  network?: PlanCheckFacts['network'];
  keyVaults: readonly { id: string; there: Read<boolean> }[];
};

/** The first thing that would surely stop what is about to be sent. What could not be read stops nothing: Azure decides. */
export function quickCheck(facts: QuickFacts): Finding | undefined {
  const { vault, stagingId, staging, targetGroupId, targetGroup, network, subnetId, vmName, keyVaults } = facts;
  const subnetGone = network?.kind === 'read' && (network.value === undefined || network.value.subnet === 'no');
  const gone = keyVaults.filter(({ there }) => there.kind === 'read' && !there.value);
  return redFinding([
    ...(staging ? checkStaging({ staging, stagingId, vault }) : []),
    ...(targetGroup ? checkTarget({ targetGroup, targetGroupId }) : []),
    ...(subnetGone && subnetId
      ? [stopsRestore('network', said('network-gone'), { vm: vmName, subnet: nameOf(subnetId), vault: vault.name })]
      : []),
    ...gone.map(({ id }) => stopsRestore('key-access', said('key-vault-gone'), { vm: vmName, vault: nameOf(id) })),
  ]);
}

function isKeyVault(scope: string): boolean {
  return /\/providers\/microsoft\.keyvault\/vaults\/[^/]+$/i.test(scope);
}
