import { sameArmId } from '../../kernel/arm-id.ts';
import { asFailure, CodedError } from '../../kernel/errors.ts';
import { StoredError } from '../../kernel/stored.ts';
import { parseRetryChoice } from '../../requests/rules/retry-choice.ts';
import type { RequestServices } from '../../requests/services.ts';
import { isPassing } from '../../saga/rules/is-passing.ts';
import { type FindResult, type StepInput, stepOf } from '../../saga/step-handler.ts';
import { madeVm } from '../made-vm.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { restoredDisks } from '../restored-disks.ts';
import { approvedSizes } from '../rules/alternatives.ts';
import { type Deployed, foreignDeployment } from '../rules/deployed.ts';
import { deploymentName } from '../rules/deployment-name.ts';
import { madeTags } from '../rules/made-tags.ts';
import { storedResults } from '../rules/results.ts';
import { signedDeployment } from '../signed-deployment.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** Makes the machine from its restored disks, as a deployment that is named after the request and the attempt. */
export const deployVmStep = stepOf(restoreRequest, {
  job: 'none',
  result: storedResults['deploy-vm'],
  named: true,

  async needed(services, at) {
    const { plan } = at;
    const made = await signedDeployment(services, at, parseRetryChoice(at.step).size);
    if (made.kind === 'deviates') return made;
    // What stands under the name of the copy is no original that is still there.
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
    if (against) return { kind: 'refused', failure: against };
    return azure.deployments.send({ ...call, tags: madeTags(request.id, plan.plan.effects) });
  },

  async find(services, at) {
    const { azure } = services;
    const name = nameFor(at);
    const found = await azure.deployments.get(at.plan.plan.target.resourceGroupId, name);
    if (!found) return { kind: 'absent' };
    // What runs is not ended, whoever sent it: it is compared once it can do nothing more.
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
    return { kind: 'failed', failure, result };
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
    // What Azure does not answer is asked again; a right that the bot lacks does not come by waiting.
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

function nameFor({ request, step, attempt }: StepInput<StoredRestore>): string {
  return deploymentName(request.id, step.kind, attempt);
}
