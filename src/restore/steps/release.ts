import canonicalize from 'canonicalize';
import { sameArmId } from '../../kernel/arm-id.ts';
import { quarantineTag } from '../../kernel/request.ts';
import type { StoredRelease } from '../../protection/stored.ts';
import type { RequestServices } from '../../requests/services.ts';
import { defineStep, type StepAt, type StepInput } from '../../saga/step-handler.ts';
import { releaseRequest } from '../request-kinds/release.ts';
import { deploymentName } from '../rules/deployment.ts';
import { compareWithRecord } from '../rules/made.ts';
import { releaseTags, releaseTemplate, sentTemplate, storedMove } from '../rules/release.ts';

/** Moves the interface to the other subnet, by a deployment that is named after request and attempt. */
export const releaseMoveStep = defineStep(releaseRequest, {
  job: 'none',
  result: storedMove,
  named: true,

  async send({ azure }, at) {
    const { plan, request, attempt } = at;
    const { groupId } = plan;
    const name = nameFor(at);
    // A second PUT of one name would change the first. Before our first there is none of ours.
    if (await azure.deployments.get(groupId, name)) {
      if (attempt.sends > 1) return { kind: 'accepted' };
      return { kind: 'refused', failure: { code: 'rebuild.deployment-taken', params: { name } } };
    }
    const call = { groupId, name, template: releaseTemplate(plan), parameters: {}, clientRequestId: attempt.id };
    const against = await azure.deployments.validate(call);
    if (against) return { kind: 'refused', failure: against };
    return azure.deployments.send({ ...call, tags: releaseTags(plan, request.id) });
  },

  async find(services, at) {
    const { azure } = services;
    const { plan, request } = at;
    const name = nameFor(at);
    const found = await azure.deployments.get(plan.groupId, name);
    if (!found) return { kind: 'absent' };
    if (found.state === 'running') return { kind: 'working' };
    const template = await azure.deployments.template(plan.groupId, name);
    if (canonicalize(template) !== canonicalize(sentTemplate(plan, request.id))) {
      return { kind: 'failed', failure: { code: 'release-deployment-foreign', params: { name } } };
    }
    if (found.state !== 'succeeded') {
      const failure = found.failure ?? { code: 'rebuild.deployment-canceled', params: { name } };
      return { kind: 'failed', failure };
    }
    const nic = await azure.interfaces.get(plan.plan.effects.nic.id);
    const isThere =
      nic && compareWithRecord(plan.plan.effects.nic, nic) === 'same' && sameArmId(nic.subnetId ?? '', plan.subnetId);
    if (isThere) return { kind: 'done', result: { deployment: name } };
    return { kind: 'failed', failure: { code: 'release-not-there', params: { name } } };
  },
});

/** Machine and disks say that they were released, for whoever looks at them in Azure. */
export const releaseTagStep = defineStep(releaseRequest, {
  job: 'none',
  tidies: 'recorded',

  async needed(services, at) {
    return (await isUntagged(services, at)) ? { kind: 'yes' } : { kind: 'no', state: 'done' };
  },
  send: ({ azure }, { plan, request, attempt }) =>
    azure.tags.merge({
      scope: plan.plan.effects.machine.id,
      tags: releaseTags(plan, request.id),
      clientRequestId: attempt.id,
    }),
  async find(services, at) {
    return (await isUntagged(services, at)) ? { kind: 'absent' } : { kind: 'done' };
  },
});

async function isUntagged({ azure }: RequestServices, { plan, request }: StepAt<StoredRelease>): Promise<boolean> {
  const { machine } = plan.plan.effects;
  const vm = await azure.vms.get(machine.id);
  if (!vm || compareWithRecord(machine, vm) !== 'same') return false;
  return vm.tags[quarantineTag] !== releaseTags(plan, request.id)[quarantineTag];
}

function nameFor({ request, step, attempt }: StepInput<StoredRelease>): string {
  return deploymentName(request.id, step.kind, attempt);
}
