import { sameArmId } from '../kernel/arm-id.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import type { RequestServices } from '../requests/services.ts';
import { hasJobTag } from './rules/restored-tag.ts';
import type { StoredRestore } from './stored-restore.ts';

/**
 * What a restore made in the target group: by the tag of its job, and of a machine that Azure made itself its parts.
 * @param since before which nothing can be of its making, whatever tag somebody gave it
 */
export async function madeByRestore(
  { azure }: Pick<RequestServices, 'azure'>,
  { plan, choice }: StoredRestore,
  jobId: string,
  since: Date,
): Promise<ListedResource[]> {
  const { resourceGroupId, vmId } = plan.target;
  const [all, vm] = await Promise.all([
    azure.resources.inGroup(resourceGroupId),
    choice.mode === 'new-vm' && vmId !== undefined ? azure.vms.get(vmId) : undefined,
  ]);
  const parts = vm ? [vm.id, ...vm.networkInterfaceIds, ...vm.disks.flatMap(({ diskId }) => diskId ?? [])] : [];
  return all.filter(
    (one) =>
      one.createdAt !== undefined &&
      one.createdAt >= since &&
      (hasJobTag(one, jobId) || parts.some((id) => sameArmId(id, one.id))),
  );
}
