import { nameOf, resourceGroupIdOf, sameArmId } from '../../kernel/arm-id.ts';
import { CodedError, type Failure, readValue, tryRead } from '../../kernel/errors.ts';
import type { VmFacts } from '../../kernel/facts.ts';
import type { RequestServices } from '../../requests/services.ts';
import { defineRecordingStep, type StepAt } from '../../saga/step-handler.ts';
import { madeVm, restoredDisks } from '../read-made.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { checkedKeys, parseStepResult, storedResults } from '../rules/results.ts';
import { lacksHostEncryption } from '../rules/signed-machine.ts';
import {
  addedToCopy,
  type ComparedVm,
  compareVms,
  differencesFromNone,
  judgeVm,
  notCompared,
  requireMade,
  toFaultFailure,
} from '../rules/verification.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** An agent reports within a few minutes; one that has not after this waits for somebody at the screen (world ms). */
const patienceMs = 15 * 60_000;
const pollSeconds = 30;

/** Looks at the machine until it runs, or says what it did not get to, or that it is another than was signed. */
export const verifyStep = defineRecordingStep(
  restoreRequest,
  storedResults.verify,
  async (services, at) => {
    const { azure, clock } = services;
    const { plan, step, results } = at;
    // Before the look: a process that stood still since has not looked for longer.
    const waited = clock.now().getTime() - (step.started_at ?? clock.now()).getTime();
    const vm = await azure.vms.get(madeVm(plan));
    // Disks that were replaced are in the original itself.
    const made = plan.choice.mode !== 'replace';
    const verdict = judgeVm(vm, { encrypted: checkedKeys(results).length > 0, made });
    if (verdict.kind === 'not-yet' && waited < patienceMs) return { kind: 'later', seconds: pollSeconds };
    const addresses = vm && made ? await requireSignedMachine(services, at, vm) : [];
    if (verdict.kind === 'well' && lacksHostEncryption(vm, plan.plan.target.security)) {
      return {
        kind: 'stop',
        failure: { code: 'rebuild.verify-not-encrypted-at-host', params: { vm: vm?.name ?? '' } },
      };
    }
    if (verdict.kind === 'well') {
      const copy = made ? vm : undefined;
      const differences = copy ? await readDifferences({ azure }, plan.target.vmId, copy) : [];
      return { kind: 'no', state: 'done', result: { ...verdict.seen, differences, addresses } };
    }
    return { kind: 'stop', failure: toFaultFailure(verdict, plan.plan.target.vmId ?? '') };
  },
  ({ agent }) => ({ agent }),
);

/**
 * Checked before anything is said of the machine: somebody else may have deployed under the name, or changed it since.
 * @returns its addresses
 */
async function requireSignedMachine(
  services: RequestServices,
  at: StepAt<StoredRestore>,
  vm: VmFacts,
): Promise<string[]> {
  const { resourceGroupId: groupId, subnetId } = at.plan.plan.target;
  if (!subnetId) throw new Error('a machine is made without a subnet');
  const rebuilt = at.plan.choice.mode === 'rebuild';
  const disks = rebuilt ? await disksFor(services, at, vm) : undefined;
  const identity = rebuilt ? vm.identity?.principalId : undefined;
  // Interfaces elsewhere are not the plan's, and the bot may not be allowed to read them.
  const within = vm.networkInterfaceIds.filter((id) => sameArmId(resourceGroupIdOf(id), groupId));
  const read = await Promise.all(within.map((id) => services.azure.interfaces.get(id)));
  const nics = read.flatMap((nic) => nic ?? []);
  requireMade(
    vm,
    nics,
    { groupId, subnetId, ...(disks && { disks }), size: signedSize(at) },
    identity ? await readRoles(services, identity, vm.subscriptionId) : [],
  );
  return nics.flatMap(({ privateAddresses }) => privateAddresses);
}

function signedSize({ plan, results }: StepAt<StoredRestore>): string | undefined {
  return (
    parseStepResult(results, 'deploy-vm')?.size ??
    plan.choice.size ??
    plan.plan.effects.machine?.size ??
    plan.point.vmSize
  );
}

/** A problem with the disks is by then a problem of the machine, and reported as that. */
async function disksFor(services: RequestServices, at: StepAt<StoredRestore>, { name }: VmFacts) {
  try {
    return (await restoredDisks(services, at)).disks;
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'rebuild.disks-foreign') throw error;
    throw new CodedError('rebuild.machine-foreign', { ...error.params, vm: name });
  }
}

type Parts = Pick<RequestServices, 'azure'>;

/**
 * Differences between a copy and its original, as far as either can be read. Unreadable ones are left out, or reported
 * where that is all of it: a machine that runs must not be called failed for it.
 */
async function readDifferences({ azure }: Parts, originalId: string, copy: VmFacts): Promise<Failure[]> {
  const read = await tryRead(() => azure.vms.get(originalId));
  if (read.kind === 'unread') return [...addedToCopy(copy), notCompared('original-unread', originalId)];
  const original = read.value;
  if (!original) return [...differencesFromNone(copy, nameOf(originalId)), notCompared('original-gone', originalId)];
  const [before, after] = await Promise.all([compared({ azure }, original), compared({ azure }, copy)]);
  return compareVms(before, after);
}

async function compared({ azure }: Parts, vm: VmFacts): Promise<ComparedVm> {
  const principalId = vm.identity?.principalId;
  const [nics, identityRoles, locks] = await Promise.all([
    tryRead(() => Promise.all(vm.networkInterfaceIds.map((id) => azure.interfaces.get(id)))),
    principalId ? tryRead(() => readRoles({ azure }, principalId, vm.subscriptionId)) : undefined,
    tryRead(() => azure.locks.on(vm.id)),
  ]);
  return {
    vm,
    nics: readValue(nics)?.flatMap((nic) => nic ?? []),
    identityRoles: identityRoles && readValue(identityRoles),
    locks: readValue(locks),
  };
}

/** Names of the roles that an identity holds in a subscription. */
async function readRoles({ azure }: Parts, principalId: string, subscriptionId: string): Promise<string[]> {
  const assignments = await azure.access.assignments(principalId, `/subscriptions/${subscriptionId}`);
  const names = await Promise.all(
    assignments.map(async ({ roleDefinitionId }) => (await azure.access.roleDefinition(roleDefinitionId))?.name),
  );
  return [...new Set(names.flatMap((name) => name ?? []))];
}
