import { nameOf, sameArmId } from '../arm-id.ts';
import type { Failure } from '../errors.ts';
import type { InterfaceFacts, VmFacts } from '../facts.ts';
import { requestTag } from '../request-tag.ts';

/** Entries of the catalogue `difference`. */
export type DifferenceCode =
  | 'address'
  | 'subnet'
  | 'public-address'
  | 'network-group'
  | 'identity'
  | 'identity-roles'
  | 'extensions'
  | 'tags'
  | 'size'
  | 'zone'
  | 'locks'
  | 'locks-unread'
  | 'host-name';

/** A machine with its first network interface, and the roles that its own identity holds. */
export type ComparedVm = {
  vm: VmFacts;
  nic?: InterfaceFacts | undefined;
  identityRoles?: readonly string[] | undefined;
  /** Names of the locks that hold for it; absent: not read. */
  locks?: readonly string[] | undefined;
};

/**
 * What a copy has otherwise than its original, by what either says of itself. What a restore never copies is said
 * where the original has it; locks that could not be read are reminded of.
 */
export function differencesOf(original: ComparedVm, copy: ComparedVm): Failure[] {
  return [
    ...networkDifferences(original, copy),
    ...identityDifferences(original, copy),
    ...modelDifferences(original.vm, copy.vm),
    ...lockDifferences(original, copy),
    difference('host-name', { vm: original.vm.name, copy: copy.vm.name }),
  ];
}

function networkDifferences({ nic: before }: ComparedVm, { nic: after }: ComparedVm): Failure[] {
  if (!before || !after) return [];
  const found: Failure[] = [];
  const [was, is] = [before.privateAddresses.join(', '), after.privateAddresses.join(', ')];
  if (was !== is) found.push(difference('address', { before: was || '-', after: is || '-' }));
  if (before.subnetId && after.subnetId && !sameArmId(before.subnetId, after.subnetId)) {
    found.push(difference('subnet', { before: nameOf(before.subnetId), after: nameOf(after.subnetId) }));
  }
  if (before.publicAddressId && !after.publicAddressId) {
    found.push(difference('public-address', { name: nameOf(before.publicAddressId) }));
  }
  if (before.securityGroupId && !sameArmId(before.securityGroupId, after.securityGroupId ?? '')) {
    found.push(difference('network-group', { name: nameOf(before.securityGroupId) }));
  }
  return found;
}

/** An identity of the machine's own is a new one on a copy, so that its roles stay behind with the original. */
function identityDifferences({ vm: before, identityRoles = [] }: ComparedVm, { vm: after }: ComparedVm): Failure[] {
  const was = before.identity;
  if (!was) return [];
  const held = (after.identity?.userAssigned ?? []).map((id) => id.toLowerCase());
  const missing = was.userAssigned.filter((id) => !held.includes(id.toLowerCase()));
  const names = [...(was.principalId ? [before.name] : []), ...missing.map(nameOf)];
  if (names.length === 0) return [];
  return [
    difference('identity', { names: names.join(', ') }),
    ...(identityRoles.length > 0 ? [difference('identity-roles', { roles: identityRoles.join(', ') })] : []),
  ];
}

function modelDifferences(before: VmFacts, after: VmFacts): Failure[] {
  const found: Failure[] = [];
  const lacks = (before.extensions ?? []).filter((name) => !(after.extensions ?? []).includes(name));
  if (lacks.length > 0) found.push(difference('extensions', { names: lacks.join(', ') }));
  const tags = Object.keys(before.tags).filter((name) => name !== requestTag && after.tags[name] !== before.tags[name]);
  if (tags.length > 0) found.push(difference('tags', { names: tags.join(', ') }));
  if (before.size && after.size && before.size.toLowerCase() !== after.size.toLowerCase()) {
    found.push(difference('size', { before: before.size, after: after.size }));
  }
  const [was, is] = [before.zones.join(', '), after.zones.join(', ')];
  if (was !== is) found.push(difference('zone', { before: was || '-', after: is || '-' }));
  return found;
}

function lockDifferences({ vm, locks: before }: ComparedVm, { locks: after }: ComparedVm): Failure[] {
  if (!before || !after) return [difference('locks-unread', { vm: vm.name })];
  const lacks = before.filter((name) => !after.includes(name));
  return lacks.length > 0 ? [difference('locks', { names: lacks.join(', ') })] : [];
}

function difference(code: DifferenceCode, params: Failure['params']): Failure {
  return { code, params };
}
