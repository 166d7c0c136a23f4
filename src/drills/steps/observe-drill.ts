import { spelledName } from '../../kernel/keys.ts';
import type { Made } from '../../requests/rules/stored-parts.ts';
import { madeInterface, madeVm, readMadeDisks, readMadeMachine } from '../../restore/read-made.ts';
import { storedRecord } from '../../restore/rules/made.ts';
import { parseStepResult } from '../../restore/rules/results.ts';
import { findReachable } from '../../restore/segregation.ts';
import {
  defineObservingStep,
  defineRecordingStep,
  defineStep,
  type FindResult,
  type StepInput,
} from '../../saga/step-handler.ts';
import { listSteps } from '../../store/steps.ts';
import { drillCodes } from '../drill-places.ts';
import { drillRequest } from '../request-kinds/drill.ts';
import { judgeProbe, probeFindings, type StoredProbe, signedProbe, storedProbe } from '../rules/probe.ts';
import type { StoredDrill } from '../stored-drill.ts';

/** How long to wait for the effective rules, which Azure reports a little after the machine starts (world ms). */
const patienceMs = 10 * 60_000;

/** Records the disks that the restore made, before anything is done with them. */
export const recordDisksStep = defineRecordingStep(
  drillRequest,
  storedRecord,
  async (services, { plan, request, results }) => {
    const steps = await listSteps(services.store.db, request.id);
    const made = await readMadeDisks(services, { restore: plan.restore, results }, steps);
    return { kind: 'no', state: 'done', result: made };
  },
);

/** Records the machine, before anybody can put another one under its name. */
export const recordMachineStep = defineRecordingStep(
  drillRequest,
  storedRecord,
  async (services, { plan, request, results }) => {
    const steps = await listSteps(services.store.db, request.id);
    const made = { restore: plan.restore, request, disks: disksOnRecord(results) };
    return { kind: 'no', state: 'done', result: await readMadeMachine(services, made, steps) };
  },
);

/** Checks keys without recovering any: finding a missing key is what a drill is for. */
export const drillKeysStep = defineObservingStep(drillRequest, async (_services, { plan, results }) => {
  const checked = parseStepResult(results, 'check-keys');
  if (!checked || checked.missing === 0) return { kind: 'no', state: checked ? 'done' : 'skipped' };
  const away = checked.states.filter(({ state }) => state === 'missing' || state === 'soft-deleted');
  const what = away.map(({ url }) => spelledName(url)).join(', ');
  return { kind: 'stop', failure: { code: 'drill-keys-missing', params: { vm: plan.target.vmName, what } } };
});

/** Whether the running copy can be reached, or can reach anything, by the effective network rules. */
export const drillApartStep = defineObservingStep(drillRequest, async (services, { plan, step }) => {
  const { azure, clock } = services;
  const vmId = madeVm(plan.restore);
  // Taken before the read: a process that was suspended since hasn't waited any longer.
  const waited = clock.now().getTime() - (step.started_at ?? clock.now()).getTime();
  const vm = await azure.vms.get(vmId);
  if (vm?.power !== 'running' && waited < patienceMs) return { kind: 'later', seconds: 15 };
  const nicId = vm?.networkInterfaceIds[0] ?? madeInterface(plan.restore);
  const failure = await findReachable(services, plan.place, nicId, drillCodes);
  return failure ? { kind: 'stop', failure } : { kind: 'no', state: 'done' };
});

/** Disks on the record of a drill. */
export function disksOnRecord(results: Readonly<Record<string, unknown>>): Made[] {
  return storedRecord.parse(results['drill-record-disks'] ?? { made: [], unproven: [] }).made;
}

const records = ['drill-record-disks', 'drill-record-machine'];

/** Whether a step records what the drill made. */
export function isRecord(kind: string): boolean {
  return records.includes(kind);
}

/** Everything on the record of a drill. */
export function listRecorded(results: Readonly<Record<string, unknown>>): Made[] {
  return records.flatMap((kind) => (results[kind] === undefined ? [] : storedRecord.parse(results[kind]).made));
}

const timeoutSeconds = 600;

/** Has the guest check whether its disks are unlocked and mounted and its services run. */
export const drillProbeStep = defineStep(drillRequest, {
  job: 'none',
  result: storedProbe,
  tells: ({ verdict, output }) => ({ verdict, checks: probeFindings(output) }),

  send: ({ azure }, at) =>
    azure.runCommands.send({
      vmId: madeVm(at.plan.restore),
      location: at.plan.restore.plan.target.region,
      name: nameFor(at),
      script: scriptOf(at.plan),
      timeoutSeconds,
      clientRequestId: at.attempt.id,
    }),

  async find({ azure }, at): Promise<FindResult<StoredProbe>> {
    const found = await azure.runCommands.get(madeVm(at.plan.restore), nameFor(at));
    if (!found) return { kind: 'absent' };
    // Anybody with write access to the copy may have put another script under its name.
    if (found.script !== '' && found.script.trim() !== scriptOf(at.plan).trim()) {
      return { kind: 'failed', failure: { code: 'drill-probe-foreign', params: { vm: at.plan.target.vmName } } };
    }
    if (!endedRuns.has(found.executionState)) return { kind: 'working', retryAfterSeconds: 15 };
    const { probe, restore } = at.plan;
    const { verdict, bad } = judgeProbe(found, { newest: probe?.newest, pointAt: restore.point.at });
    const result = { verdict, output: found.output };
    if (verdict !== 'failed') return { kind: 'done', result };
    // The guest's output goes only to the person responsible for the request, never to a channel: only names of checks
    // are used here.
    const what = bad ?? '-';
    return {
      kind: 'failed',
      failure: { code: 'drill-probe-failed', params: { vm: at.plan.target.vmName, what, looked: what } },
      result,
    };
  },
});

const endedRuns = new Set(['Failed', 'Succeeded', 'TimedOut', 'Canceled']);

/** The signed script and nothing else. */
function scriptOf({ probe, plan }: StoredDrill): string {
  return signedProbe(plan.effects.probe, probe);
}

/** Name of this attempt's command: the id of an attempt can't be guessed. */
function nameFor({ attempt }: StepInput<StoredDrill>): string {
  return `strongroom-${attempt.id}`;
}
