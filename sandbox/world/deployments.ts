import type { TemplateResource } from '../arm/template.ts';
import { resourceId } from './arm-id.ts';
import type { Deployment } from './deployment.ts';
import { extensionRefusal, extensionType, putExtension } from './extensions.ts';
import { spread } from './ids.ts';
import { vmType } from './machine-model.ts';
import { refusalOf } from './machine-refusals.ts';
import { makeDisks, makeResource } from './make-from-template.ts';
import { makeMachine } from './new-machine.ts';
import { makeNic, nicType } from './new-nic.ts';
import type { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const second = 1000;

export type DeploymentPlan = Pick<
  Deployment,
  'name' | 'subscriptionId' | 'group' | 'tags' | 'parameters' | 'template'
> & {
  location: string;
  resources: TemplateResource[];
};

/** Creates resources one by one, each after its dependencies; the first failure ends the deployment. */
export function startDeployment(world: World, plan: DeploymentPlan): Deployment {
  const { resources, location, ...rest } = plan;
  const deployment: Deployment = {
    ...rest,
    id: deploymentId(plan),
    operationId: world.nextId('deployment operation'),
    correlationId: world.nextId('correlation'),
    startedAt: world.clock.now(),
    operations: [],
  };
  world.deployments.set(deployment.id.toLowerCase(), deployment);
  const queue = ordered(resources, plan);
  const next = (at: Date): void => {
    const resource = queue.shift();
    if (!resource) {
      deployment.endedAt = at;
      return;
    }
    const target = { id: idOf(resource, plan), type: resource.type, name: resource.name };
    const endsAt = new Date(at.getTime() + durationOf(resource, target.id));
    world.agenda.add(endsAt, (then) => {
      const error = make(world, resource, target.id, plan, then);
      const id = world.nextId('deployment step').replaceAll('-', '').slice(0, 16).toUpperCase();
      deployment.operations.push({ id, target, startedAt: at, endedAt: then, ...(error && { error }) });
      if (!error) return next(then);
      deployment.error = error;
      deployment.endedAt = then;
    });
  };
  next(deployment.startedAt);
  return deployment;
}

export function deploymentId({
  subscriptionId,
  group,
  name,
}: Pick<DeploymentPlan, 'subscriptionId' | 'group' | 'name'>) {
  return resourceId(subscriptionId, group, 'Microsoft.Resources/deployments', name);
}

export function idOf(
  { type, name }: TemplateResource,
  { subscriptionId, group }: Pick<DeploymentPlan, 'subscriptionId' | 'group'>,
) {
  return resourceId(subscriptionId, group, type, ...name.split('/'));
}

/** Resources in order: each after those of the list that it depends on. */
function ordered(resources: TemplateResource[], plan: DeploymentPlan): TemplateResource[] {
  const rest = [...resources];
  const done: TemplateResource[] = [];
  const names = ({ type, name }: TemplateResource, full: string) =>
    [`${type}/${name}`, name, full].map((one) => one.toLowerCase());
  while (rest.length > 0) {
    const waiting = new Set(rest.flatMap((one) => names(one, idOf(one, plan))));
    const at = rest.findIndex(({ dependsOn }) => !dependsOn.some((one) => waiting.has(one.toLowerCase())));
    // Validation rejects a circle, so its order does not matter here.
    done.push(...rest.splice(Math.max(0, at), 1));
  }
  return done;
}

/** Guessed durations: seconds for a network interface, a minute or two for a VM from disks. */
function durationOf({ type }: TemplateResource, id: string): number {
  if (same(type, vmType)) return Math.round(spread(`deploy ${id}`, 70, 130) * second);
  return Math.round(spread(`deploy ${id}`, 3, 8) * second);
}

function make(
  world: World,
  { type, name, properties = {}, location, tags, zones, plan: marketplace, sku, identity, kind }: TemplateResource,
  id: string,
  plan: DeploymentPlan,
  at: Date,
): Refusal | undefined {
  const own = name.split('/').at(-1) ?? name;
  const wanted = {
    id,
    name: own,
    location: String(location ?? plan.location),
    ...(tags !== undefined && { tags: tags as Record<string, string> }),
    properties: properties as Record<string, unknown>,
    zones,
    plan: marketplace,
  };
  if (same(type, nicType)) return makeNic(world, wanted);
  if (same(type, vmType)) {
    const attaching = world.resources.get(id) ? wanted : makeDisks(world, wanted, at);
    return refusalOf(world, attaching, at) ?? makeMachine(world, attaching, at);
  }
  if (same(type, extensionType)) {
    const vm = world.resources.get(id.replace(/\/extensions\/[^/]+$/i, ''));
    if (!vm)
      return { code: 'ParentResourceNotFound', message: `The parent resource of ${id} was not found.`, status: 404 };
    const refusal = extensionRefusal(world, vm, own, wanted.properties);
    if (!refusal) putExtension(world, vm, own, wanted.properties, plan.subscriptionId);
    return refusal;
  }
  makeResource(world, { ...wanted, type, sku, identity, kind }, at);
  return undefined;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
