import { requestTag } from '../../kernel/request.ts';
import { asObject, asObjects, asText, type JsonObject, typeIs } from '../../kernel/stored.ts';
import { type Deviation, deviation } from '../../requests/rules/addendum.ts';
import {
  diskShape,
  type ExpectedTemplate,
  entries,
  ipShape,
  isNothing,
  nicEntryShape,
  nicShape,
  type Shape,
  storageShape,
  vmShape,
} from './expected-template.ts';
import { jobTag } from './made.ts';
import { givenParameters, type TemplateScope, templateValues, Unresolved } from './template-values.ts';

/** Against what was signed. foreign: places in the template of what nobody may add. */
export type Compared = {
  foreign: string[];
  deviations: Deviation[];
  /** Values that the plan leaves to the template, of a few that do no harm. */
  taken: { caching: Map<number, string>; acceleratedNetworking?: boolean };
};

const vmType = 'Microsoft.Compute/virtualMachines';
const nicType = 'Microsoft.Network/networkInterfaces';
const addressType = 'Microsoft.Network/publicIPAddresses';

/** Microsoft adds one or two at a time; what nobody can read through is not put to a vote. */
const mostDeviations = 20;

/** Top-level members of a generated template. */
const topMembers = new Set(['$schema', 'contentversion', 'parameters', 'variables', 'resources', 'metadata']);
const parameterMembers = new Set(['type', 'defaultvalue', 'allowedvalues', 'minlength', 'maxlength', 'metadata']);

/**
 * Measures the template that Azure Backup wrote by what was signed, member by member. Nothing of it is deployed: it may
 * have been written anew by everyone who holds a key of the staging account.
 */
export function compareTemplate(template: JsonObject, expected: ExpectedTemplate): Compared {
  const { groupId, region } = expected;
  const scope: TemplateScope = { groupId, region, given: givenParameters(expected) };
  const resolve = templateValues(template, scope);
  const found: Compared = { foreign: topFindings(template), deviations: [], taken: { caching: new Map() } };
  const resources = asObjects(template.resources);
  const vms = resources.filter((one) => typeIs(one, vmType));
  const nics = resources.filter((one) => typeIs(one, nicType));
  const most = Math.max(1, expected.signed?.original?.interfaces ?? 1);
  // A public address is left out: no plan gives a machine one.
  const others = resources.filter((one) => ![vmType, nicType, addressType].some((type) => typeIs(one, type)));
  found.foreign.push(
    ...[...others, ...vms.slice(1), ...nics.slice(most)].map(
      ({ type, name }) => `resources/${text(type)} ${text(name)}`,
    ),
  );
  for (const vm of vms.slice(0, 1)) machineFindings(asObject(resolve(vm)), expected, found);
  for (const nic of nics.slice(0, most)) nicFindings(asObject(resolve(nic)), expected, found);
  const deviations = distinct(found.deviations);
  if (deviations.length > mostDeviations) found.foreign.push(`${deviations.length} members`);
  return { ...found, foreign: [...new Set(found.foreign)], deviations };
}

function topFindings(template: JsonObject): string[] {
  const members = Object.keys(template).filter(
    (name) => !topMembers.has(name.toLowerCase()) && !isNothing(template[name]),
  );
  const parameters = Object.entries(asObject(template.parameters)).filter(
    ([, declared]) =>
      /^secure/i.test(text(asObject(declared).type)) ||
      Object.keys(asObject(declared)).some((name) => !parameterMembers.has(name.toLowerCase())),
  );
  const symbolic = !Array.isArray(template.resources) && !isNothing(template.resources) ? ['resources'] : [];
  return [...members, ...symbolic, ...parameters.map(([name]) => `parameters/${name}`)];
}

function machineFindings(vm: JsonObject, expected: ExpectedTemplate, found: Compared): void {
  const properties = asObject(findMember(vm, 'properties'));
  const storage = asObject(findMember(properties, 'storageProfile'));
  const network = asObject(findMember(properties, 'networkProfile'));
  walk(vm, vmShape(expected), ['virtualMachines'], found, ['storageprofile', 'networkprofile']);
  const at = ['virtualMachines', 'properties', 'storageProfile'];
  walk(storage, storageShape(expected), at, found);
  const os = findMember(storage, 'osDisk');
  if (os !== undefined) diskFindings(asObject(os), -1, expected, [...at, 'osDisk'], found);
  for (const disk of asObjects(findMember(storage, 'dataDisks'))) {
    const lun = Number(asText(findMember(disk, 'lun')));
    diskFindings(disk, lun, expected, [...at, 'dataDisks', String(lun)], found);
  }
  const net = ['virtualMachines', 'properties', 'networkProfile'];
  walk(network, { networkInterfaces: entries }, net, found);
  for (const nic of asObjects(findMember(network, 'networkInterfaces'))) {
    walk(nic, nicEntryShape, [...net, 'networkInterfaces', '0'], found);
  }
}

