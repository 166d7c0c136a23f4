import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { readEach } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import { openForms } from '../store/forms.ts';
import { lockTarget, unfinishedPlans } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { restoreFormOf } from './restore-forms.ts';
import { asRestore, type StoredRestore } from './stored-restore.ts';

type Parts = Pick<RequestServices, 'store' | 'requestKinds' | 'log' | 'clock'>;

const unread = 'a name that may be wanted cannot be read';

/**
 * Names in a target group that nothing in Azure has yet: of machines that requests under way will make, and that stand
 * in forms. Two of one name at once would have the second request void after its approval.
 */
export async function wantedNames(services: Parts, groupId: string): Promise<string[]> {
  const { db } = services.store;
  const [requests, rows] = await Promise.all([
    unfinishedRestores(services, db, services.clock.now()),
    openForms(db, 'restore'),
  ]);
  const forms = readEach(rows, restoreFormOf, (error, { id }) => services.log.warn({ error, form: id }, unread));
  const group = nameOf(groupId).toLowerCase();
  return [
    ...requests.flatMap(({ plan }) => madeIn(plan, groupId) ?? []),
    ...forms.flatMap(({ target, wish: input }) => (target.group.toLowerCase() === group ? [input.name] : [])),
  ];
}

/** @throws plan.new-vm-name-wanted: another request under way will make a machine of that name */
export async function requireNamesFree(
  services: Pick<RequestServices, 'requestKinds' | 'log'>,
  db: Db,
  plan: StoredRestore,
  now: Date,
): Promise<void> {
  const { vmId, resourceGroupId } = plan.plan.target;
  if (vmId === undefined || !makesVm(plan)) return;
  const others = await unfinishedRestores(services, db, now);
  const other = others.find(({ plan: restore }) => makesVm(restore) && sameVm(restore, vmId));
  if (!other) return;
  throw new CodedError('plan.new-vm-name-wanted', {
    name: nameOf(vmId),
    group: nameOf(resourceGroupId),
    id: other.requestId,
  });
}

/**
 * The same in the transaction that commits the request: whoever is about to make a machine of that name waits here, and
 * then sees this one's row. Replicas that only looked would each have found the name free.
 * @throws plan.new-vm-name-wanted
 */
export async function claimName(services: Pick<RequestServices, 'requestKinds' | 'log'>, tx: Tx, plan: StoredRestore) {
  const { vmId } = plan.plan.target;
  if (vmId !== undefined && makesVm(plan)) await lockTarget(tx, vmId);
  await requireNamesFree(services, tx.db, plan, tx.now());
}

/** A plan that cannot be read has a name that nobody sees: whoever takes it as well is told by Azure, not by us. */
async function unfinishedRestores(
  { requestKinds, log }: Pick<RequestServices, 'requestKinds' | 'log'>,
  db: Db,
  now: Date,
) {
  const plans = await unfinishedPlans(db, requestKinds, now, (error, row) => log.warn({ error, ...row }, unread));
  return plans.flatMap(({ requestId, body }) => {
    const plan = asRestore(requestKinds, body);
    return plan ? [{ requestId, plan }] : [];
  });
}

function madeIn(restore: StoredRestore, groupId: string): string | undefined {
  if (!makesVm(restore)) return undefined;
  const { vmId, resourceGroupId } = restore.plan.target;
  return vmId !== undefined && sameArmId(resourceGroupId, groupId) ? nameOf(vmId) : undefined;
}

function makesVm({ choice }: StoredRestore): boolean {
  return choice.mode === 'rebuild' || choice.mode === 'new-vm';
}

function sameVm({ plan }: StoredRestore, vmId: string): boolean {
  return plan.target.vmId !== undefined && sameArmId(plan.target.vmId, vmId);
}
