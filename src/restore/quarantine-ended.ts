import { nameOf } from '../kernel/arm-id.ts';
import { dayNumber, inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure, readValue, tryRead } from '../kernel/errors.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { effectsHash } from '../kernel/request.ts';
import { lenient, NewerStoredError } from '../kernel/stored.ts';
import { submitImmediate } from '../requests/create.ts';
import { notifyRequester, notifyStuck } from '../requests/request-messages.ts';
import type { Made } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { followingOn } from '../requests/stored-request.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import {
  findPlan,
  findRequest,
  type ListedRequest,
  listRequests,
  lockRequest,
  type RequestRow,
} from '../store/requests.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { isDeploying, isMaking } from './is-making.ts';
import { findMadeDisks, findMoved, madeVm, readMadeMachine } from './read-made.ts';
import { compareWithRecord, listInQuarantine, storedRecord } from './rules/made.ts';
import { asQuarantine, asQuarantineOff, type StoredQuarantine, type StoredQuarantineOff } from './stored-restore.ts';

/** Delay before a look that Azure could not answer, or that found it still working, is repeated (world seconds). */
const againSeconds = 120;
const daySeconds = 24 * 60 * 60;

/**
 * Timer `quarantine-ended`: a copy whose request did not end well was not shown to be apart, so it is deallocated,
 * also where the request was stopped before it had written the machine down.
 */
export async function endQuarantine(services: RequestServices, id: string): Promise<void> {
  const { store, requestKinds, clock, log } = services;
  const request = await findRequest(store.db, id);
  const plan = asQuarantine((await findPlan(store.db, requestKinds, id))?.body);
  if (!request?.ended_at || !plan) return;
  if (request.state === 'succeeded') {
    // From here on people are told each day how long the copy has been there.
    const at = inSeconds(request.ended_at, daySeconds);
    return store.transaction(async (tx) => tx.wake('timer', `quarantine-told:${id}`, at));
  }
  const again = () =>
    store.transaction(async (tx) => tx.wake('timer', `quarantine-ended:${id}`, inSeconds(clock.now(), againSeconds)));
  let found: Found;
  try {
    const steps = await listSteps(store.db, id);
    const known = listInQuarantine(resultsOf(steps));
    // A machine on record was made, whatever becomes of its vault; where its disks are there, only its deployments are
    // looked at.
    const look = () =>
      known.length > 0
        ? isDeploying(services, request, plan.restore.plan.target.resourceGroupId, steps)
        : isMaking(services, request, plan.restore, steps);
    if (!known.some(isMachine) && (await look())) return again();
    found = await findMachine(services, request, plan, steps);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const failure = asFailure(error);
    log.warn({ requestId: id, failure }, 'what a quarantine made cannot be read now');
    // A newer version's data is left to that version.
    if (!isPassing(failure) && !(error instanceof NewerStoredError)) await notifyUnread(services, request, failure);
    return again();
  }
  if (found.machine) await askOff(services, request, plan, found.machine);
  else if (found.unproven) await notifyUnproven(services, request, found.unproven);
}

/** unproven: name of a machine that stands where the copy was made and can't be shown to be it. */
type Found = { machine?: Made | undefined; unproven?: string | undefined };

/**
 * Tells each day of a machine that may be the copy, and may run: nobody could show that it is ours, so people decide.
 */
async function notifyUnproven(services: RequestServices, { id, vm_name: vm }: RequestRow, copy: string): Promise<void> {
  const { store, clock } = services;
  const day = dayNumber(clock.now());
  await store.transaction(async (tx) => {
    tx.wake('timer', `quarantine-ended:${id}`, inSeconds(clock.now(), daySeconds));
    if (await claimKey(tx, `quarantine-unproven ${id} ${day}`)) return;
    await notifyRequester(services, tx, id, { code: 'quarantine-unproven', params: { copy, id } });
    tx.audit({ event: 'quarantine.told', requestId: id, vmName: vm, details: { code: 'quarantine-unproven' } });
  });
}

/** Tells each day what prevents the look until somebody acts: the copy may run. */
async function notifyUnread(
  services: RequestServices,
  { id, vm_name: vm }: RequestRow,
  failure: Failure,
): Promise<void> {
  const day = dayNumber(services.clock.now());
  await services.store.transaction(async (tx) => {
    if (await claimKey(tx, `quarantine-unread ${id} ${day}`)) return;
    await notifyStuck(services, tx, id, failure, 'say.stuck.copy');
    tx.audit({ event: 'quarantine.told', requestId: id, vmName: vm, details: { code: failure.code } });
  });
}

