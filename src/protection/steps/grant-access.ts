import type { SendOutcome } from '../../azure/calls.ts';
import { nameOf, sameArmId, subscriptionOf } from '../../kernel/arm-id.ts';
import { CodedError, type Failure } from '../../kernel/errors.ts';
import { readMachine } from '../../machines/read-machine.ts';
import type { Wanted } from '../../machines/rules/key-access-gaps.ts';
import type { RequestServices } from '../../requests/services.ts';
import type { StoredPlan } from '../../requests/stored-request.ts';
import {
  defineObservingStep,
  defineStep,
  type Needed,
  type StepAt,
  type StepHandler,
} from '../../saga/step-handler.ts';
import { listVotes } from '../../store/approvals.ts';
import { findKeyRole, inspectKeyAccess, roleMissing, roleRefusal, widerRefusal } from '../key-access.ts';
import { grantAccessRequest } from '../request-kinds/grant-access.ts';
import { assignmentName, carriesOut } from '../rules/plan-grant.ts';
import { accessGaps, asGrant, type StoredGrant } from '../stored.ts';

/** Role assignments take minutes to reach every server (documented). */
const propagationMs = 10 * 60_000;

/** Gives exactly what is missing: adds to access policies, and assigns a role to this one principal. */
export const grantAccessStep = defineStep(grantAccessRequest, {
  job: 'none',

  async needed(services, at) {
    const { access } = await inspect(services, at.plan);
    // The preflight waits for failures that pass; any other fails the step.
    if (access.kind === 'unknown') throw new CodedError(access.failure.code, access.failure.params);
    const gaps = accessGaps(access);
    if (gaps.length === 0) return { kind: 'no', state: 'done' };
    if (!carriesOut(services.config, gaps)) return { kind: 'stop', failure: grantOff(at.plan) };
    const failure = await roleRefusal(services, at.plan.target.vmName, gaps);
    if (failure) return { kind: 'stop', failure };
    return checkCarriers(services, at);
  },

  async send(services, { plan, attempt }) {
    let outcome: SendOutcome = { kind: 'accepted' };
    // Only what was signed: the machine may name another key vault by now, and anyone who may write to the machine
    // decides that.
    for (const wanted of plan.wanted) {
      if (await isGiven(services, plan, wanted)) continue;
      // The setting may have changed since, or access that was there when this was asked may have been taken away.
      if (!carriesOut(services.config, [wanted])) return { kind: 'refused', failure: grantOff(plan) };
      outcome = await grant(services, plan, wanted, attempt.id);
      if (outcome.kind !== 'accepted') return outcome;
    }
    return outcome;
  },

  async find(services, { plan }) {
    const given = await Promise.all(plan.wanted.map((wanted) => isGiven(services, plan, wanted)));
    return given.every(Boolean) ? { kind: 'done' } : { kind: 'absent' };
  },
});

/** Checks again that Azure Backup can now read the keys. */
export const verifyAccessStep = defineObservingStep(grantAccessRequest, async (services, { plan, step }) => {
  const { clock } = services;
  // Taken before the check: a process that stood still afterwards has not checked for longer.
  const since = clock.now().getTime() - (step.started_at ?? clock.now()).getTime();
  const { access } = await inspect(services, plan);
  if (access.kind === 'fine' || access.kind === 'not-needed') return { kind: 'no', state: 'done' };
  if (since < propagationMs) return { kind: 'later' };
  if (access.kind === 'unknown') return { kind: 'stop', failure: access.failure };
  const keyVault = access.gaps.map((gap) => gap.keyVault).join(', ');
  return {
    kind: 'stop',
    failure: { code: 'protection.keys-still-lacking', params: { vm: plan.target.vmName, keyVault } },
  };
});

function grantOff({ target }: StoredGrant): Failure {
  return { code: 'protection.grant-off', params: { vm: target.vmName } };
}

