import { nameOf } from '../domain/arm-id.ts';
import { CodedError } from '../domain/errors.ts';
import { type Deployment, deploymentOf, type MachineWish } from '../domain/rebuild/deployment.ts';
import { deploymentName } from '../domain/rebuild/deployment-name.ts';
import { deploymentFromDisks } from '../domain/rebuild/from-disks.ts';
import { restoreOf } from '../domain/rebuild/results.ts';
import { stagedOf } from '../domain/rebuild/staged.ts';
import { requestTag } from '../domain/request-tag.ts';
import { restoredDisks } from '../services/restored.ts';
import type { Services } from '../services/services.ts';
import type { StoredRestore } from '../services/stored-plan.ts';
import { type StepInput, stepOf } from './step-kind.ts';
import { wishOf } from './step-wish.ts';

/** Makes the machine from its restored disks, as a deployment that is named after the request and the attempt. */
export const deployVm = stepOf('restore', {
  job: 'none',

  async needed({ azure }, { plan }) {
    if (plan.choice.network !== 'in-place') return { kind: 'yes' };
    // An observation, so that it is not part of what was signed: it is looked at last of all.
    const original = await azure.vms.get(plan.target.vmId);
    if (!original || original.power === 'deallocated') return { kind: 'yes' };
    return { kind: 'stop', failure: { code: 'plan.in-place-running', params: { vm: plan.target.vmName } } };
  },

  async send(services, at) {
    const { azure } = services;
    const { request, plan, attempt } = at;
    const groupId = plan.plan.target.resourceGroupId;
    const name = nameFor(at);
    // A second PUT of one name would change the first deployment: its own outcome counts.
    if (await azure.deployments.get(groupId, name)) return { kind: 'accepted' };
    const deployment = await deploymentFor(services, at);
    const call = { groupId, name, ...deployment, clientRequestId: attempt.id };
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
  return deploymentName(request.id, step.kind, attempt.number);
}

/** By the template that Azure Backup made; from the disks where there is none or it asks for something unknown. */
async function deploymentFor(services: Services, at: StepInput<StoredRestore>): Promise<Deployment> {
  const { plan, step } = at;
  const wish = machineWish(plan, wishOf(step).size);
  const { template } = stagedOf(restoreOf(at.results).properties, plan.plan.body.storageAccountId);
  const made = template && deploymentOf(await services.azure.stagingBlobs.readTemplate(template), wish);
  if (made) return made;
  const { point, target } = plan;
  const size = wish.size ?? point.vmSize;
  if (!size) throw new CodedError('rebuild.size-unknown', { vm: target.vmName });
  const disks = await restoredDisks(services, at);
  const [zone] = plan.point.zones;
  return deploymentFromDisks({
    ...(zone && { zone }),
    ...wish,
    size,
    osType: point.osType,
    disks,
    region: plan.plan.target.region,
  });
}

function machineWish({ plan, choice }: StoredRestore, size = choice.size): MachineWish {
  const { vmId, subnetId, otherZone, security } = plan.target;
  if (!vmId || !subnetId) throw new Error('a machine is deployed without a name or a subnet');
  return {
    name: nameOf(vmId),
    subnetId,
    ...(size && { size }),
    ...(otherZone && { zone: otherZone }),
    ...(security && { security }),
  };
}
