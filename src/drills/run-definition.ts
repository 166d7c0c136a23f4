import { armIdKey, nameOf, sameArmId, subscriptionOf } from '../kernel/arm-id.ts';
import { asFailure, CodedError, type Failure, readValue, tryRead } from '../kernel/errors.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import type { Target } from '../machines/inventory.ts';
import { closeRequest } from '../requests/close-request.ts';
import { requireStanding, submitRun } from '../requests/definition.ts';
import { postToThread } from '../requests/request-messages.ts';
import { followingOn, isInForce } from '../requests/stored-request.ts';
import { claimName } from '../restore/restore-requests.ts';
import { choosable } from '../restore/rules/points.ts';
import type { RestoreServices } from '../restore/services.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { listUntidiedRuns } from '../store/planned-request.ts';
import { findPlan, findRequest, listRuns, lockRequest, type RequestRow } from '../store/requests.ts';
import { logUnread } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import { lifeEnd, watchLife } from './copy-life.ts';
import { listExceptions } from './exceptions.ts';
import { judgeMachines } from './find-machines.ts';
import { makeDrill } from './make-drill.ts';
import { mentionPeopleToNotify, notifyGained, notifyGone, notifyOnce } from './notify.ts';
import { type DrillRun, dueDrills, isUntried, isWithinHours, periodStart } from './rules/drill-clock.ts';
import { asDefinition, drillTimes, type StoredDefinition } from './stored-definition.ts';

const openStates = ['approved', 'running'];
const weekMs = 7 * 24 * 60 * 60_000;

/** Timer `drill-due`: starts a definition's due drills and schedules the next look. */
export async function beginDueDrills(services: RestoreServices, id: string): Promise<void> {
  const { store, clock, requestKinds } = services;
  const definition = await findRequest(store.db, id);
  const plan = asDefinition((await findPlan(store.db, requestKinds, id))?.body);
  // A definition that has ended needs no message: nothing starts any more.
  if (!definition || !plan || !isInForce(definition)) return;
  await endRenewed(services, definition, plan);
  const { effects } = plan.plan;
  const now = clock.now();
  const times = drillTimes(effects);
  const { due, room, lookAt } = dueDrills(times, effects, await readRuns(store.db, id, plan, now), now);
  if (isWithinHours(times, now)) {
    const excepted = await listExceptions(services, (error, row) => {
      const isOfThese = effects.machines.some((id) => sameArmId(id, row.vmId));
      // Only the newer version knows the rest of what it wrote.
      if (isOfThese && error instanceof NewerStoredError) throw error;
      logUnread(services.log, error, row);
    });
    if (room > 0) {
      await notifyGained(services, definition, plan);
      await beginSome(services, definition, plan, due, { room, excepted });
    } else {
      const wanted = due.filter((vmId) => !excepted(vmId, undefined));
      await notifyLeftCopies(services, definition, plan, wanted);
    }
  }
  await store.transaction(async (tx) => tx.wake('timer', `drill-due:${id}`, lookAt));
}

/**
 * Runs of a definition. A run withdrawn before its start doesn't count; one whose copy could not be deleted counts as
 * open.
 */
export async function readRuns(db: Db, id: string, { plan }: StoredDefinition, now: Date): Promise<DrillRun[]> {
  const since = new Date(periodStart(drillTimes(plan.effects), now).getTime() - weekMs);
  const [rows, left] = await Promise.all([listRuns(db, id, since), listUntidiedRuns(db, id)]);
  const before = left.filter((one) => !rows.some((row) => row.id === one.id));
  return [
    ...before.map(({ vm_id, created_at }) => ({ vmId: vm_id, begunAt: created_at, isOpen: true })),
    ...rows
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id: run, vm_id, created_at, state }) => ({
        vmId: vm_id,
        begunAt: created_at,
        isOpen: openStates.includes(state) || left.some((one) => one.id === run),
        untried: isUntried({ state }),
        failed: state === 'failed',
      })),
  ];
}

/** Leftover copies stop further drills: the number of copies at a time, and their cost, were signed too. */
async function notifyLeftCopies(
  services: RestoreServices,
  definition: RequestRow,
  plan: StoredDefinition,
  due: readonly string[],
): Promise<void> {
  const { lifeHours } = plan.plan.effects;
  const now = services.clock.now();
  const untidied = await listUntidiedRuns(services.store.db, definition.id);
  const left = untidied.filter(({ created_at }) => now > lifeEnd(created_at, lifeHours));
  if (left.length === 0) return;
  const ids = left.map(({ id }) => id);
  const params = { ids: ids.join(', ').slice(0, 200), hours: lifeHours };
  await notifyNotBegun(services, definition, plan, due, { code: 'drill-copies-left', params });
}

