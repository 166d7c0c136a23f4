import type { Azure } from '../azure/open.ts';
import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { InterfaceFacts, Tri, VmFacts } from '../kernel/facts.ts';
import { requestTag } from '../kernel/request-tag.ts';
import { reading } from '../kernel/result.ts';
import { interfaceNameOf } from '../kernel/vm-name.ts';
import type { TakenName } from './rules/plan.ts';
import { hasJobTag } from './rules/restored-tag.ts';

type Reads = Pick<Azure, 'vms' | 'interfaces' | 'places'>;

/** jobIds: of its tries so far, whose tag is on what Azure Backup made before it failed. */
type Own = { requestId: string; jobIds: readonly string[] };

/**
 * What stands in the target group under the names that a new machine would take.
 * @param own of the request whose machine it is to be
 */
export async function takenNames(
  azure: Reads & Pick<Azure, 'disks'>,
  groupId: string,
  vmName: string,
  own?: Own,
): Promise<TakenName[]> {
  const nicName = interfaceNameOf(vmName);
  const [vm, nic] = await Promise.all([
    azure.vms.get(`${groupId}/providers/Microsoft.Compute/virtualMachines/${vmName}`),
    azure.interfaces.get(`${groupId}/providers/Microsoft.Network/networkInterfaces/${nicName}`),
  ]);
  const { requestId, jobIds = [] } = own ?? {};
  const ours = (one: { tags?: Record<string, string> } | undefined) =>
    (requestId !== undefined && one?.tags?.[requestTag] === requestId) ||
    jobIds.some((jobId) => one !== undefined && hasJobTag(one, jobId));
  // The tag of a job is on the disks, whatever else of a machine has it.
  const diskIds = jobIds.length > 0 ? (vm?.disks ?? []).flatMap(({ diskId }) => diskId ?? []) : [];
  const disks = await Promise.all(diskIds.map((id) => azure.disks.get(id)));
  const ourVm = ours(vm) || disks.some(ours);
  const ourNic = ours(nic) || (ourVm && vm?.networkInterfaceIds.some((id) => nic && sameArmId(id, nic.id)) === true);
  return [
    ...(vm ? [{ name: nameOf(vm.id), type: 'vm' as const, ours: ourVm }] : []),
    ...(nic ? [{ name: nicName, type: 'nic' as const, ours: ourNic }] : []),
  ];
}

/** The original's first interface; undefined where it is gone or may not be read. */
export async function originalInterface(azure: Reads, vm: VmFacts | undefined): Promise<InterfaceFacts | undefined> {
  const [first] = vm?.networkInterfaceIds ?? [];
  if (!first) return undefined;
  try {
    return await azure.interfaces.get(first);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'azure.forbidden') return undefined;
    throw error;
  }
}

/** Whether a subnet is there. What may not be read is unknown, and Azure decides. */
export async function isThere(azure: Reads, subnetId: string): Promise<Tri> {
  const look = await reading(() => azure.places.network(subnetId));
  if (look.kind !== 'read') return 'unknown';
  return look.value?.subnet ?? 'no';
}
