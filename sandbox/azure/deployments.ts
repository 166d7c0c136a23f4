import { evaluateTemplate, type TemplateResource } from '../arm/template.ts';
import { TemplateError } from '../arm/template-error.ts';
import { parseArmId } from '../world/arm-id.ts';
import {
  type Deployment,
  type DeploymentOperation,
  type DeploymentPlan,
  deploymentId,
  idOf,
  startDeployment,
} from '../world/deployments.ts';
import { settingsOn } from '../world/disk-contents.ts';
import { checkSize, disksOf, sizeOf, vmType } from '../world/new-machine.ts';
import type { Refusal } from '../world/refusal.ts';
import { type Context, link, param, type Reply } from './call.ts';
import { AzureError, authorizationFailed } from './errors.ts';
import { theGroup } from './find.ts';
import { page } from './paging.ts';
import { subscription } from './paths.ts';
import { type Route, route } from './router.ts';
import { showDuration } from './show-date.ts';

const group = `${subscription}/resourcegroups/{resourceGroupName}`;
const type = 'Microsoft.Resources/deployments';
const deployment = `${group}/providers/${type}/{deploymentName}`;

/** Deployments of templates into resource groups. */
export function deploymentRoutes(): Route[] {
  return [
    route('PUT', deployment, put),
    route('GET', deployment, (context) => ({ status: 200, body: show(theDeployment(context)) })),
    route('POST', `${deployment}/validate`, validate),
    route('GET', `${deployment}/operationStatuses/{operationId}`, status, `${type}/operationstatuses/read`),
    route('GET', `${group}/deployments/{deploymentName}/operations`, operations, `${type}/operations/read`),
  ];
}

