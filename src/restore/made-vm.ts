import type { StoredRestore } from './stored-restore.ts';

/** ARM id of the machine that a restore makes, or whose disks it replaces. */
export function madeVm({ plan }: StoredRestore): string {
  const { vmId } = plan.target;
  if (!vmId) throw new Error('a restore that makes no machine has a step about one');
  return vmId;
}