/** A recreated machine with an approved name is not covered by the approval. */
async function beginSome(
  services: RestoreServices,
  definition: RequestRow,
  plan: StoredDefinition,
  wanted: readonly string[],
  { room, excepted }: { room: number; excepted: Awaited<ReturnType<typeof listExceptions>> },
): Promise<void> {
  if (wanted.length === 0) return;
  // A vault protects machines of its own subscription only. The list is read anew, because a cached one must not decide
  // which machines an approval covers.
  const vms = await tryRead(() => services.azure.vms.list(subscriptionOf(plan.target.vaultId)));
  const there = new Map((readValue(vms) ?? []).map(({ id, immutableId }) => [armIdKey(id), immutableId]));
  const due = wanted.filter((vmId) => !excepted(vmId, there.get(armIdKey(vmId))));
  if (vms.kind === 'unread') return notifyNotBegun(services, definition, plan, due, vms.failure);
  const judged = judgeMachines({ plan, request: definition }, vms.value);
  const isAnother = (vmId: string) => judged.get(armIdKey(vmId)) === 'another';
  await notifyOnce(services, definition.id, 'remade', due.filter(isAnother).map(nameOf));
  let left = room;
  for (const vmId of due.filter((id) => !isAnother(id))) {
    if (left === 0) break;
    if (await beginDrill(services, definition, plan, vmId)) left -= 1;
  }
}

/** @returns whether it began; if not, the reason is posted to its thread once a day */
async function beginDrill(
  services: RestoreServices,
  definition: RequestRow,
  plan: StoredDefinition,
  vmId: string,
): Promise<boolean> {
  const { store, azure, inventory, clock } = services;
  const asked = followingOn(definition);
  try {
    const listed = await inventory.targetsOf(await inventory.knownVault(plan.target.vaultId));
    const target = requireProtected([await inventory.readNow(requireProtected(listed, vmId))], vmId);
    const points = choosable(await azure.points.list(target.item.id));
    // Read after its points, because the machine may have been recreated since the list was read; the points would not
    // be those of the approved one.
    const vm = await azure.vms.get(vmId);
    const judged = judgeMachines({ plan, request: definition }, vm ? [vm] : []).get(armIdKey(vmId));
    // The next look reports it with all others.
    if (judged === 'another') return false;
    if (judged === 'gone') {
      await notifyGone(services, definition, plan, vmId);
      return false;
    }
    // An unknown identity must not start a drill.
    if (judged !== 'same') throw new CodedError('drill-machine-unknown', { vm: nameOf(vmId) });
    const { probe, allowed } = plan.plan.effects;
    const run = await makeDrill(services, target, points, { probe, probes: allowed.probes });
    const seen = await requireStanding(services, definition.id, asked.by, run);
    return await store.transaction(async (tx) => {
      await lockRequest(tx, definition.id);
      if (!(await mayBegin(tx.db, definition.id, plan, vmId, clock.now()))) return false;
      await claimName(services, tx, run.restore);
      watchLife(tx, await submitRun(services, tx, asked, seen, run));
      return true;
    });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    await notifyNotBegun(services, definition, plan, [vmId], asFailure(error));
    return false;
  }
}

/** Checked again under the lock: a timer may run twice, even concurrently, and reading the machine may take long. */
export async function mayBegin(db: Db, id: string, plan: StoredDefinition, vmId: string, now: Date): Promise<boolean> {
  const { effects } = plan.plan;
  const { due, room } = dueDrills(drillTimes(effects), effects, await readRuns(db, id, plan, now), now);
  return room > 0 && due.some((one) => sameArmId(one, vmId));
}

/** @throws drill-not-protected */
function requireProtected(targets: readonly Target[], vmId: string): Target {
  const found = targets.find(({ item }) => sameArmId(item.vmId, vmId) && !item.softDeleted);
  if (!found) throw new CodedError('drill-not-protected', { vm: nameOf(vmId) });
  return found;
}

/** @param vmIds several if the failure concerns all of them; it is posted once */
async function notifyNotBegun(
  services: RestoreServices,
  definition: RequestRow,
  plan: StoredDefinition,
  vmIds: readonly string[],
  failure: Failure,
): Promise<void> {
  const { id } = definition;
  const day = services.clock.now().toISOString().slice(0, 10);
  if (vmIds.length === 0) return;
  const vm = vmIds.map(nameOf).join(', ').slice(0, 300);
  // A failure of the definition or its owner concerns all of its machines.
  const about =
    vmIds.length > 1 || failure.code.startsWith('standing-owner') || failure.code === 'drill-copies-left' ? '' : vm;
  await services.store.transaction(async (tx) => {
    // The evidence lists each machine, even if the thread gets one post for all.
    for (const vmId of vmIds) {
      if (await claimKey(tx, `drill-not-begun-of ${id} ${failure.code} ${armIdKey(vmId)} ${day}`)) continue;
      tx.audit({ event: 'drill.not-begun', requestId: id, vmName: nameOf(vmId), details: { code: failure.code } });
    }
    if (await claimKey(tx, `drill-not-begun ${id} ${failure.code} ${about} ${day}`)) return;
    await postToThread(services, tx, id, { code: 'drill-not-begun', params: { id, vm } });
    await postToThread(services, tx, id, failure);
    await mentionPeopleToNotify(services, tx, definition, plan);
  });
}

/** Ends the definition that this one replaces. */
async function endRenewed(services: RestoreServices, { id }: RequestRow, { plan }: StoredDefinition): Promise<void> {
  const { renews } = plan.effects;
  if (renews === null) return;
  await services.store.transaction(async (tx) => {
    const before = await lockRequest(tx, renews);
    if (before?.kind !== 'drill-definition' || !isInForce(before)) return;
    await closeRequest(services, tx, renews, 'expired', { code: 'drill-renewed', params: { id: renews, by: id } });
  });
}
