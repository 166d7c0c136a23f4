import { parseArmId } from '../world/arm-id.ts';
import type { Deployment, DeploymentOperation } from '../world/deployment.ts';
import type { Refusal } from '../world/refusal.ts';
import { showDuration } from './show-date.ts';

export const deploymentType = 'Microsoft.Resources/deployments';

export function stateOf({ endedAt, error }: Deployment): string {
  return endedAt ? (error ? 'Failed' : 'Succeeded') : 'Running';
}

export function show(one: Deployment, state = stateOf(one)): Record<string, unknown> {
  const end = one.endedAt ?? one.startedAt;
  const made = one.operations.filter(({ error }) => !error).map(({ target }) => ({ id: target.id }));
  return {
    id: one.id,
    name: one.name,
    type: deploymentType,
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

/** Wraps a resource provider's error in Resource Manager's envelopes. */
export function failureOf({ code, message }: Refusal): Record<string, unknown> {
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

export function showOperation(one: Deployment, { id, target, startedAt, endedAt, error }: DeploymentOperation) {
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
