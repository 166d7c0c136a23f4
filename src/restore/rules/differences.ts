import { nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { DifferenceCode } from '../../kernel/codes/restore.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { InterfaceFacts, VmFacts } from '../../kernel/facts.ts';
import { requestTag } from '../../kernel/request.ts';

/** A machine with its network interfaces, and the roles that its own identity holds. */
export type ComparedVm = {
  vm: VmFacts;
  /** Absent: not all of them could be read. */
  nics?: readonly InterfaceFacts[] | undefined;
  identityRoles?: readonly string[] | undefined;
  /** Names of the locks that hold for it; absent: not read. */
  locks?: readonly string[] | undefined;
};

/** Properties that cannot be compared where the original is gone, and must not be taken for equal. */
export function differencesFromNone(copy: VmFacts, original: string): Failure[] {
  return [
    ...(copy.encryptionAtHost === 'yes' ? [] : [difference('security-unknown', { vm: original, copy: copy.name })]),
    ...addedToCopy(copy),
  ];
}

/** Additions that no plan makes: Azure policies add some, and so does anybody who may write to the machine. */
export function addedToCopy(copy: VmFacts, original?: VmFacts): Failure[] {
  const planned = [copy.adeExtension?.name, ...(original?.extensions ?? [])];
  const extensions = (copy.extensions ?? []).filter((name) => !planned.includes(name));
  return [
    ...(copy.identity?.principalId ? [difference('identity-added', { copy: copy.name })] : []),
    ...(extensions.length > 0 ? [difference('extensions-added', { names: extensions.join(', ') })] : []),
  ];
}

/**
 * Differences between a copy and its original, by what either says of itself. Things that a restore never copies are
 * listed where the original has them; locks that could not be read are mentioned.
 */
export function compareVms(original: ComparedVm, copy: ComparedVm): Failure[] {
  return [
    ...securityDifferences(original.vm, copy.vm),
    ...networkDifferences(original, copy),
    ...identityDifferences(original, copy),
    ...modelDifferences(original.vm, copy.vm),
    ...addedToCopy(copy.vm, original.vm),
    ...lockDifferences(original, copy),
    difference('host-name', { vm: original.vm.name, copy: copy.vm.name }),
  ];
}

/** Worst of all that differs: nothing else on the copy tells of it. */
function securityDifferences(before: VmFacts, after: VmFacts): Failure[] {
  const names = [
    ...(before.securityType && before.securityType.toLowerCase() !== after.securityType?.toLowerCase()
      ? [before.securityType]
      : []),
    ...(before.uefi?.secureBoot && !after.uefi?.secureBoot ? ['secure boot'] : []),
    ...(before.uefi?.vTpm && !after.uefi?.vTpm ? ['vTPM'] : []),
  ];
  return [
    ...(before.encryptionAtHost === 'yes' && after.encryptionAtHost !== 'yes'
      ? [difference('not-encrypted-at-host', { vm: before.name, copy: after.name })]
      : []),
    ...(names.length > 0 ? [difference('less-secure', { names: names.join(', ') })] : []),
  ];
}

function networkDifferences({ nics: before }: ComparedVm, { nics: after }: ComparedVm): Failure[] {
  if (!before || !after) return [];
  const found: Failure[] = [];
  if (before.length !== after.length) {
    found.push(difference('interfaces', { before: before.length, after: after.length }));
  }
  const [was, is] = [addressesOf(before), addressesOf(after)];
  if (was !== is) found.push(difference('address', { before: was || '-', after: is || '-' }));
  const [left, joined] = [memberIds(before, 'subnetId'), memberIds(after, 'subnetId')];
  if (left.length > 0 && joined.length > 0 && (without(left, joined).length > 0 || without(joined, left).length > 0)) {
    found.push(difference('subnet', { before: joinNames(left), after: joinNames(joined) }));
  }
  // A copy never has a public address of its own, so that their number tells.
  const reached = memberIds(before, 'publicAddressId').slice(memberIds(after, 'publicAddressId').length);
  if (reached.length > 0) found.push(difference('public-address', { name: joinNames(reached) }));
  const groups = without(memberIds(before, 'securityGroupId'), memberIds(after, 'securityGroupId'));
  if (groups.length > 0) found.push(difference('network-group', { name: joinNames(groups) }));
  return found;
}

function addressesOf(nics: readonly InterfaceFacts[]): string {
  return nics.flatMap(({ privateAddresses }) => privateAddresses).join(', ');
}

function memberIds(
  nics: readonly InterfaceFacts[],
  member: 'subnetId' | 'publicAddressId' | 'securityGroupId',
): string[] {
  const ids = nics.flatMap((nic) => nic[member] ?? []);
  return ids.filter((id, index) => ids.findIndex((other) => sameArmId(other, id)) === index);
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  return ids.filter((id) => !others.some((other) => sameArmId(id, other)));
}

function joinNames(ids: readonly string[]): string {
  return ids.map(nameOf).join(', ');
}

/** An identity of the machine's own is a new one on a copy, so that its roles stay behind with the original. */
function identityDifferences({ vm: before, identityRoles = [] }: ComparedVm, { vm: after }: ComparedVm): Failure[] {
  const was = before.identity;
  if (!was) return [];
  const held = (after.identity?.userAssigned ?? []).map((id) => id.toLowerCase());
  const missing = was.userAssigned.filter((id) => !held.includes(id.toLowerCase()));
  const lacksOwn = was.principalId && !after.identity?.principalId;
  const names = [...(lacksOwn ? [before.name] : []), ...missing.map(nameOf)];
  return [
    ...(names.length > 0 ? [difference('identity', { names: names.join(', ') })] : []),
    ...(identityRoles.length > 0 ? [difference('identity-roles', { roles: identityRoles.join(', ') })] : []),
  ];
}

/** Azure Backup installs it itself, with the first backup. */
const comesWithBackup = /^VMSnapshot(Linux)?$/i;

function modelDifferences(before: VmFacts, after: VmFacts): Failure[] {
  const found: Failure[] = [];
  const lacks = (before.extensions ?? []).filter(
    (name) => !(after.extensions ?? []).includes(name) && !comesWithBackup.test(name),
  );
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

/** There is nothing to compare with: an empty list would say that nothing differs. */
export function notCompared(code: 'original-gone' | 'original-unread', originalId: string): Failure {
  return difference(code, { vm: nameOf(originalId) });
}

function difference(code: DifferenceCode, params: Failure['params']): Failure {
  return { code, params };
}
