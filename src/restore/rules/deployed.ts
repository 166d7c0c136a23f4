import canonicalize from 'canonicalize';
import type { Deviation } from '../../approval/rules/deviation.ts';
import { sameArmId } from '../../kernel/arm-id.ts';
import type { CodedError } from '../../kernel/errors.ts';
import { asObject, type JsonObject } from '../../kernel/json-object.ts';
import { taggedTemplate } from '../../kernel/tagged-template.ts';
import { compareTemplate } from './compare-template.ts';
import { deploymentOf } from './deployment.ts';
import { foreignIn } from './foreign-members.ts';
import { expectedOf, type PlannedSource, plannedMachine } from './machine-of-plan.ts';
import { madeTags } from './made-tags.ts';
import { foreignError } from './restored-set.ts';

/** What stands under the name of one of our deployments, as Resource Manager tells it. */
export type Deployed = { template: JsonObject; mode?: string | undefined; parameters: JsonObject };

type Wanted = {
  name: string;
  requestId: string;
  /** That was chosen when the step was tried again. */
  size: string | undefined;
  agreed: readonly Deviation[];
};

/**
 * Whether a deployment is the one that we sent, or would have: whoever may deploy into the group and reads an attempt's
 * id in the audit can send one under its name, between a send that was lost and the next. The template is built once
 * more from what was signed and must be equal. What a vote agreed to may be missing: it is not built where the files
 * no longer ask for it.
 * @returns rebuild.deployment-foreign { name, found, count }
 */
export function foreignDeployment(deployed: Deployed, source: PlannedSource, wanted: Wanted): CodedError | undefined {
  const { template } = deployed;
  // Of an original that is gone the plan leaves caching and the speed of the interface to Azure's template.
  const { taken } = compareTemplate(template, expectedOf(source));
  const [found] = [wanted.agreed, []]
    .map((agreed) => {
      const machine = plannedMachine(source, wanted.size, agreed, taken);
      const built = machine ? deploymentOf(machine).template : {};
      return differing(taggedTemplate(built, madeTags(wanted.requestId, source.plan.effects)), template);
    })
    .toSorted((one, other) => one.length - other.length);
  const all = [
    ...(deployed.mode?.toLowerCase() === 'incremental' ? [] : [`mode ${deployed.mode ?? '-'}`]),
    ...Object.keys(deployed.parameters).map((name) => `parameters/${name}`),
    ...(found ?? []),
  ];
  return all.length > 0 ? foreignError('rebuild.deployment-foreign', all, { name: wanted.name }) : undefined;
}

/**
 * Paths of what one has otherwise than the other, those that name something of somebody's before plain values. A
 * resource goes by its type.
 */
function differing(wanted: unknown, found: unknown): string[] {
  const all = differences(wanted, found, []);
  return [...all.filter(({ names }) => names), ...all.filter(({ names }) => !names)].map(({ path }) => path);
}

type Difference = { path: string; names: boolean };

function differences(wanted: unknown, found: unknown, path: readonly string[]): Difference[] {
  if (isSame(wanted, found)) return [];
  const [one, other] = [partsOf(wanted), partsOf(found)];
  if (!one || !other || Array.isArray(wanted) !== Array.isArray(found)) {
    return [{ path: path.join('/'), names: foreignIn(wanted) || foreignIn(found) }];
  }
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    const [before, after] = [one.get(name), other.get(name)];
    const type = resourceType(after) ?? resourceType(before);
    return differences(before, after, type === undefined ? [...path, name] : [type]);
  });
}

/** Azure spells the resource group of one disk in capitals, and of the next as it was made. */
function isSame(wanted: unknown, found: unknown): boolean {
  if (typeof wanted === 'string' && typeof found === 'string' && wanted.startsWith('/subscriptions/')) {
    return sameArmId(wanted, found);
  }
  return canonicalize(wanted) === canonicalize(found);
}

function partsOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

/** Of a resource, without its provider. */
function resourceType(value: unknown): string | undefined {
  const { type, apiVersion } = asObject(value);
  return typeof type === 'string' && typeof apiVersion === 'string' ? type.split('/').slice(1).join('/') : undefined;
}
