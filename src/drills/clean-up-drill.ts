import { dayNumber, inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure, readValue, tryRead } from '../kernel/errors.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { effectsHash } from '../kernel/request.ts';
import { lenient, NewerStoredError } from '../kernel/stored.ts';
import { submitImmediate } from '../requests/create.ts';
import { notifyStuck } from '../requests/request-messages.ts';
import type { Made } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { followingOn } from '../requests/stored-request.ts';
import { isDeploying, isMaking } from '../restore/is-making.ts';
import { findMadeDisks, readMadeMachine } from '../restore/read-made.ts';
import { hasScreen } from '../restore/rules/failures.ts';
import { storedRecord } from '../restore/rules/made.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findPlan, findRequest, lockRequest, type RequestRow } from '../store/requests.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { cleanUpsOf, listDrillFiles, recordedFiles } from './drill-files.ts';
import { mentionForFailedDrill, notifyAdded, notifyProbe } from './notify.ts';
import { isUntried } from './rules/drill-clock.ts';
import { disksOnRecord, isRecord, listRecorded } from './steps/observe-drill.ts';
import { asCleanUp, asDrill, type StoredCleanUp, type StoredDrill } from './stored-drill.ts';

/** Delay before another look at an operation that Azure still runs or can't report (world seconds). */
const againSeconds = 120;
/** The screenshot is fetched before its machine is deleted (world ms). */
const pictureMs = 60_000;

const isOpen = ({ state }: Pick<RequestRow, 'state'>) =>
  state === 'pending' || state === 'approved' || state === 'running';

/** Timer `drill-ended`: requests the deletion of what a drill made, once the drill is over, however it ended. */
export async function cleanUpDrill(services: RequestServices, drillId: string): Promise<void> {
  const { store, requestKinds, clock, log } = services;
  const request = await findRequest(store.db, drillId);
  const plan = asDrill((await findPlan(store.db, requestKinds, drillId))?.body);
  if (!request || !plan || isOpen(request)) return;
  await store.transaction(async (tx) => {
    await notifyProbe(services, tx, request);
    await notifyAdded(services, tx, request);
    if (!(await claimKey(tx, `drill-told ${drillId}`))) await mentionForFailedDrill(services, tx, request);
    tx.wake('timer', `drill-notice:${drillId}`);
    // A drill that tried nothing is due again; otherwise its definition might not look until the next week, month or
    // quarter.
    if (request.standing_id !== null && isUntried(request)) tx.wake('timer', `drill-due:${request.standing_id}`);
  });
  const again = (at: Date) => store.transaction(async (tx) => tx.wake('timer', `drill-ended:${drillId}`, at));
  if (request.failure && hasScreen(request.failure) && request.ended_at) {
    const from = new Date(request.ended_at.getTime() + pictureMs);
    if (clock.now() < from) return again(from);
  }
  let cleanUp: StoredCleanUp | undefined;
  try {
    cleanUp = await planCleanUp(services, request, plan);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const failure = asFailure(error);
    log.warn({ requestId: drillId, failure }, 'what a drill made cannot be read now');
    // A plan written by a newer version is left to that version.
    if (!isPassing(failure) && !(error instanceof NewerStoredError)) {
      const steps = await listSteps(store.db, drillId);
      cleanUp = readValue(await tryRead(() => planByRecord(services, request, plan, steps)));
      if (!cleanUp) await notifyUnread(services, request, failure);
    }
  }
  if (!cleanUp) return again(inSeconds(clock.now(), againSeconds));
  const wanted = cleanUp;
  const before = await cleanUpsOf(services, request);
  if (before.some((one) => isOpen(one) || one.state === 'succeeded')) return;
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, drillId);
    // A timer may run twice, even concurrently. The key holds the last clean-up's id and not their number, because old
    // clean-ups are forgotten.
    if (!locked || (await claimKey(tx, `drill-cleanup ${drillId} ${before[0]?.id ?? 0}`))) return;
    await submitImmediate(services, tx, followingOn(locked), wanted);
  });
}

/** A copy that can't be cleaned up costs money and may still run, so the blocking failure is posted daily. */
async function notifyUnread(
  services: RequestServices,
  { id, vm_name: vm }: RequestRow,
  failure: Failure,
): Promise<void> {
  const day = dayNumber(services.clock.now());
  await services.store.transaction(async (tx) => {
    if (await claimKey(tx, `drill-unread ${id} ${day}`)) return;
    await notifyStuck(services, tx, id, failure, 'say.stuck.drill');
    tx.audit({ event: 'drill.stuck', requestId: id, vmName: vm, details: { failure: failure.code } });
  });
}

