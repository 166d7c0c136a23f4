import { nameOf, resourceGroupIdOf, sameArmId } from '../../kernel/arm-id.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { InterfaceFacts, VmDiskFacts, VmFacts } from '../../kernel/facts.ts';
import { foreignError } from './restored-set.ts';

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
