import { TemplateError } from '../arm/expression.ts';
import { evaluateTemplate, type TemplateResource } from '../arm/template.ts';
import { type DeploymentPlan, idOf } from '../world/deployments.ts';
import { settingsOn } from '../world/disk-contents.ts';
import { disksOf, sizeOf, vmType } from '../world/machine-model.ts';
import { checkSize } from '../world/machine-refusals.ts';
import type { Refusal } from '../world/refusal.ts';
import { type Context, param } from './call.ts';
import { AzureError, authorizationFailed } from './errors.ts';
import { theGroup } from './find.ts';

/**
 * The deployment that the body describes.
 * @throws AzureError 400 InvalidTemplate
 */
export function readPlan(context: Context): DeploymentPlan {
  const resourceGroup = theGroup(context);
  const name = param(context, 'deploymentName');
  const { properties = {}, tags } = (context.body ?? {}) as {
    properties?: { mode?: string; template?: unknown; templateLink?: unknown; parameters?: unknown };
    tags?: Record<string, string>;
  };
  if (!/^[\w.()-]{1,64}$/.test(name))
    throw new AzureError(400, 'InvalidDeploymentName', `The deployment name '${name}' is invalid.`);
  if (properties.mode?.toLowerCase() !== 'incremental') {
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
      template: structuredClone(properties.template as Record<string, unknown>),
      ...(tags && { tags }),
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new AzureError(400, 'InvalidTemplate', `Deployment template validation failed: '${error.message}'.`);
  }
}

/** Resource Manager checks the rights to each resource, and those that Compute and Network need elsewhere. */
export function mayMake(
  { world, principal }: Context,
  plan: Pick<DeploymentPlan, 'resources' | 'subscriptionId' | 'group'>,
): void {
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

/** Checks of the resource providers before anything is made: sizes, quotas, and key vaults without access. */
export function preflight({ world }: Context, plan: DeploymentPlan): void {
  const findings = plan.resources
    .filter((one) => one.type.toLowerCase() === vmType.toLowerCase())
    .flatMap((one): Refusal[] => {
      const machine = { properties: (one.properties ?? {}) as Record<string, unknown> };
      const place = String(one.location ?? plan.location);
      const closed = disksOf(machine)
        .flatMap(({ managedDisk }) => (managedDisk?.id && settingsOn(world, managedDisk.id)?.diskEncryptionKey) || [])
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
