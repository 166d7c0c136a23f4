import { nameOf } from '../../kernel/arm-id.ts';
import type { Read } from '../../kernel/read.ts';
import { redFinding } from '../../machines/rules/conclude.ts';
import { type Finding, said, stopsRestore } from '../../machines/rules/finding.ts';
import { checkStaging, checkTarget } from './check-places.ts';
import type { RestorePlan, StepKind } from './plan.ts';
import type { PlanCheckFacts } from './plan-check-facts.ts';

type SignedPlan = Pick<RestorePlan, 'steps' | 'effects'>;

/** What the steps from this one on cannot do without; by ARM id. */
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

/** What was read of it. Absent: not needed. */
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
