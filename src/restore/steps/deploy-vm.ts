import { sameArmId } from '../../kernel/arm-id.ts';
import { asFailure, CodedError } from '../../kernel/errors.ts';
import { isPassing } from '../../kernel/is-passing.ts';
import { StoredError } from '../../kernel/stored.ts';
import { parseRetryChoice } from '../../requests/retry.ts';
import { type Deviation, deviationsToApprove } from '../../requests/rules/addendum.ts';
import type { RequestServices } from '../../requests/services.ts';
import { defineStep, type FindResult, type StepInput } from '../../saga/step-handler.ts';
import { madeVm, restoredDisks } from '../read-made.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { compareTemplate } from '../rules/compare-template.ts';
import {
  type Deployed,
  type Deployment,
  deploymentName,
  deploymentOf,
  foreignDeployment,
  requireSigned,
} from '../rules/deployment.ts';
import { approvedSizes, roomFailure } from '../rules/failures.ts';
import { requireCheckedKeys } from '../rules/keys.ts';
import { foreignError, madeTags } from '../rules/made.ts';
import { plannedMachine, toExpectedTemplate } from '../rules/planned-machine.ts';
import { findRestoreResult, storedResults } from '../rules/results.ts';
import { parseStaged, stagingAccountId } from '../rules/staging.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** Makes the machine from its restored disks, as a deployment that is named after the request and the attempt. */
export const deployVmStep = defineStep(restoreRequest, {
  job: 'none',
  result: storedResults['deploy-vm'],
  named: true,

  async needed(services, at) {
    const { plan } = at;
    const made = await signedDeployment(services, at, parseRetryChoice(at.step).size);
    if (made.kind === 'deviates') return made;
    // A machine under the name of the copy is no original that is still there.
    if (plan.choice.network !== 'in-place' || sameArmId(plan.target.vmId, madeVm(plan))) return { kind: 'yes' };
    // An observation, so that it is not part of what was signed: it is looked at last of all.
    const original = await services.azure.vms.get(plan.target.vmId);
    if (!original || original.power === 'deallocated') return { kind: 'yes' };
    return { kind: 'stop', failure: { code: 'plan.in-place-running', params: { vm: plan.target.vmName } } };
  },

  async send(services, at) {
    const { azure } = services;
    const { request, plan, attempt } = at;
    const groupId = plan.plan.target.resourceGroupId;
    const name = nameFor(at);
    // A second PUT of one name would change the first deployment: its own outcome counts. Before our first there is none
    // of ours: somebody knew the attempt's id.
    if (await azure.deployments.get(groupId, name)) {
      if (attempt.sends > 1) return { kind: 'accepted' };
      return { kind: 'refused', failure: { code: 'rebuild.deployment-taken', params: { name } } };
    }
    const made = await signedDeployment(services, at, parseRetryChoice(at.step).size);
    if (made.kind === 'deviates') return made;
    const call = { groupId, name, ...made.deployment, clientRequestId: attempt.id };
    const against = await azure.deployments.validate(call);
    if (against)
      return { kind: 'refused', failure: roomFailure(against, parseRetryChoice(at.step).size ?? ownSize(at.plan)) };
    return azure.deployments.send({ ...call, tags: madeTags(request.id, plan.plan.effects) });
  },

  async find(services, at) {
    const { azure } = services;
    const name = nameFor(at);
    const found = await azure.deployments.get(at.plan.plan.target.resourceGroupId, name);
    if (!found) return { kind: 'absent' };
    // A running deployment is not ended, whoever sent it: it is compared once it can do nothing more.
    if (found.state === 'running') return { kind: 'working' };
    const compared = await compareDeployed(services, at, found);
    if (compared.kind !== 'ours') return compared;
    const { size } = compared;
    const result = {
      ...(size !== undefined && { size }),
      deployment: name,
      vmId: madeVm(at.plan),
      resourceIds: found.resourceIds,
    };
    if (found.state === 'succeeded') return { kind: 'done', result };
    const failure = found.failure ?? { code: 'rebuild.deployment-canceled', params: { name } };
    return { kind: 'failed', failure: roomFailure(failure, size ?? ownSize(at.plan)), result };
  },
});

/**
 * The size that our own deployment was sent with, or what shows that it is another, or that nobody can tell. Nothing a
 * stranger made is kept as ours.
 */
