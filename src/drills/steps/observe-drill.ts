import { spelledName } from '../../kernel/key-url.ts';
import type { Made } from '../../requests/rules/stored-parts.ts';
import { madeInterface, madeVm } from '../../restore/made-vm.ts';
import { readMadeDisks, readMadeMachine } from '../../restore/read-made.ts';
import { resultOf } from '../../restore/rules/results.ts';
import { storedRecord } from '../../restore/rules/stored-record.ts';
import { findReachable } from '../../restore/segregation.ts';
import { observing, recording } from '../../saga/step-handler.ts';
import { listSteps } from '../../store/steps.ts';
import { drillCodes } from '../drill-codes.ts';
import { drillRequest } from '../request-kinds/drill.ts';

/** Azure tells what takes effect a little after the machine runs (world ms). */
const patienceMs = 10 * 60_000;

/** Writes down what the restore has made, before anything is done with it. */
export const recordDisksStep = recording(drillRequest, storedRecord, async (services, { plan, request, results }) => {
  const steps = await listSteps(services.store.db, request.id);
  const made = await readMadeDisks(services, { restore: plan.restore, results }, steps);
  return { kind: 'no', state: 'done', result: made };
});

/** Writes down the machine, before anybody can have put another under its name. */
export const recordMachineStep = recording(drillRequest, storedRecord, async (services, { plan, request, results }) => {
  const steps = await listSteps(services.store.db, request.id);
  const made = await readMadeMachine(
    services,
    { restore: plan.restore, request, disks: disksOnRecord(results) },
    steps,
  );
  return { kind: 'no', state: 'done', result: made };
});

/** A key that is missing is what a drill is for: it is not brought back. */
export const drillKeysStep = observing(drillRequest, async (_services, { plan, results }) => {
  const checked = resultOf(results, 'check-keys');
  if (!checked || checked.missing === 0) return { kind: 'no', state: checked ? 'done' : 'skipped' };
  const away = checked.states.filter(({ state }) => state === 'missing' || state === 'soft-deleted');
  const what = away.map(({ url }) => spelledName(url)).join(', ');
  return { kind: 'stop', failure: { code: 'drill-keys-missing', params: { vm: plan.target.vmName, what } } };
});

/** Whether the copy that runs now can be reached, or reaches anything, by what takes effect. */
export const drillApartStep = observing(drillRequest, async (services, { plan, step }) => {
  const { azure, clock } = services;
  const vmId = madeVm(plan.restore);
  // Before the look: a process that stood still since has not looked for longer.
  const waited = clock.now().getTime() - (step.started_at ?? clock.now()).getTime();
  const vm = await azure.vms.get(vmId);
  if (vm?.power !== 'running' && waited < patienceMs) return { kind: 'later', seconds: 15 };
  const failure = await findReachable(
    services,
    plan.place,
    vm?.networkInterfaceIds[0] ?? madeInterface(plan.restore),
    drillCodes,
  );
  return failure ? { kind: 'stop', failure } : { kind: 'no', state: 'done' };
});

/** The disks that are on record of a drill. */
export function disksOnRecord(results: Readonly<Record<string, unknown>>): Made[] {
  return storedRecord.parse(results['drill-record-disks'] ?? { made: [], unproven: [] }).made;
}

const records = ['drill-record-disks', 'drill-record-machine'];

/** Whether a step leaves what the drill made. */
export function isRecord(kind: string): boolean {
  return records.includes(kind);
}

/** All that is on record of a drill. */
export function listRecorded(results: Readonly<Record<string, unknown>>): Made[] {
  return records.flatMap((kind) => (results[kind] === undefined ? [] : storedRecord.parse(results[kind]).made));
}
