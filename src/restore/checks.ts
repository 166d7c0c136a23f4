import type { Access } from '../access/access.ts';
import { guardActivated, isOfAnotherTenant } from '../access/resource-guard.ts';
import type { Azure } from '../azure/open.ts';
import { apiVersions } from '../azure/resources.ts';
import { armIdKey, regionKey } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config/config.ts';
import { CodedError, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { DiskFacts, RecoveryPointFacts, Tri, VaultFacts, VmFacts } from '../kernel/facts.ts';
import { evaluate, type MissingRight } from '../kernel/permissions.ts';
import type { Target } from '../machines/inventory.ts';
import { inspectEncryptionSets, inspectKeys, inspectSetAccess } from '../machines/read-machine.ts';
import { classify } from '../machines/rules/ade.ts';
import { keyFactsOf, keyVaultIdsOf } from '../machines/rules/check-keys.ts';
import { isGone, type KeyInspection } from '../machines/rules/check-machine.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import { type Conclusion, conclude, type Finding } from '../machines/rules/finding.ts';
import { keptUntil } from '../machines/rules/retention.ts';
import { needsOf, type Planning } from './planning.ts';
import type { PlanCheckFacts } from './rules/checks.ts';
import type { PlanOutcome, RestoreChoice, RestoreFacts } from './rules/plan.ts';
import { planRestore } from './rules/plan-restore.ts';
import { runChecks } from './rules/run-checks.ts';
import { identityNeeds, takesKeys } from './rules/staging.ts';
import { subnetOf } from './rules/target.ts';

export type CheckResult = {
  findings: Finding[];
  conclusion: Conclusion;
  encryption: EncryptionAssessment;
  /** Whether only the backup of the machine is left. */
  isGone: boolean;
};

/** The machine, the point that is looked at, and the keys of both. */
export type InspectedMachine = {
  point: RecoveryPointFacts | undefined;
  vm: Read<VmFacts | undefined>;
  disks: DiskFacts[];
  encryption: EncryptionAssessment;
  keys: KeyInspection[];
};

/** Facts and choice behind the plan that a check stands beside. */
type Chosen = { facts: RestoreFacts; choice: RestoreChoice };

export type Checks = ReturnType<typeof createChecks>;

/**
 * "Will it restore?": gathers what the checks read, all at once, each failure being a fact like any other.
 * @param findHold id of the request that holds the points of a machine, by its ARM id
 */
export function createChecks(
  azure: Azure,
  access: Access,
  planning: Planning,
  config: Config,
  clock: Clock,
  findHold: (vmId: string) => Promise<string | undefined>,
) {
  async function run(
    target: Target,
    points: readonly RecoveryPointFacts[],
    inspect: () => InspectedMachine | Promise<InspectedMachine>,
    requester: Person,
    chosen?: Chosen,
  ): Promise<CheckResult> {
    // The profile of the choice, which may be quarantine.
    const profile = chosen?.facts.profile ?? planning.profileOf(target.vault.name);
    const { stagingStorageAccountId: stagingId, targetResourceGroupId } = profile;
    const subnetId = chosen
      ? subnetOf(chosen.choice, profile, chosen.facts.originalSubnetId)
      : profile.isolatedSubnetId;
    // Begun and waited for together: what rejects while nobody waits for it ends the process.
    const [machine, staging, targetGroup, network, usages, guards, policy, backupServiceId, hold] = await Promise.all([
      inspect(),
      tryRead(() => azure.places.storageAccount(stagingId)),
      tryRead(() => azure.resources.exists(targetResourceGroupId, apiVersions.group)),
      tryRead(async () => (subnetId ? azure.places.network(subnetId) : undefined)),
      tryRead(() => azure.places.usages(target.vault.subscriptionId, regionKey(target.vault.location))),
      readGuards(target),
      readBackupPolicy(target),
      tryRead(() => azure.directory.servicePrincipal(config.cloud.backupManagementAppId)),
      findHold(target.item.vmId),
    ]);
    const { point, encryption, keys } = machine;
    const locations = { staging: readValue(staging)?.location, subnet: readValue(network)?.location };
    const outcome = point && plan(chosen ?? leastOf(target, machine, point), locations, takesKeys(staging));
    const needs = outcome?.kind === 'plan' ? needsOf(outcome.plan) : [];
    const [keyVaults, encryptionSets, setAccess, missing, bot, validation, identityLacks] = await Promise.all([
      readKeyVaults(encryption, readValue(backupServiceId)),
      inspectEncryptionSets(azure, encryption),
      tryRead(() => inspectSetAccess({ azure, access }, encryption, backupServiceId)),
      tryRead(() => access.missing(requester.objectId, needs, false)),
      tryRead(async () => access.missing(await ownId(), needs, false)),
      tryRead(async () =>
        point && outcome?.kind === 'plan' ? azure.validations.restore(target.vault, point.id, outcome.plan.body) : [],
      ),
      tryRead(() => readIdentityLacks(target.vault, outcome)),
    ]);
    const facts: PlanCheckFacts = {
      now: clock.now(),
      vault: target.vault,
      item: target.item,
      hold,
      points,
      point,
      vm: machine.vm,
      encryption,
      outcome,
      keys,
      encryptionSets,
      setAccess,
      policy,
      keyVaults,
      backupServiceId,
      stagingId,
      staging,
      targetGroupId: targetResourceGroupId,
      targetGroup,
      subnetId,
      network,
      requester: { name: requester.name, missing },
      bot,
      identityLacks,
      usages,
      guards,
      validation,
    };
    const findings = runChecks(facts);
    return { findings, conclusion: conclude(findings), encryption, isGone: isGone(facts) };
  }

  async function inspectMachine({ item }: Target, pointName: string | undefined): Promise<InspectedMachine> {
    const [point, vm] = await Promise.all([
      pointName === undefined ? undefined : azure.points.get(item.id, pointName),
      tryRead(() => azure.vms.get(item.vmId)),
    ]);
    if (pointName !== undefined && point === undefined) throw new CodedError('point-gone', { name: item.vmName });
    const machine = readValue(vm);
    const ids = (machine?.disks ?? []).flatMap(({ diskId }) => diskId ?? []);
    const disks = (await Promise.all(ids.map((id) => tryRead(() => azure.disks.get(id))))).flatMap(
      (disk) => readValue(disk) ?? [],
    );
    const encryption = classify({ ...(machine && { vm: machine }), disks, ...(point && { point }) });
    return { point, vm, disks, encryption, keys: await inspectKeys(azure, encryption) };
  }

  /** The disks alone, with which every other way begins: for a check before anything is chosen. */
  function leastOf(
    target: Target,
    { vm, disks, encryption, keys }: InspectedMachine,
    point: RecoveryPointFacts,
  ): Chosen {
    const facts = {
      ...target,
      point,
      vm: readValue(vm),
      disks,
      encryption,
      profile: planning.profileOf(target.vault.name),
      keys: keyFactsOf(encryption, keys),
    };
    return { facts, choice: { mode: 'disks' } };
  }

  function plan({ facts, choice }: Chosen, locations: RestoreFacts['locations'], stagingTakesKeys: Tri): PlanOutcome {
    return planRestore({ ...facts, locations, stagingTakesKeys }, choice, { now: clock.now() });
  }

  function readKeyVaults(
    encryption: EncryptionAssessment,
    serviceId: string | undefined,
  ): Promise<PlanCheckFacts['keyVaults']> {
    return Promise.all(
      keyVaultIdsOf(encryption).map(async (id) => {
        const [settings, backupService] = await Promise.all([
          tryRead(() => azure.keyVaults.get(id)),
          tryRead(async () => access.rights(serviceId ?? '', id)),
        ]);
        return { id, settings, backupService };
      }),
    );
  }

  /**
   * Rights that the vault's identity does not surely hold on the staging account; none where the restore needs no
   * identity.
   */
  async function readIdentityLacks(vault: VaultFacts, outcome: PlanOutcome | undefined): Promise<MissingRight[]> {
    const signed = outcome?.kind === 'plan' ? outcome.plan.effects.stagingIdentity : undefined;
    if (outcome?.kind !== 'plan' || signed === undefined) return [];
    const identity = vault.identities?.find(({ id }) => (id === undefined ? 'system' : armIdKey(id)) === signed);
    const needs = identityNeeds(outcome.plan.effects);
    if (!identity?.principalId) return needs.map((need) => ({ ...need, answer: 'unknown' as const }));
    const answers = await Promise.all(
      needs.map(async ({ action, scope, plane }) => {
        const { answer } = evaluate(await access.rights(identity.principalId, scope, true, true), action, scope, plane);
        return { action, scope, answer };
      }),
    );
    return answers.filter(({ answer }) => answer !== 'yes');
  }

  function readBackupPolicy({ vault, item }: Target): Promise<PlanCheckFacts['policy']> {
    return tryRead(async () => {
      const { policyName } = item;
      const policy = policyName === undefined ? undefined : await azure.policies.get(vault, policyName);
      return policy && { name: policy.name, keptUntil: keptUntil(policy.retention, clock.now()) };
    });
  }

  async function readGuards({ vault }: Target): Promise<PlanCheckFacts['guards']> {
    return tryRead(async () => {
      const guards = await azure.guards.list(vault);
      return Promise.all(
        guards.map(async (guard) => {
          // The guard is its owners': that it cannot be read does not say that the right on it is missing.
          const rights = await tryRead(async () => access.rights(await ownId(), guard.guardId, false));
          if (rights.kind === 'read') return { ...guard, activated: guardActivated(rights.value, guard.guardId) };
          const activated = isOfAnotherTenant(rights.failure) ? ('elsewhere' as const) : ('unknown' as const);
          return { ...guard, activated };
        }),
      );
    });
  }

  async function ownId(): Promise<string> {
    const id = await azure.self.objectId();
    if (id === undefined) throw new CodedError('own-identity-unknown', {});
    return id;
  }

  return {
    /**
     * Everything, for a point as the machine is now.
     * @param points what there is to choose from, newest first
     * @param pointName absent when the machine has no point
     * @throws no-profile, point-gone
     */
    run: (target: Target, points: readonly RecoveryPointFacts[], pointName: string | undefined, requester: Person) =>
      run(target, points, () => inspectMachine(target, pointName), requester),

    /** The same on what a plan has just read, for what was chosen. */
    ofPlan: (
      target: Target,
      points: readonly RecoveryPointFacts[],
      inspected: InspectedMachine,
      requester: Person,
      chosen: Chosen,
    ) => run(target, points, () => inspected, requester, chosen),
  };
}