/** Timer `drill-cleaned`: retries and reports a clean-up that left something, a day later. */
export async function cleanUpAgain(services: RequestServices, cleanUpId: string): Promise<void> {
  const { store, requestKinds } = services;
  const request = await findRequest(store.db, cleanUpId);
  const plan = asCleanUp((await findPlan(store.db, requestKinds, cleanUpId))?.body);
  if (plan && request?.state !== 'succeeded') await cleanUpDrill(services, plan.drill);
}

/**
 * Plans the deletion of the drill's recorded resources and of those that it made before it could record them.
 * @returns undefined while Azure still runs an operation that the drill sent: its result doesn't exist yet
 * @throws azure.*
 */
async function planCleanUp(
  services: RequestServices,
  request: RequestRow,
  drill: StoredDrill,
): Promise<StoredCleanUp | undefined> {
  const steps = await listSteps(services.store.db, request.id);
  if (await isMaking(services, request, drill.restore, steps)) return undefined;
  const files = await listDrillFiles(services, request.id, drill);
  return cleanUpOf(request, drill, await madeBy(services, request, drill, steps), files);
}

/**
 * Plans from the record alone, for a vault that is gone or unreadable: recorded resources still cost money, and what
 * was made after the disks can be read without the vault. The end of the clean-up looks for anything else and fails as
 * long as it can't.
 * @returns undefined: the drill ended before it recorded its disks, or Azure is still working on its machine
 * @throws azure.*, StoredError
 */
async function planByRecord(
  services: RequestServices,
  request: RequestRow,
  drill: StoredDrill,
  steps: readonly StepRow[],
): Promise<StoredCleanUp | undefined> {
  let results = resultsOf(steps);
  if (!results['drill-record-machine']) {
    const { resourceGroupId } = drill.restore.plan.target;
    if (!results['drill-record-disks'] || (await isDeploying(services, request, resourceGroupId, steps))) {
      return undefined;
    }
    results = await withMachine(services, request, drill, steps, results);
  }
  return cleanUpOf(request, drill, listRecorded(results), recordedFiles(services, drill, steps)?.files ?? []);
}

function cleanUpOf({ id }: RequestRow, { target, place }: StoredDrill, made: Made[], files: string[]): StoredCleanUp {
  const effects = { drill: id, made, files };
  const { vaultId, vaultName, containerName, vmId, vmName } = target;
  return {
    kind: 'drill-cleanup',
    target: { vaultId, vaultName, containerName, vmId, vmName },
    drill: id,
    groupId: place.groupId,
    plan: { hash: effectsHash(effects), effects },
  };
}

/** A damaged record counts as never written: its content is read from Azure by the same rules. */
function resultsOf(steps: readonly StepRow[]): Record<string, unknown> {
  const ended = steps.filter(
    ({ kind, state, result }) =>
      state === 'done' && result !== null && !(isRecord(kind) && lenient(storedRecord).parse(result) === undefined),
  );
  return Object.fromEntries(ended.map(({ kind, result }) => [kind, result]));
}

/** A step that was never reached recorded nothing; what it would have recorded is read now by the same rules. */
async function madeBy(
  services: RequestServices,
  request: RequestRow,
  plan: StoredDrill,
  steps: readonly StepRow[],
): Promise<Made[]> {
  let known = resultsOf(steps);
  if (!known['drill-record-disks'] && known['restore-disks']) {
    // Disks that don't all match the plan, or whose origin is unknown, are reported as left over; none is deleted.
    const disks = await findMadeDisks(services, { restore: plan.restore, results: known }, steps);
    if (disks) known = { ...known, 'drill-record-disks': disks };
  }
  if (!known['drill-record-machine']) known = await withMachine(services, request, plan, steps, known);
  return listRecorded(known);
}

async function withMachine(
  services: RequestServices,
  request: RequestRow,
  { restore }: StoredDrill,
  steps: readonly StepRow[],
  known: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const made = { restore, request, disks: disksOnRecord(known) };
  return { ...known, 'drill-record-machine': await readMadeMachine(services, made, steps) };
}
