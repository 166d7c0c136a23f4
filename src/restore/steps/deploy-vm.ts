import { requestTag } from '../../kernel/request-tag.ts';
import type { StoredRestore } from '../../requests/stored-plan.ts';
import { type StepInput, stepOf } from '../../saga/step-handler.ts';
import { wishOf } from '../../saga/step-wish.ts';
import { restoreRequest } from '../request-kind.ts';
import { deploymentName } from '../rules/deployment-name.ts';
import { signedDeployment } from '../signed-deployment.ts';

/** Makes the machine from its restored disks, as a deployment that is named after the request and the attempt. */
export const deployVm = stepOf(restoreRequest, {
  job: 'none',

  async needed(services, at) {
    const { plan } = at;
    const made = await signedDeployment(services, at, wishOf(at.step).size);
    if (made.kind === 'deviates') return made;
    if (plan.choice.network !== 'in-place') return { kind: 'yes' };
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
    const made = await signedDeployment(services, at, wishOf(at.step).size);
    if (made.kind === 'deviates') return made;
    const call = { groupId, name, ...made.deployment, clientRequestId: attempt.id };
    const against = await azure.deployments.validate(call);
    if (against) return { kind: 'refused', failure: against };
    return azure.deployments.send({ ...call, tags: { [requestTag]: request.id } });
  },

  async find({ azure }, at) {
    const { target } = at.plan.plan;
    const name = nameFor(at);
    const found = await azure.deployments.get(target.resourceGroupId, name);
    if (!found) return { kind: 'absent' };
    if (found.state === 'running') return { kind: 'working' };
    const result = { ...wishOf(at.step), deployment: name, vmId: target.vmId, resourceIds: found.resourceIds };
    if (found.state === 'succeeded') return { kind: 'done', result };
    const failure = found.failure ?? { code: 'rebuild.deployment-canceled', params: { name } };
    return { kind: 'failed', failure, result };
  },
});

function nameFor({ request, step, attempt }: StepInput<StoredRestore>): string {
  return deploymentName(request.id, step.kind, attempt);
}
