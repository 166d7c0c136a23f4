import type { Azure } from '../azure/open.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { InterfaceFacts, Tri, VmFacts } from '../kernel/facts.ts';
import { requestTag } from '../kernel/request-tag.ts';
import { reading } from '../kernel/result.ts';
import { interfaceNameOf } from '../kernel/vm-name.ts';
import type { TakenName } from './rules/plan.ts';

type Reads = Pick<Azure, 'vms' | 'interfaces' | 'places'>;

/**
 * What stands in the target group under the names that a new machine would take.
 * @param requestId whose own machine is not in its way
 */
export async function takenNames(
  azure: Reads,
  groupId: string,
  vmName: string,
  requestId: string | undefined,
): Promise<TakenName[]> {
  const nicName = interfaceNameOf(vmName);
  const [vm, nic] = await Promise.all([
    azure.vms.get(`${groupId}/providers/Microsoft.Compute/virtualMachines/${vmName}`),
    azure.interfaces.get(`${groupId}/providers/Microsoft.Network/networkInterfaces/${nicName}`),
  ]);
  const ours = (tags: Record<string, string>) => requestId !== undefined && tags[requestTag] === requestId;
  return [
    ...(vm ? [{ name: nameOf(vm.id), type: 'vm' as const, ours: ours(vm.tags) }] : []),
    ...(nic ? [{ name: nicName, type: 'nic' as const, ours: ours(nic.tags) }] : []),
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
