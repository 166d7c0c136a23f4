import type { Deployment } from '../world/deployment.ts';
import { deploymentId, idOf, startDeployment } from '../world/deployments.ts';
import { type Context, link, param, type Reply } from './call.ts';
import { mayMake, preflight, readPlan } from './deployment-plan.ts';
import { AzureError } from './errors.ts';
import { subscription, theGroup } from './find.ts';
import { page } from './paging.ts';
import { type Route, route } from './router.ts';
import { failureOf, show, showOperation, stateOf, deploymentType as type } from './show-deployment.ts';

const group = `${subscription}/resourcegroups/{resourceGroupName}`;
const deployment = `${group}/providers/${type}/{deploymentName}`;

/** Deployments of templates into resource groups. */
export function deploymentRoutes(): Route[] {
  return [
    route('PUT', deployment, put),
    route('GET', deployment, (context) => ({ status: 200, body: show(theDeployment(context)) })),
    route('POST', `${deployment}/exportTemplate`, (context) => ({
      status: 200,
      body: { template: theDeployment(context).template },
    })),
    route('GET', `${group}/providers/${type}`, list),
    route('POST', `${deployment}/validate`, validate),
    route('GET', `${deployment}/operationStatuses/{operationId}`, status, `${type}/operationstatuses/read`),
    route('GET', `${group}/deployments/{deploymentName}/operations`, operations, `${type}/operations/read`),
  ];
}

function put(context: Context): Reply {
  const plan = readPlan(context);
  const existing = context.world.deployments.get(deploymentId(plan).toLowerCase());
  if (existing && !existing.endedAt) {
    const message = `Unable to edit or replace deployment '${plan.name}': previous deployment from '${existing.startedAt.toISOString()}' is still active (expiration time is '${new Date(existing.startedAt.getTime() + 7 * 86_400_000).toISOString()}'). Please see https://aka.ms/arm-deploy for usage details.`;
    throw new AzureError(409, 'DeploymentActive', message);
  }
  mayMake(context, plan);
  preflight(context, plan);
  const made = startDeployment(context.world, plan);
  const address = link(
    context,
    `${encodeURI(made.id)}/operationStatuses/${made.operationId}?api-version=${context.apiVersion}`,
  );
  return {
    status: existing ? 200 : 201,
    headers: { 'azure-asyncoperation': address, 'retry-after': '5' },
    body: show(made, 'Accepted'),
    effect: `deployment ${made.name} accepted in ${made.group}`,
  };
}

function validate(context: Context): Reply {
  const plan = readPlan(context);
  mayMake(context, plan);
  preflight(context, plan);
  return {
    status: 200,
    body: {
      properties: {
        parameters: plan.parameters,
        mode: 'Incremental',
        provisioningState: 'Succeeded',
        timestamp: context.now.toISOString(),
        duration: 'PT0S',
        correlationId: context.world.nextId('correlation'),
        validatedResources: plan.resources.map((one) => ({ id: idOf(one, plan) })),
      },
    },
  };
}

/** The newest first. */
function list(context: Context): Reply {
  const scope = `/subscriptions/${param(context, 'subscriptionId')}/resourceGroups/${theGroup(context)}/`.toLowerCase();
  const found = [...context.world.deployments.values()].filter(({ id }) => id.toLowerCase().startsWith(scope));
  return { status: 200, body: page(context, found.reverse(), (one) => show(one)) };
}

function theDeployment(context: Context): Deployment {
  const resourceGroup = theGroup(context);
  const name = param(context, 'deploymentName');
  const id = deploymentId({ subscriptionId: param(context, 'subscriptionId'), group: resourceGroup, name });
  const found = context.world.deployments.get(id.toLowerCase());
  if (!found) throw new AzureError(404, 'DeploymentNotFound', `Deployment '${name}' could not be found.`);
  return found;
}

function status(context: Context): Reply {
  const found = theDeployment(context);
  const running = !found.endedAt;
  return {
    status: 200,
    ...(running && { headers: { 'retry-after': '5' } }),
    body: { status: stateOf(found), ...(found.error && { error: failureOf(found.error) }) },
  };
}

function operations(context: Context): Reply {
  const found = theDeployment(context);
  return { status: 200, body: page(context, found.operations, (one) => showOperation(found, one)) };
}
