import { nameOf, resourceGroupIdOf, sameArmId } from '../../kernel/arm-id.ts';
import type { DifferenceCode } from '../../kernel/codes/restore.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { InterfaceFacts, VmDiskFacts, VmFacts } from '../../kernel/facts.ts';
import { requestTag } from '../../kernel/request.ts';
import { foreignError } from './made.ts';

export type Fault =
  | 'gone'
  | 'deallocated'
  | 'not-provisioned'
  | 'not-provisioned-yet'
  | 'not-encrypted'
  | 'agent-silent';

export type Verification =
  | { kind: 'well'; seen: { encrypted: boolean; agent: boolean } }
  /** The machine may still get there. */
  | { kind: 'not-yet'; fault: Fault }
  | { kind: 'bad'; fault: Fault };

/**
 * Whether a restored machine is what it should be: provisioned, unlocked where its disks are encrypted, its agent
 * there. One whose disks were replaced may have been deallocated before, and stays so: it has no agent to wait for. One
 * that was made for the request was started with it, and proves nothing if it is off.
 * @param expected made: by this request, and not the original
 */
export function judgeVm(vm: VmFacts | undefined, expected: { encrypted: boolean; made: boolean }): Verification {
  if (!vm) return { kind: 'bad', fault: 'gone' };
  const state = vm.provisioningState.toLowerCase();
  if (state === 'failed' || state === 'canceled') return { kind: 'bad', fault: 'not-provisioned' };
  if (state !== 'succeeded') return { kind: 'not-yet', fault: 'not-provisioned-yet' };
  if (vm.power === 'deallocated' && expected.made) return { kind: 'bad', fault: 'deallocated' };
  if (vm.power === 'deallocated') return { kind: 'well', seen: { encrypted: false, agent: false } };
  const encrypted = saysEncrypted(vm);
  // The instance view tells of encryption only once the machine has booted.
  if (vm.agentReady !== 'yes') return { kind: 'not-yet', fault: 'agent-silent' };
  if (expected.encrypted && !encrypted) return { kind: 'not-yet', fault: 'not-encrypted' };
  return { kind: 'well', seen: { encrypted, agent: true } };
}

export function toFaultFailure({ fault }: { fault: Fault }, vmId: string): Failure {
  return { code: `rebuild.verify-${fault}`, params: { vm: nameOf(vmId) } };
}

/** One disk is enough, since ADE may cover the OS disk or the data disks alone. */
function saysEncrypted({ instanceDisks = [] }: VmFacts): boolean {
  return instanceDisks.some(({ statusCodes }) =>
    statusCodes.some((code) => code.toLowerCase() === 'encryptionstate/encrypted'),
  );
}

type Signed = {
  /** ARM ids. */
  groupId: string;
  subnetId: string;
  /** Disks that the restore made; absent where Azure Backup made the machine itself, with disks that it named. */
  disks?: readonly { lun: number; id: string }[];
  /** Absent: nobody said which. */
  size?: string | undefined;
};

/** Types of extensions that run what somebody wrote, or let somebody in; all others are told when it is done. */
const runsOrLetsIn = /script|runcommand|(^|\.)dsc|vmaccess/i;

/**
 * Whether a machine is the one that was signed: whoever may deploy into the group may have made, or changed, one of its
 * name. An identity of the machine's own was not signed either, but policies of Azure add one: it is told when it is
 * done, unless somebody has given it a role. A machine that Azure Backup made may have what the original has, so that
 * only its disks' group and its subnet tell.
 * @param nics of the machine, as far as they are in the target group
 * @param identityRoles that the machine's own identity holds
 * @throws CodedError rebuild.machine-foreign { vm, found, count }
 */
export function requireMade(
  vm: VmFacts,
  nics: readonly InterfaceFacts[],
  signed: Signed,
  identityRoles: readonly string[] = [],
): void {
  const found = machineFindings(vm, nics, signed, identityRoles);
  if (found.length > 0) throw foreignError('rebuild.machine-foreign', found, { vm: vm.name });
}

export function machineFindings(
  vm: VmFacts,
  nics: readonly InterfaceFacts[],
  signed: Signed,
  identityRoles: readonly string[] = [],
): string[] {
  const { groupId, disks } = signed;
  return [
    ...(disks ? diskFindings(vm.disks, disks) : vm.disks.filter((disk) => !isIn(groupId, disk)).map(shown)),
    ...networkFindings(vm, nics, signed),
    ...(disks ? modelFindings(vm, signed, identityRoles) : []),
  ];
}

function modelFindings(vm: VmFacts, { size }: Signed, identityRoles: readonly string[]): string[] {
  const { identity, extensionTypes = [], applications = [] } = vm;
  const running = extensionTypes.filter((type) => runsOrLetsIn.test(type)).map((type) => type.split('.').at(-1));
  return [
    ...(identity?.userAssigned ?? []).map((id) => `identity ${nameOf(id)}`),
    ...identityRoles.map((role) => `identity with role ${role}`),
    ...[...new Set(running)].map((type) => `extension ${type}`),
    ...applications.map((id) => `application ${/\/applications\/([^/]+)/i.exec(id)?.[1] ?? nameOf(id)}`),
    ...(size && vm.size && vm.size.toLowerCase() !== size.toLowerCase() ? [`size ${vm.size}`] : []),
  ];
}

function diskFindings(attached: readonly VmDiskFacts[], restored: readonly { lun: number; id: string }[]): string[] {
  const isDisk = (disk: VmDiskFacts, one: { lun: number; id: string }) =>
    disk.lun === one.lun && disk.diskId !== undefined && sameArmId(disk.diskId, one.id);
  return [
    ...attached.filter((disk) => !restored.some((one) => isDisk(disk, one))).map(shown),
    ...restored
      .filter((one) => !attached.some((disk) => isDisk(disk, one)))
      .map(({ lun, id }) => `LUN ${lun} without ${nameOf(id)}`),
  ];
}

function networkFindings(vm: VmFacts, nics: readonly InterfaceFacts[], { subnetId, disks }: Signed): string[] {
  const [first, ...more] = vm.networkInterfaceIds;
  if (first === undefined) return ['no network interface'];
  const nic = nics.find(({ id }) => sameArmId(id, first));
  if (!nic) return [`network interface ${nameOf(first)}`];
  return [
    ...more.map((id) => `network interface ${nameOf(id)}`),
    ...(nic.subnetId && sameArmId(nic.subnetId, subnetId)
      ? []
      : [`subnet ${nic.subnetId ? nameOf(nic.subnetId) : '-'}`]),
    ...(disks && nic.publicAddressId ? [`public address ${nameOf(nic.publicAddressId)}`] : []),
  ];
}

function shown({ lun, name, diskId }: VmDiskFacts): string {
  return `disk ${diskId ? nameOf(diskId) : name} at LUN ${lun}`;
}

function isIn(groupId: string, { diskId }: VmDiskFacts): boolean {
  return diskId !== undefined && sameArmId(resourceGroupIdOf(diskId), groupId);
}

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
