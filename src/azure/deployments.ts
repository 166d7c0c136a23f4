import { CodedError, type Failure } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import { taggedTemplate } from '../kernel/tagged-template.ts';
import { askAll, askAzure, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { segmentOf } from './parse/arm-id.ts';
import { type DeploymentFacts, parseDeployment } from './parse/deployment.ts';

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
