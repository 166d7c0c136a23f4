import { madeVm } from '../../restore/made-vm.ts';
import { restoredDisks } from '../../restore/restored-disks.ts';
import { resultOf } from '../../restore/rules/results.ts';
import { interfaceNameOf } from '../../restore/rules/vm-name.ts';
import { observing } from '../../saga/step-handler.ts';
import type { Services } from '../../services.ts';
import { listSteps, type StepRow } from '../../store/steps.ts';
import { drillRequest } from '../request-kinds/drill.ts';
import { type Made, recordDisks, recordMachine } from '../rules/made.ts';
import { storedRecord } from '../rules/stored-record.ts';
import { findReachable } from '../segregation.ts';
import type { StoredDrill } from '../stored-drill.ts';

/** Azure tells what takes effect a little after the machine runs (world ms). */
const patienceMs = 10 * 60_000;

/** Writes down what the restore has made, before anything is done with it. */
export const recordDisksStep = observing(drillRequest, async (services, { plan, request, results }) => {
  const made = await readDisks(services, { plan, request, results }, await listSteps(services.store.db, request.id));
  return { kind: 'no', state: 'done', result: made };
});

/** Writes down the machine, before anybody can have put another under its name. */
export const recordMachineStep = observing(drillRequest, async (services, { plan, request, results }) => {
  const made = await readMachine(services, { plan, request, results }, await listSteps(services.store.db, request.id));
  return { kind: 'no', state: 'done', result: made };
});

/** A key that is missing is what a drill is for: it is not brought back. */
export const drillKeysStep = observing(drillRequest, async (_services, { plan, results }) => {
  const checked = resultOf(results, 'check-keys');
  if (!checked || checked.missing === 0) return { kind: 'no', state: checked ? 'done' : 'skipped' };
  const away = checked.states.filter(({ state }) => state === 'missing' || state === 'soft-deleted');
  const what = away.map(({ url }) => new URL(url).pathname.split('/')[2] ?? '').join(', ');
  return { kind: 'stop', failure: { code: 'drill-keys-missing', params: { vm: plan.target.vmName, what } } };
});

/** Whether the copy that runs now can be reached, or reaches anything, by what takes effect. */
export const drillApartStep = observing(drillRequest, async (services, { plan, step }) => {
  const { azure, clock } = services;
  const vmId = madeVm(plan.restore);
  const vm = await azure.vms.get(vmId);
  const waited = clock.now().getTime() - (step.started_at ?? clock.now()).getTime();
  if (vm?.power !== 'running' && waited < patienceMs) return { kind: 'later', seconds: 15 };
  const failure = await findReachable(services, plan.place, vm?.networkInterfaceIds[0] ?? nicIdOf(plan));
  return failure ? { kind: 'stop', failure } : { kind: 'no', state: 'done' };
});

type At = { plan: StoredDrill; request: { id: string }; results: Readonly<Record<string, unknown>> };

/** @throws rebuild.disks-foreign, rebuild.config-*, azure.* */
export async function readDisks(services: Services, at: At, steps: readonly StepRow[]) {
  const sent = steps.find(({ kind }) => kind === 'restore-disks')?.started_at;
  if (!sent) return { made: [], unproven: [] };
  const { disks } = await restoredDisks(services, { plan: at.plan.restore, results: at.results });
  return recordDisks(disks, sent);
}

/** @throws azure.* */
export async function readMachine(
  { azure, clock }: Services,
  { plan, request, results }: At,
  steps: readonly StepRow[],
) {
  const deployed = steps.find(({ kind }) => kind === 'deploy-vm');
  if (!deployed?.started_at) return { made: [], unproven: [] };
  const [vm, nic] = await Promise.all([azure.vms.get(madeVm(plan.restore)), azure.interfaces.get(nicIdOf(plan))]);
  const { made: disks = [] } = storedRecord.parse(results['drill-record-disks'] ?? { made: [], unproven: [] });
  const span = { from: deployed.started_at, to: deployed.ended_at ?? clock.now() };
  return recordMachine(vm, nic, { requestId: request.id, span, disks });
}

function nicIdOf({ restore }: StoredDrill): string {
  const { resourceGroupId } = restore.plan.target;
  const name = interfaceNameOf(madeVm(restore).split('/').at(-1) ?? '');
  return `${resourceGroupId}/providers/Microsoft.Network/networkInterfaces/${name}`;
}

/** All that is on record of a drill. */
export function listRecorded(results: Readonly<Record<string, unknown>>): Made[] {
  return ['drill-record-disks', 'drill-record-machine'].flatMap((kind) =>
    results[kind] === undefined ? [] : storedRecord.parse(results[kind]).made,
  );
}
