import { nameOf, sameArmId } from '../../kernel/arm-id.ts';
import { asObject, asObjects } from '../../kernel/json-object.ts';
import { interfaceNameOf } from '../../kernel/vm-name.ts';
import { type Deployment, interfaceReference, templateSchema } from './deployment.ts';
import { foreignIn, isForeignMember } from './foreign-members.ts';
import type { PlanEffects } from './plan.ts';
import { foreignError } from './restored-set.ts';

/**
 * The last look before a deployment is sent, by other means than it was built with: one interface and one machine, of
 * the signed names, in the signed subnet, with these disks, and no id, address or expression besides.
 * @throws CodedError rebuild.template-foreign
 */
export function requireSigned({ template, parameters }: Deployment, effects: PlanEffects, diskIds: readonly string[]) {
  const resources = asObjects(template.resources);
  const name = nameOf(effects.target.vm ?? '');
  const [nic, vm] = resources;
  const allowed = [templateSchema, interfaceReference(String(vm?.name)), effects.network ?? '', ...diskIds];
  const found = [
    ...Object.keys(template).filter((one) => !['$schema', 'contentVersion', 'resources'].includes(one)),
    ...Object.keys(parameters).map((one) => `parameters/${one}`),
    ...(resources.length === 2 ? [] : ['resources']),
    ...(is(nic, 'Microsoft.Network/networkInterfaces', interfaceNameOf(name)) ? [] : ['networkInterfaces']),
    ...(is(vm, 'Microsoft.Compute/virtualMachines', name) ? [] : ['virtualMachines']),
    ...resources.flatMap(namesIn).filter(isForeignMember),
    ...textsIn(template).filter((text) => foreignIn(text) && !allowed.some((one) => sameArmId(one, text))),
  ];
  if (found.length > 0) throw foreignError('rebuild.template-foreign', found);
}

function is(resource: Record<string, unknown> | undefined, type: string, name: string): boolean {
  return resource?.type === type && String(resource.name).toLowerCase() === name.toLowerCase();
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return Object.entries(asObject(value)).flatMap(([name, one]) => [name, ...namesIn(one)]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(asObject(value)).flatMap(([name, one]) => [name, ...textsIn(one)]);
}