function put(context: Context): Reply {
  const plan = read(context);
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
  const plan = read(context);
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

/** The deployment that the body describes. @throws AzureError 400 InvalidTemplate */
function read(context: Context): DeploymentPlan {
  const resourceGroup = theGroup(context);
  const name = param(context, 'deploymentName');
  const { properties = {}, tags } = (context.body ?? {}) as {
    properties?: { mode?: string; template?: unknown; templateLink?: unknown; parameters?: unknown };
    tags?: Record<string, string>;
  };
  if (!/^[\w.()-]{1,64}$/.test(name))
    throw new AzureError(400, 'InvalidDeploymentName', `The deployment name '${name}' is invalid.`);
  if (properties.mode !== 'Incremental') {
    throw new AzureError(400, 'InvalidDeploymentMode', 'The local Azure deploys in Incremental mode only.');
  }
  if (typeof properties.template !== 'object' || properties.template === null) {
    throw new AzureError(400, 'InvalidTemplate', 'The local Azure takes templates that are sent with the deployment.');
  }
  const subscriptionId = param(context, 'subscriptionId').toLowerCase();
  const location = String(
    context.world.resources.get(`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`)?.location,
  );
  const given = Object.entries((properties.parameters ?? {}) as Record<string, { value?: unknown }>);
  const values = Object.fromEntries(given.map(([key, { value }]) => [key, value]));
  try {
    const scope = { subscriptionId, group: resourceGroup, location };
    const { resources, parameters } = evaluateTemplate(properties.template as Record<string, unknown>, values, scope);
    const shown = Object.entries(parameters).map(([key, { type: kind, value }]) => [
      key,
      // Azure shows types with a capital, and secure values not at all.
      { type: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, ...(!/^secure/i.test(kind) && { value }) },
    ]);
    return {
      name,
      subscriptionId,
      group: resourceGroup,
      location,
      resources,
      parameters: Object.fromEntries(shown),
      ...(tags && { tags }),
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new AzureError(400, 'InvalidTemplate', `Deployment template validation failed: '${error.message}'.`);
  }
}

/** Resource Manager asks for the right to each resource, and for those that Compute and Network need elsewhere. */
function mayMake({ world, principal }: Context, plan: DeploymentPlan): void {
  for (const resource of plan.resources) {
    const id = idOf(resource, plan);
    const action = `${resource.type}/write`;
    if (!world.roles.allows(principal, action, id)) throw authorizationFailed('', principal, action, id);
    for (const linked of linkedNeeds(resource, (disk) => settingsOn(world, disk)?.diskEncryptionKey.sourceVault.id)) {
      if (world.roles.allows(principal, linked.action, linked.scope)) continue;
      const message = `The client with object id '${principal}' has permission to perform action '${action}' on scope '${id}'; however, it does not have permission to perform action(s) '${linked.action}' on the linked scope(s) '${linked.scope}' (respectively) or the linked scope(s) are invalid.`;
      throw new AzureError(403, 'LinkedAuthorizationFailed', message);
    }
  }
}

function linkedNeeds(resource: TemplateResource, keyVaultOf: (diskId: string) => string | undefined) {
  const properties = (resource.properties ?? {}) as Record<string, unknown>;
  const configurations = (properties.ipConfigurations ?? []) as { properties?: { subnet?: { id?: string } } }[];
  const subnets = configurations.flatMap((one) => one.properties?.subnet?.id ?? []);
  const disks = disksOf({ properties }).flatMap(({ managedDisk }) => managedDisk?.id ?? []);
  const keyVaults = [...new Set(disks.flatMap((disk) => keyVaultOf(disk) ?? []))];
  return [
    ...subnets.map((scope) => ({ action: 'Microsoft.Network/virtualNetworks/subnets/join/action', scope })),
    ...disks.map((scope) => ({ action: 'Microsoft.Compute/disks/write', scope })),
    ...keyVaults.map((scope) => ({ action: 'Microsoft.KeyVault/vaults/deploy/action', scope })),
  ];
}

/** What the resource providers find before anything is made: sizes, quotas, and key vaults that may not be used. */
function preflight({ world }: Context, plan: DeploymentPlan): void {
  const findings = plan.resources
    .filter((one) => one.type.toLowerCase() === vmType.toLowerCase())
    .flatMap((one): Refusal[] => {
      const machine = { properties: (one.properties ?? {}) as Record<string, unknown> };
      const place = String(one.location ?? plan.location);
      const closed = disksOf(machine)
        .flatMap(({ managedDisk }) => (managedDisk && settingsOn(world, managedDisk.id)?.diskEncryptionKey) || [])
        .map(({ sourceVault }) => world.resources.get(sourceVault.id))
        .find((vault) => vault && vault.properties.enabledForDiskEncryption !== true);
      const message = `Key Vault ${closed?.id} is not enabled for disk encryption.`;
      const refusals = [
        checkSize(world, plan.subscriptionId, place, sizeOf(machine)),
        closed && { code: 'KeyVaultNotEnabledForDiskEncryption', message },
      ];
      return refusals.flatMap((one) => one ?? []);
    });
  if (findings.length === 0) return;
  const details = findings.map(({ code, message }) => ({ code, message }));
  const message = `The template deployment '${plan.name}' is not valid according to the validation procedure. The tracking id is '${world.nextId('tracking')}'. See inner errors for details.`;
  throw new AzureError(400, 'InvalidTemplateDeployment', message, { details });
}

function theDeployment(context: Context): Deployment {
  const resourceGroup = theGroup(context);
  const name = param(context, 'deploymentName');
  const id = deploymentId({ subscriptionId: param(context, 'subscriptionId'), group: resourceGroup, name });
  const found = context.world.deployments.get(id.toLowerCase());
  if (!found) throw new AzureError(404, 'DeploymentNotFound', `Deployment '${name}' could not be found.`);
  return found;
}

function stateOf({ endedAt, error }: Deployment): string {
  return endedAt ? (error ? 'Failed' : 'Succeeded') : 'Running';
}

function show(one: Deployment, state = stateOf(one)): Record<string, unknown> {
  const end = one.endedAt ?? one.startedAt;
  const made = one.operations.filter(({ error }) => !error).map(({ target }) => ({ id: target.id }));
  return {
    id: one.id,
    name: one.name,
    type,
    ...(one.tags && { tags: one.tags }),
    properties: {
      mode: 'Incremental',
      provisioningState: state,
      timestamp: end.toISOString(),
      duration: showDuration(end.getTime() - one.startedAt.getTime()),
      correlationId: one.correlationId,
      parameters: one.parameters,
      providers: [],
      dependencies: [],
      ...(state === 'Succeeded' && { outputResources: made }),
      ...(state === 'Failed' && one.error && { error: failureOf(one.error) }),
    },
  };
}

/** The envelopes that Resource Manager puts around what a resource provider said. */
function failureOf({ code, message }: Refusal): Record<string, unknown> {
  const terminal = {
    code: 'ResourceDeploymentFailure',
    message:
      "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.",
    details: [{ code, message }],
  };
  return {
    code: 'DeploymentFailed',
    message:
      'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.',
    details: [code === 'AllocationFailed' ? terminal : { code, message }],
  };
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

function showOperation(one: Deployment, { id, target, startedAt, endedAt, error }: DeploymentOperation) {
  const { name = '' } = parseArmId(target.id) ?? {};
  return {
    id: `${one.id}/operations/${id}`,
    operationId: id,
    properties: {
      provisioningOperation: 'Create',
      provisioningState: error ? 'Failed' : 'Succeeded',
      timestamp: endedAt.toISOString(),
      duration: showDuration(endedAt.getTime() - startedAt.getTime()),
      statusCode: error ? (error.status === 404 ? 'NotFound' : 'Conflict') : 'Created',
      ...(error && { statusMessage: { status: 'Failed', error: { code: error.code, message: error.message } } }),
      targetResource: { id: target.id, resourceType: target.type, resourceName: name },
    },
  };
}
