import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { asRestore, type StoredPlan, type StoredRestore } from '../requests/stored-plan.ts';
import { openForms } from '../store/forms.ts';
import { unfinishedPlans } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { RestoreForm } from './restore-forms.ts';

/**
 * Names in a target group that nothing in Azure has yet: of machines that requests under way will make, and that stand
 * in forms. Two of one name at once would have the second request void after its approval.
 */
export async function wantedNames(db: Db, groupId: string, now: Date): Promise<string[]> {
  const [requests, forms] = await Promise.all([unfinishedPlans<StoredPlan>(db, now), openForms(db, 'restore')]);
  const group = nameOf(groupId).toLowerCase();
  return [
    ...requests.flatMap(({ body }) => madeIn(body, groupId) ?? []),
    ...forms.flatMap(({ data }) => {
      const { target, wish } = data as RestoreForm;
      return target.group.toLowerCase() === group ? [wish.name] : [];
    }),
  ];
}

/** @throws plan.new-vm-name-wanted: another request under way will make a machine of that name */
export async function requireNamesFree(db: Db, plan: StoredRestore, now: Date): Promise<void> {
  const { vmId, resourceGroupId } = plan.plan.target;
  if (vmId === undefined || !makesVm(plan)) return;
  const others = await unfinishedPlans<StoredPlan>(db, now);
  const other = others.find(({ body }) => {
    const restore = asRestore(body);
    return restore && makesVm(restore) && sameVm(restore, vmId);
  });
  if (!other) return;
  throw new CodedError('plan.new-vm-name-wanted', {
    name: nameOf(vmId),
    group: nameOf(resourceGroupId),
    id: other.requestId,
  });
}

function madeIn(plan: StoredPlan, groupId: string): string | undefined {
  const restore = asRestore(plan);
  if (!restore || !makesVm(restore)) return undefined;
  const { vmId, resourceGroupId } = restore.plan.target;
  return vmId !== undefined && sameArmId(resourceGroupId, groupId) ? nameOf(vmId) : undefined;
}

function makesVm({ choice }: StoredRestore): boolean {
  return choice.mode === 'rebuild' || choice.mode === 'new-vm';
}

function sameVm({ plan }: StoredRestore, vmId: string): boolean {
  return plan.target.vmId !== undefined && sameArmId(plan.target.vmId, vmId);
}
