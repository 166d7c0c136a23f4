import type { DeploymentExtended, DeploymentOperation } from '@azure/arm-resourcesdeployments';
import { CodedError, type Failure } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import { taggedTemplate } from '../kernel/tagged-template.ts';
import { askAll, askAzure, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { innermost } from './errors.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { segmentOf } from './parse/arm-id.ts';
import { list, moment, text } from './parse/values.ts';
import { scrub } from './redact.ts';

/** A template with its parameters' plain values, to be deployed into a resource group. */
type DeploymentCall = {
  /** ARM id of the resource group. */
  groupId: string;
  /** Up to 64 letters, digits, `-`, `.`, `_`. One name is one deployment: a second PUT of it changes the first. */
  name: string;
  template: Record<string, unknown>;
  parameters: Record<string, unknown>;
};

export type Deployments = {
  /** @param tags of everything that the template makes, and of the deployment */
  send(call: DeploymentCall & { tags: Record<string, string>; clientRequestId: string }): Promise<SendOutcome>;
  /** undefined when the group has no deployment of this name. */
  get(groupId: string, name: string): Promise<DeploymentFacts | undefined>;
  /** The template that was sent under this name, by whomever; undefined when there is none. */
  template(groupId: string, name: string): Promise<Record<string, unknown> | undefined>;
  /** What Azure finds against the deployment; nothing is changed by asking. undefined: it found nothing. */
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
      // What was made in spite of the failure is told if it can be read; the failure itself matters more.
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
        // 400 is the finding; everything else says that nothing was found out.
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
