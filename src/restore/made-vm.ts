import { nameOf } from '../kernel/arm-id.ts';
import { interfaceNameOf } from '../kernel/vm-name.ts';
import type { StoredRestore } from './stored-restore.ts';

/** ARM id of the machine that a restore makes, or whose disks it replaces. */
export function madeVm({ plan }: StoredRestore): string {
  const { vmId } = plan.target;
  if (!vmId) throw new Error('a restore that makes no machine has a step about one');
  return vmId;
}

/** ARM id of the network interface that is deployed with it. */
export function madeInterface(restore: StoredRestore): string {
  const name = interfaceNameOf(nameOf(madeVm(restore)));
  return `${restore.plan.target.resourceGroupId}/providers/Microsoft.Network/networkInterfaces/${name}`;
}