function diskFindings(
  disk: JsonObject,
  lun: number,
  expected: ExpectedTemplate,
  path: string[],
  found: Compared,
): void {
  walk(disk, diskShape(expected, lun), path, found);
  const caching = findMember(disk, 'caching');
  if (typeof caching === 'string' && !expected.signed?.original) found.taken.caching.set(lun, caching);
}

function nicFindings(nic: JsonObject, expected: ExpectedTemplate, found: Compared): void {
  const path = ['networkInterfaces'];
  walk(nic, nicShape(expected), path, found);
  const properties = asObject(findMember(nic, 'properties'));
  const [first, ...others] = asObjects(findMember(properties, 'ipConfigurations'));
  const at = [...path, 'properties', 'ipConfigurations'];
  if (others.length > 0) found.foreign.push([...at, '1'].join('/'));
  if (first) walk(first, ipShape(expected), [...at, '0'], found);
  const accelerated = findMember(properties, 'enableAcceleratedNetworking');
  if (typeof accelerated === 'boolean') found.taken.acceleratedNetworking = accelerated;
}

/** @param apart members that are measured by themselves, in lower case */
function walk(value: JsonObject, shape: Shape, path: string[], found: Compared, apart: readonly string[] = []): void {
  if (value instanceof Unresolved) {
    found.foreign.push(path.join('/'));
    return;
  }
  const known = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  const seen = new Set<string>();
  for (const [name, member] of Object.entries(value)) {
    const lower = name.toLowerCase();
    const spelled = known.get(lower);
    const at = [...path, spelled ?? name];
    if (apart.includes(lower) || isNothing(member)) continue;
    const wanted = spelled === undefined ? undefined : shape[spelled];
    // Azure knows one of two spellings; which one, nobody should have to guess.
    const twice = seen.has(lower);
    seen.add(lower);
    if (twice || isForeignMember(name)) found.foreign.push(at.join('/'));
    else if (wanted === undefined) unknownMember(member, at, found);
    else if (typeof wanted === 'function') {
      const finding = wanted(member);
      if (finding === 'foreign' || (finding === 'differs' && isForeignValue(member))) found.foreign.push(at.join('/'));
      else if (finding === 'differs') found.deviations.push(deviation(at, member));
    } else if (Array.isArray(member) || typeof member !== 'object' || member instanceof Unresolved)
      unknownMember(member, at, found);
    else walk(asObject(member), wanted, at, found, apart);
  }
}

/** Microsoft adds members; one that names something of somebody else, or is only known later, is none of those. */
function unknownMember(member: unknown, at: string[], found: Compared): void {
  if (isForeignValue(member)) found.foreign.push(at.join('/'));
  else found.deviations.push(deviation(at, member));
}

function findMember(value: JsonObject, wanted: string): unknown {
  return Object.entries(value).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

function distinct(found: readonly Deviation[]): Deviation[] {
  return [...new Map(found.map((one) => [`${one.path} ${one.value}`, one])).values()];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Members that run something, show something, or hand somebody a right, wherever they stand. */
const foreignMembers = new Set(
  [
    'identity',
    'resources',
    'copy',
    'scope',
    'subscriptionId',
    'resourceGroup',
    'osProfile',
    'customData',
    'userData',
    'applicationProfile',
    'secrets',
    'protectedSettings',
    'keyVault',
    'reference',
    'outputs',
    // Tags that our deployment and Azure Backup set themselves: anybody else's are a lie.
    requestTag,
    jobTag,
    '__proto__',
  ].map((name) => name.toLowerCase()),
);

export function isForeignMember(name: string): boolean {
  return foreignMembers.has(name.toLowerCase()) || isForeignText(name);
}

/** Whether a value that nobody knows names a resource or an address, or holds what is only worked out at run time. */
export function isForeignValue(value: unknown): boolean {
  if (value instanceof Unresolved) return true;
  if (typeof value === 'string') return isForeignText(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, one]) => (!Array.isArray(value) && isForeignMember(name)) || isForeignValue(one),
  );
}

/** An expression of Resource Manager begins with a bracket. */
function isForeignText(text: string): boolean {
  return text.startsWith('[') || /\/subscriptions\/|\/providers\/|:\/\//i.test(text);
}
