import { armIdKey, sameArmId } from '../kernel/arm-id.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import { assigneeOf } from '../requests/assignee.ts';
import { closeRequest } from '../requests/close-request.ts';
import { isInForce, requireStanding, submitRun } from '../requests/definition.ts';
import { postToThread } from '../requests/request-messages.ts';
import { choosable } from '../restore/rules/recovery-points.ts';
import type { Services } from '../services.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findPlan, findRequest, listRuns, lockRequest, type RequestRow } from '../store/requests.ts';
import { watchLife } from './end-life.ts';
import { findMachines } from './find-machines.ts';
import { listExceptions } from './list-exceptions.ts';
import { makeDrill, newSuffix } from './make-drill.ts';
import { type DrillRun, dueDrills, periodStart } from './rules/drill-clock.ts';
import { asDefinition, type StoredDefinition } from './stored-definition.ts';
import { mentionTold } from './tell-people.ts';

const openStates = ['approved', 'running'];
const weekMs = 7 * 24 * 60 * 60_000;

/** Timer `drill-due`: begins the drills of a definition that are due, and asks to be called again. */
export async function beginDueDrills(services: Services, id: string): Promise<void> {
  const { store, clock, requestKinds } = services;
  const definition = await findRequest(store.db, id);
  const plan = asDefinition((await findPlan(store.db, requestKinds, id))?.body);
  // Its end needs no word here: nothing begins any more.
  if (!definition || !plan || !isInForce(definition)) return;
  await endRenewed(services, definition, plan);
  const { effects } = plan.plan;
  const now = clock.now();
  const { due, room, lookAt } = dueDrills(effects, effects, await readRuns(services, id, plan, now), now);
  let left = room;
  if (left > 0) await tellGained(services, definition, plan);
  const excepted = await listExceptions(services);
  for (const vmId of due.filter((id) => !excepted.has(armIdKey(id)))) {
    if (left === 0) break;
    if (await beginDrill(services, definition, plan, vmId)) left -= 1;
  }
  await store.transaction(async (tx) => tx.wake('timer', `drill-due:${id}`, lookAt));
}

/** One that was withdrawn before it began was none. */
export async function readRuns(
  { store }: Pick<Services, 'store'>,
  id: string,
  { plan }: StoredDefinition,
  now: Date,
): Promise<DrillRun[]> {
  const since = new Date(periodStart(plan.effects, now).getTime() - weekMs);
  const rows = await listRuns(store.db, id, since);
  return rows
    .filter(({ state }) => state !== 'withdrawn')
    .map(({ vm_id, created_at, state }) => ({
      vmId: vm_id,
      begunAt: created_at,
      isOpen: openStates.includes(state),
    }));
}

/** @returns whether it began; if not, its thread is told why, once a day */
async function beginDrill(
  services: Services,
  definition: RequestRow,
  plan: StoredDefinition,
  vmId: string,
): Promise<boolean> {
  const { store, azure, inventory, clock } = services;
  const { objectId, name } = assigneeOf(definition);
  const by: Person = { objectId, name, tenantId: definition.tenant_id, teamsId: '' };
  const place: Place = {
    kind: 'channel',
    conversationId: definition.conversation_id,
    ...(definition.thread_id && { threadId: definition.thread_id }),
  };
  try {
    const target = requireProtected(await inventory.targetsOf(await inventory.vault(plan.target.vaultId)), vmId);
    const points = choosable(await azure.points.list(target.item.id));
    const run = await makeDrill(services, target, points, undefined, {
      suffix: newSuffix(),
      probe: plan.plan.effects.probe,
    });
    const seen = await requireStanding(services, definition.id, by, run);
    return await store.transaction(async (tx) => {
      await lockRequest(tx, definition.id);
      // A timer may run twice, and so may two of them at once.
      const since = periodStart(plan.plan.effects, clock.now());
      const begun = await listRuns(tx.db, definition.id, since);
      if (begun.some((row) => sameArmId(row.vm_id, vmId) && row.state !== 'withdrawn')) return false;
      watchLife(tx, await submitRun(services, tx, { by, place }, seen, run));
      return true;
    });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    await tellNotBegun(services, definition, plan, vmId, asFailure(error));
    return false;
  }
}

/** @throws drill-not-protected */
function requireProtected(targets: readonly Target[], vmId: string): Target {
  const found = targets.find(({ item }) => sameArmId(item.vmId, vmId) && !item.softDeleted);
  if (!found) throw new CodedError('drill-not-protected', { vm: vmId.split('/').at(-1) ?? vmId });
  return found;
}

async function tellNotBegun(
  { store, clock, ...services }: Services,
  definition: RequestRow,
  { plan }: StoredDefinition,
  vmId: string,
  failure: Failure,
): Promise<void> {
  const { id } = definition;
  const { told } = plan.effects;
  const day = clock.now().toISOString().slice(0, 10);
  const vm = vmId.split('/').at(-1) ?? vmId;
  // What is wrong with the definition or its owner is wrong for all of its machines.
  const about = failure.code.startsWith('standing-owner') ? '' : vm;
  await store.transaction(async (tx) => {
    if (await claimKey(tx, `drill-not-begun ${id} ${failure.code} ${about} ${day}`)) return;
    tx.audit({ event: 'drill.not-begun', requestId: id, vmName: vm, details: { code: failure.code } });
    const all = { store, clock, ...services };
    await postToThread(all, tx, id, { code: 'drill-not-begun', params: { id, vm } });
    await postToThread(all, tx, id, failure);
    await mentionTold(all, tx, definition, told ?? []);
  });
}

/** What its tag or vault means since: it is not drilled, as nobody agreed to it. Said once for each set of names. */
async function tellGained(services: Services, { id }: RequestRow, plan: StoredDefinition): Promise<void> {
  const { store, inventory, log } = services;
  const { selection, target } = plan;
  if (selection.by === 'name') return;
  try {
    const found = await findMachines(inventory, await inventory.vault(target.vaultId), selection);
    const gained = found.filter(({ item }) => !plan.plan.effects.machines.some((one) => sameArmId(one, item.vmId)));
    if (gained.length === 0) return;
    const names = gained.map(({ item }) => item.vmName).join(', ');
    await store.transaction(async (tx) => {
      if (await claimKey(tx, `drill-gained ${id} ${names}`)) return;
      tx.audit({ event: 'drill.gained', requestId: id, details: { machines: names } });
      await postToThread(services, tx, id, { code: 'drill-gained', params: { id, names: names.slice(0, 300) } });
    });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ requestId: id, error }, 'what a definition of drills means now cannot be read');
  }
}

/** The definition that this one took the place of is over. */
async function endRenewed(services: Services, { id }: RequestRow, { plan }: StoredDefinition): Promise<void> {
  const { renews } = plan.effects;
  if (renews === null) return;
  await services.store.transaction(async (tx) => {
    const before = await lockRequest(tx, renews);
    if (before?.kind !== 'drill-definition' || !isInForce(before)) return;
    await closeRequest(services, tx, renews, 'expired', { code: 'drill-renewed', params: { id: renews, by: id } });
  });
}