async function inspect(services: RequestServices, { target }: StoredGrant) {
  const { encryption } = await readMachine(services.azure, target.vmId);
  return inspectKeyAccess(services, target.vmName, encryption, true);
}

/** The grant uses the rights of its approver, who must still have them. */
async function checkCarriers(services: RequestServices, { plan, request }: StepAt<StoredGrant>): Promise<Needed> {
  const votes = (await listVotes(services.store.db, request.id)).filter(({ decision }) => decision === 'approve');
  let lost = plan.plan.carriers[0];
  for (const { voter_oid } of votes) {
    const [missing] = await services.access.missing(voter_oid, plan.plan.carriers, true);
    if (!missing) return { kind: 'yes' };
    lost = missing;
  }
  const params = { action: lost?.action ?? '', scope: nameOf(lost?.scope ?? '') };
  return { kind: 'stop', failure: { code: 'protection.carrier-lost', params } };
}

async function grant(
  { azure, config }: RequestServices,
  plan: StoredGrant,
  gap: Wanted,
  id: string,
): Promise<SendOutcome> {
  const { principal } = plan;
  const { keyVaultId } = gap;
  if (gap.model === 'access-policy') {
    const { keys, secrets } = gap;
    const { tenantId } = config;
    return azure.keyVaultAccess.grantPolicy({ keyVaultId, tenantId, principal, keys, secrets, clientRequestId: id });
  }
  const [vm, subscription] = [plan.target.vmName, subscriptionOf(keyVaultId)];
  const role = await findKeyRole({ azure }, keyVaultId);
  if (!role) return { kind: 'refused', failure: roleMissing(vm, subscription) };
  const wider = widerRefusal(vm, subscription, role);
  if (wider) return { kind: 'refused', failure: wider };
  const roleDefinitionId = role.id;
  return azure.roleAssignments.create({
    scope: keyVaultId,
    roleDefinitionId,
    principalId: principal,
    name: assignmentName(keyVaultId, roleDefinitionId, principal),
    clientRequestId: id,
  });
}

async function isGiven({ azure }: RequestServices, { principal }: StoredGrant, wanted: Wanted): Promise<boolean> {
  const { keyVaultId } = wanted;
  if (wanted.model === 'rbac') {
    const role = (await findKeyRole({ azure }, keyVaultId))?.id;
    if (!role) return false;
    const name = assignmentName(keyVaultId, role, principal);
    if (await azure.roleAssignments.get(keyVaultId, name)) return true;
    // Azure refuses a second equal assignment, whatever name the manual one has.
    const held = await azure.access.assignments(principal, keyVaultId);
    return held.some(
      ({ roleDefinitionId, scope, condition }) =>
        nameOf(roleDefinitionId).toLowerCase() === nameOf(role).toLowerCase() &&
        sameArmId(scope, keyVaultId) &&
        condition === undefined,
    );
  }
  const settings = await azure.keyVaults.get(keyVaultId);
  const held = (of: 'keys' | 'secrets') =>
    new Set(
      settings?.accessPolicies
        .filter(({ objectId }) => objectId === principal.toLowerCase())
        .flatMap((policy) => policy[of]) ?? [],
    );
  const covers = (of: 'keys' | 'secrets') => held(of).has('all') || wanted[of].every((verb) => held(of).has(verb));
  return covers('keys') && covers('secrets');
}

/**
 * Wraps a step that may have waited for key access: the request's plan is then the grant's, with the step's own inside
 * it.
 */
export function afterGrant(step: StepHandler): StepHandler {
  const own = <At extends StepAt<StoredPlan>>(at: At): At => {
    const next = asGrant(at.plan)?.next;
    return next ? { ...at, plan: next } : at;
  };
  const { needed } = step;
  return {
    job: step.job,
    ...(step.result && { result: step.result }),
    ...(needed && { needed: (services, at) => needed(services, own(at)) }),
    send: (services, at) => step.send(services, own(at)),
    find: (services, at) => step.find(services, own(at)),
  };
}