const isMachine = ({ what }: Made) => what === 'vm';

/** A record that is damaged is as one that was never written: what it held is read now, by the same rules. */
function resultsOf(steps: readonly StepRow[]): Record<string, unknown> {
  const isDamaged = ({ kind, result }: StepRow) =>
    kind.startsWith('quarantine-record-') && lenient(storedRecord).parse(result) === undefined;
  const left = steps.filter((step) => step.result !== null && !isDamaged(step));
  return Object.fromEntries(left.map(({ kind, result }) => [kind, result]));
}

/** @throws azure.* */
async function findMachine(
  services: RequestServices,
  request: RequestRow,
  { restore }: StoredQuarantine,
  steps: readonly StepRow[],
): Promise<Found> {
  const results = resultsOf(steps);
  const known = listInQuarantine(results);
  const onRecord = known.find(isMachine);
  if (onRecord) {
    const vm = await services.azure.vms.get(onRecord.id);
    const isSwapped = vm && vm.power !== 'deallocated' && compareWithRecord(onRecord, vm) === 'other';
    // A copy that was moved elsewhere may run there, and the look at its end tells where.
    const isMoved = isSwapped && readValue(await tryRead(() => findMoved(services, onRecord)));
    return isSwapped && !isMoved ? { unproven: vm.name } : { machine: onRecord };
  }
  const recorded = known.filter(({ what }) => what === 'disk');
  // Disks that nobody can tell leave a machine under the name unproven, and it is told as that.
  const readDisks = async () =>
    results['restore-disks'] ? ((await findMadeDisks(services, { restore, results }, steps))?.made ?? []) : [];
  const { made, unproven } = await readMadeMachine(
    services,
    {
      restore,
      request,
      // On record they are beyond what somebody writes to staging or tags meanwhile.
      disks: recorded.length > 0 ? recorded : await readDisks(),
      byOutputs: true,
    },
    steps,
  );
  const name = nameOf(madeVm(restore));
  return {
    machine: made.find(isMachine),
    ...(unproven.includes(name) && { unproven: name }),
  };
}

/** Timer `quarantine-off-ended`: a copy that still runs after it was to be deallocated is deallocated again, each hour. */
export async function endOff(services: RequestServices, offId: string): Promise<void> {
  const { store, requestKinds } = services;
  const request = await findRequest(store.db, offId);
  const off = asQuarantineOff((await findPlan(store.db, requestKinds, offId))?.body);
  if (request && request.state !== 'succeeded' && off) await endQuarantine(services, off.quarantine);
}

/** Earlier ones of the same quarantine. */
async function listOffs({ store, requestKinds }: RequestServices, { id, vm_id }: RequestRow): Promise<ListedRequest[]> {
  const rows = await listRequests(store.db, { kinds: ['quarantine-off'], vmId: vm_id });
  const offs = await Promise.all(
    rows.map(async (row) => {
      const plan = asQuarantineOff((await findPlan(store.db, requestKinds, row.id))?.body);
      return plan?.quarantine === id ? [row] : [];
    }),
  );
  return offs.flat();
}

async function askOff(services: RequestServices, request: RequestRow, { target }: StoredQuarantine, machine: Made) {
  const { vaultId, vaultName, containerName, vmId, vmName } = target;
  const effects = { quarantine: request.id, machine };
  const off: StoredQuarantineOff = {
    kind: 'quarantine-off',
    target: { vaultId, vaultName, containerName, vmId, vmName },
    quarantine: request.id,
    plan: { hash: effectsHash(effects), effects },
  };
  const before = await listOffs(services, request);
  if (before.some(({ state }) => state === 'approved' || state === 'running' || state === 'succeeded')) return;
  await services.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, request.id);
    // A timer may run twice, and so may two of them at once.
    // The key holds an id and no count: requests of long ago are forgotten.
    if (!locked || (await claimKey(tx, `quarantine-off ${request.id} ${before[0]?.id ?? 0}`))) return;
    await submitImmediate(services, tx, followingOn(locked), off);
  });
}
