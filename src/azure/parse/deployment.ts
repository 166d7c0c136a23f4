import type { DeploymentExtended, DeploymentOperation } from '@azure/arm-resourcesdeployments';
import type { Failure } from '../../kernel/errors.ts';
import { scrub } from '../redact.ts';
import { moment } from './moments.ts';
import { innermost } from './nested-error.ts';
import { list, text } from './values.ts';

export type DeploymentFacts = {
  state: 'running' | 'succeeded' | 'failed' | 'canceled';
  /** The innermost error that Azure gave: AllocationFailed rather than DeploymentFailed. */
  failure?: Failure;
  /** ARM ids of what was made, also by a deployment that failed later. */
  resourceIds: string[];
  /** Incremental adds to the group; Complete deletes what the template does not name. */
  mode?: string;
  /** As given, without their types. Secure ones have no value in Azure's answers. */
  parameters: Record<string, unknown>;
  endedAt?: Date;
};

const states: Record<string, DeploymentFacts['state']> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
};

/** @param operations of a deployment that ended without success: they tell what it made all the same */
export function parseDeployment(
  { properties }: DeploymentExtended,
  operations: readonly DeploymentOperation[] = [],
): DeploymentFacts {
  const state = states[properties?.provisioningState?.toLowerCase() ?? ''] ?? 'running';
  const endedAt = state === 'running' ? undefined : moment(properties?.timestamp);
  const mode = text(properties?.mode);
  const outputs = list(properties?.outputResources).flatMap(({ id }) => text(id) ?? []);
  const operated = operations
    .filter((one) => one.properties?.provisioningState?.toLowerCase() === 'succeeded')
    .flatMap((one) => text(one.properties?.targetResource?.id) ?? []);
  return {
    state,
    ...(state === 'failed' && { failure: deploymentFailure(properties?.error) }),
    resourceIds: outputs.length > 0 ? outputs : [...new Set(operated)],
    ...(mode && { mode }),
    parameters: valuesOf(properties?.parameters),
    ...(endedAt && { endedAt }),
  };
}

/** 409 is what Azure answers to what a resource provider refused; the deployment itself has no status. */
export function deploymentFailure(error: unknown): Failure {
  const { code, message } = innermost(error) ?? { code: 'DeploymentFailed', message: '' };
  return { code: 'azure.failed', params: { status: 409, azureCode: scrub(code, 200), message: scrub(message, 500) } };
}

function valuesOf(parameters: unknown): Record<string, unknown> {
  if (typeof parameters !== 'object' || parameters === null) return {};
  return Object.fromEntries(
    Object.entries(parameters).map(([name, given]) => [name, (given as { value?: unknown } | null)?.value]),
  );
}
