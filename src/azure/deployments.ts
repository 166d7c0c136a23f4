import type { DeploymentExtended, DeploymentOperation } from '@azure/arm-resourcesdeployments';
import { segmentOf } from '../kernel/arm-id.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import { taggedTemplate } from '../kernel/request.ts';
import { asObject } from '../kernel/stored.ts';
import { askAll, askAzure, askIfThere, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { innermost, scrub } from './errors.ts';
import { list, moment, text } from './parse/values.ts';

/** A template and its parameters' plain values, for deployment into a resource group. */
type DeploymentCall = {
  /** ARM id of the resource group. */
  groupId: string;
  /** Up to 64 letters, digits, `-`, `.`, `_`. One name is one deployment: a second PUT changes the first. */
  name: string;
  template: Record<string, unknown>;
  parameters: Record<string, unknown>;
};

export type Deployments = {
  /** @param tags tags of all resources in the template, and of the deployment */
  send(call: DeploymentCall & { tags: Record<string, string>; clientRequestId: string }): Promise<SendOutcome>;
  /** undefined when the group has no deployment of this name. */
  get(groupId: string, name: string): Promise<DeploymentFacts | undefined>;
  /** The template deployed under this name, by whatever caller; undefined when there is none. */
  template(groupId: string, name: string): Promise<Record<string, unknown> | undefined>;
  /** Azure's objection to the deployment, without a change; undefined: none. */
  validate(call: DeploymentCall): Promise<Failure | undefined>;
};

export function createDeployments(clients: ClientsOf): Deployments {
  const at = (groupId: string) => ({
    ...clients(segmentOf(groupId, 'subscriptions')),
    group: segmentOf(groupId, 'resourceGroups'),
  });
  return {
    send({ groupId, name, template, parameters, tags, clientRequestId }) {
      const { changing, group } = at(groupId);
      const deployment = { properties: propertiesOf(taggedTemplate(template, tags), parameters), tags };
      return sendForEffect(clientRequestId, (options) =>
        changing.deployments.deployments.createOrUpdate(group, name, deployment, options).submitted(),
      );
    },
    async get(groupId, name) {
      const { reading, group } = at(groupId);
      const { deployments, deploymentOperations } = reading.deployments;
      const found = await askIfThere(() => deployments.get(group, name));
      if (!found) return undefined;
      const facts = parseDeployment(found);
      if (facts.state === 'running' || facts.state === 'succeeded') return facts;
      // Resources made in spite of the failure are reported if they can be read; the failure itself matters more.
      const operations = await askAll(deploymentOperations.list(group, name), (one) => one).catch((error: unknown) => {
        if (error instanceof CodedError) return [];
        throw error;
      });
      return parseDeployment(found, operations);
    },
    async template(groupId, name) {
      const { reading, group } = at(groupId);
      const found = await askIfThere(() => reading.deployments.deployments.exportTemplate(group, name));
      return found && asObject(found.template);
    },
    async validate({ groupId, name, template, parameters }) {
      const { reading, group } = at(groupId);
      const deployment = { properties: propertiesOf(template, parameters) };
      try {
        await askAzure(async () => reading.deployments.deployments.validate(group, name, deployment));
        return undefined;
      } catch (error) {
        // Only 400 is a finding; any other error means that the validation did not run.
        if (error instanceof CodedError && error.code === 'azure.failed' && error.params.status === 400) {
          return { code: error.code, params: error.params };
        }
        throw error;
      }
    },
  };
}

function propertiesOf(template: Record<string, unknown>, parameters: Record<string, unknown>) {
  const given = Object.entries(parameters).map(([name, value]) => [name, { value }]);
  return { mode: 'Incremental' as const, template, parameters: Object.fromEntries(given) };
}

type DeploymentFacts = {
  state: 'running' | 'succeeded' | 'failed' | 'canceled';
  /** Azure's innermost error: AllocationFailed rather than DeploymentFailed. */
  failure?: Failure;
  /** ARM ids of created resources, also if the deployment failed later. */
  resourceIds: string[];
  /** Incremental adds to the group; Complete deletes resources that the template does not name. */
  mode?: string;
  /** Values without their types. Azure's answers omit the values of secure ones. */
  parameters: Record<string, unknown>;
  endedAt?: Date;
};

const states: Record<string, DeploymentFacts['state']> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
};

/** @param operations those of an unsuccessful deployment, which list the resources that it made */
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

/** Azure answers 409 when a resource provider refused; the deployment itself has no status. */
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