async function compareDeployed(
  services: RequestServices,
  at: StepInput<StoredRestore>,
  ended: Omit<Deployed, 'template'>,
): Promise<FindResult | { kind: 'ours'; size: string | undefined }> {
  const { plan, request, agreed } = at;
  const name = nameFor(at);
  try {
    const template = await services.azure.deployments.template(plan.plan.target.resourceGroupId, name);
    if (!template) return { kind: 'absent' };
    const { disks } = await restoredDisks(services, at);
    const deployed = { ...ended, template };
    let against: CodedError | undefined;
    for (const size of sizesOf(at)) {
      const wanted = { name, requestId: request.id, size, agreed };
      const foreign = foreignDeployment(deployed, { ...plan, disks }, wanted);
      if (!foreign) return { kind: 'ours', size };
      against ??= foreign;
    }
    return { kind: 'failed', failure: asFailure(against) };
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof StoredError) throw error;
    const failure = asFailure(error);
    // A question that Azure does not answer is asked again; a right that the bot lacks does not come by waiting.
    if (isPassing(failure)) throw error;
    return { kind: 'unread', failure };
  }
}

/**
 * The sizes that an attempt may have been sent with. One of before the step was last tried again had the choice of an
 * earlier try, which that took the place of: any that was signed.
 */
function sizesOf({ plan, step, attempt }: StepInput<StoredRestore>): (string | undefined)[] {
  if (!step.retried_at || attempt.opened_at >= step.retried_at) return [parseRetryChoice(step).size];
  return [undefined, ...approvedSizes(plan.plan, plan.choice.size ?? plan.point.vmSize)];
}

/** The size that the machine gets where no other was chosen for a retry. */
function ownSize({ choice, point, plan: { effects } }: StoredRestore): string | undefined {
  return choice.size ?? effects.machine?.size ?? point.vmSize;
}

function nameFor({ request, step, attempt }: StepInput<StoredRestore>): string {
  return deploymentName(request.id, step.kind, attempt);
}

type At = { plan: StoredRestore; results: Readonly<Record<string, unknown>>; agreed: readonly Deviation[] };

/**
 * The deployment of a restore's machine, built from what was signed. The template that Azure Backup left is only
 * compared with it: everyone who holds a key of the staging account may have written it anew.
 * @param size that was chosen when the step was tried again
 * @returns deviations: what somebody has to agree to first; the deployment then is none that may be sent
 * @throws rebuild.template-foreign, rebuild.disks-foreign, rebuild.keys-moved, rebuild.size-unknown, rebuild.config-*, blob-elsewhere, azure.*
 */
async function signedDeployment(
  services: Pick<RequestServices, 'azure'>,
  at: At,
  size: string | undefined,
): Promise<{ kind: 'built'; deployment: Deployment } | { kind: 'deviates'; deviations: Deviation[] }> {
  const { plan, agreed } = at;
  const { body, effects } = plan.plan;
  const { disks, deviations } = await restoredDisks(services, at);
  requireCheckedKeys(
    disks.map(({ id, facts }) => ({ id, keys: facts.ade?.keys })),
    at.results,
  );
  const source = { ...plan, disks };
  const { template: uri } = parseStaged(
    findRestoreResult(at.results).properties,
    stagingAccountId(body),
    services.azure.stagingBlobs.suffix,
  );
  const template = uri && (await readTemplate(services, uri));
  const compared = template ? compareTemplate(template, toExpectedTemplate(source)) : undefined;
  if (compared && compared.foreign.length > 0) throw foreignError('rebuild.template-foreign', compared.foreign);
  const found = [...deviations, ...(compared?.deviations ?? [])];
  const open = deviationsToApprove(found, agreed);
  if (open.length > 0) return { kind: 'deviates', deviations: open };
  const machine = plannedMachine(source, size, found, compared?.taken);
  if (!machine) throw new CodedError('rebuild.size-unknown', { vm: plan.target.vmName });
  const deployment = deploymentOf(machine);
  requireSigned(
    deployment,
    effects,
    disks.map(({ id }) => id),
  );
  return { kind: 'built', deployment };
}

/** A template that is gone has nothing to say against the plan. */
async function readTemplate({ azure }: Pick<RequestServices, 'azure'>, uri: string) {
  try {
    return await azure.stagingBlobs.readTemplate(uri);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'azure.not-found') return undefined;
    throw error;
  }
}
