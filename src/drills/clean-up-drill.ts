import { dayNumber, inSeconds } from '../kernel/clock.ts';
import { effectsHash } from '../kernel/effects-hash.ts';
import { asFailure, CodedError, type Failure, reading, readValue } from '../kernel/errors.ts';
import { forgetful, NewerStoredError } from '../kernel/stored.ts';
import { assigneeOf } from '../requests/assignee.ts';
import { submitImmediate } from '../requests/create.ts';
import { tellStuck } from '../requests/request-messages.ts';
import type { Made } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { isDeploying, isMaking } from '../restore/is-making.ts';
import { findMadeDisks, readMadeMachine } from '../restore/read-made.ts';
import { hasScreen } from '../restore/rules/failures.ts';
import { storedRecord } from '../restore/rules/made.ts';
import { isPassing } from '../saga/rules/is-passing.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findPlan, findRequest, lockRequest, type RequestRow } from '../store/requests.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { cleanUpsOf, listDrillFiles, recordedFiles } from './drill-files.ts';
import { isUntried } from './rules/drill-clock.ts';
import { disksOnRecord, isRecord, listRecorded } from './steps/observe-drill.ts';
import { asCleanUp, asDrill, type StoredCleanUp, type StoredDrill } from './stored-drill.ts';
import { mentionToldOf, tellAdded, tellProbe } from './tell.ts';

/** What Azure is still at, or does not tell now, is looked at again after this (world seconds). */
const againSeconds = 120;
/** The picture of a screen is fetched before its machine is deleted (world ms). */
const pictureMs = 60_000;

const isOpen = ({ state }: Pick<RequestRow, 'state'>) =>
  state === 'pending' || state === 'approved' || state === 'running';

/** Timer `drill-ended`: a drill is over, one way or another, and what it made is deleted. */
export async function cleanUpDrill(services: RequestServices, drillId: string): Promise<void> {
  const { store, requestKinds, clock, log } = services;
  const request = await findRequest(store.db, drillId);
  const plan = asDrill((await findPlan(store.db, requestKinds, drillId))?.body);
  if (!request || !plan || isOpen(request)) return;
  await store.transaction(async (tx) => {
    await tellProbe(services, tx, request);
    await tellAdded(services, tx, request);
    if (!(await claimKey(tx, `drill-told ${drillId}`))) await mentionToldOf(services, tx, request);
    tx.wake('timer', `drill-notice:${drillId}`);
    // What tried nothing is due again, and its definition may not look before the next week, month or quarter.
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
    // What a newer version wrote is left to it.
    if (!isPassing(failure) && !(error instanceof NewerStoredError)) {
      const steps = await listSteps(store.db, drillId);
      cleanUp = readValue(await reading(() => planByRecord(services, request, plan, steps)));
      if (!cleanUp) await tellUnread(services, request, failure);
    }
  }
  if (!cleanUp) return again(inSeconds(clock.now(), againSeconds));
  const wanted = cleanUp;
  const before = await cleanUpsOf(services, request);
  if (before.some((one) => isOpen(one) || one.state === 'succeeded')) return;
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, drillId);
    // A timer may run twice, and so may two of them at once.
    // Not by their number: those of long ago are forgotten.
    if (!locked || (await claimKey(tx, `drill-cleanup ${drillId} ${before[0]?.id ?? 0}`))) return;
    const { objectId, name } = assigneeOf(locked);
    const place = {
      kind: 'channel' as const,
      conversationId: locked.conversation_id,
      ...(locked.thread_id && { threadId: locked.thread_id }),
    };
    const by = { objectId, name, tenantId: locked.tenant_id, teamsId: '' };
    await submitImmediate(services, tx, { by, place }, wanted);
  });
}

/** Its copy costs, and may run: what stands in the way of deleting it until somebody acts is told each day. */
async function tellUnread(services: RequestServices, { id, vm_name: vm }: RequestRow, failure: Failure): Promise<void> {
  const day = dayNumber(services.clock.now());
  await services.store.transaction(async (tx) => {
    if (await claimKey(tx, `drill-unread ${id} ${day}`)) return;
    await tellStuck(services, tx, id, failure, 'say.stuck.drill');
    tx.audit({ event: 'drill.stuck', requestId: id, vmName: vm, details: { failure: failure.code } });
  });
}

/** Timer `drill-cleaned`: a day after a clean-up that left something it is tried, and told, again. */
export async function cleanUpAgain(services: RequestServices, cleanUpId: string): Promise<void> {
  const { store, requestKinds } = services;
  const request = await findRequest(store.db, cleanUpId);
  const plan = asCleanUp((await findPlan(store.db, requestKinds, cleanUpId))?.body);
  if (plan && request?.state !== 'succeeded') await cleanUpDrill(services, plan.drill);
}

/**
 * What is on the drill's record, with what it made and was stopped before writing down.
 * @returns undefined while Azure is still at something that the drill sent: what that makes is not there yet
 * @throws azure.*
 */
async function planCleanUp(
  services: RequestServices,
  request: RequestRow,
  drill: StoredDrill,
): Promise<StoredCleanUp | undefined> {
  const steps = await listSteps(services.store.db, request.id);
  if (await isMaking(services, request, drill.restore, steps)) return undefined;
  const results = resultsOf(steps);
  const files = await listDrillFiles(services, request.id, drill);
  return cleanUpOf(request, drill, await madeBy(services, request, drill, steps, results), files);
}

/**
 * Where the vault is gone, or nobody can read it: what was written down costs all the same, and what came after its disks is
 * read without it. What besides may be left is looked for at the end of the clean-up, which fails as long as it can't be.
 * @returns undefined: the drill ended before it had its disks on record, or Azure is still at its machine
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

/** A record that is damaged is as one that was never written: what it held is read now, by the same rules. */
function resultsOf(steps: readonly StepRow[]): Record<string, unknown> {
  const ended = steps.filter(
    ({ kind, state, result }) =>
      state === 'done' && result !== null && !(isRecord(kind) && forgetful(storedRecord).parse(result) === undefined),
  );
  return Object.fromEntries(ended.map(({ kind, result }) => [kind, result]));
}

/** A step that was never reached wrote down nothing; what it would have is read now, by the same rules. */
async function madeBy(
  services: RequestServices,
  request: RequestRow,
  plan: StoredDrill,
  steps: readonly StepRow[],
  results: Record<string, unknown>,
): Promise<Made[]> {
  let known = results;
  if (!known['drill-record-disks'] && known['restore-disks']) {
    // Disks that are not all as the plan has them, or that nobody can tell, are told as left, and none is deleted.
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
