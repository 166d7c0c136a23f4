import { madeVm } from '../../restore/made-vm.ts';
import { type FindResult, type StepInput, stepOf } from '../../saga/step-handler.ts';
import { drillRequest } from '../request-kinds/drill.ts';
import { judgeProbe, signedProbe } from '../rules/probe.ts';
import { type StoredProbe, storedProbe } from '../rules/stored-probe.ts';
import type { StoredDrill } from '../stored-drill.ts';

const timeoutSeconds = 600;

/** Has the guest say whether its disks are unlocked and mounted and its services run. */
export const drillProbeStep = stepOf(drillRequest, {
  job: 'none',
  result: storedProbe,

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
    // Whoever may write to the copy may have put another script under its name.
    if (found.script !== '' && found.script.trim() !== scriptOf(at.plan).trim()) {
      return { kind: 'failed', failure: { code: 'drill-probe-foreign', params: { vm: at.plan.target.vmName } } };
    }
    if (!ended.has(found.executionState)) return { kind: 'working', retryAfterSeconds: 15 };
    const { probe, restore } = at.plan;
    const { verdict, bad } = judgeProbe(found, { newest: probe?.newest, pointAt: restore.point.at });
    const result = { verdict, output: found.output };
    if (verdict !== 'failed') return { kind: 'done', result };
    // What a guest says goes to whoever carries the request, and to no channel: here stands only what was looked at.
    const what = bad ?? '-';
    return {
      kind: 'failed',
      failure: { code: 'drill-probe-failed', params: { vm: at.plan.target.vmName, what, looked: what } },
      result,
    };
  },
});

const ended = new Set(['Failed', 'Succeeded', 'TimedOut', 'Canceled']);

/** What was signed, and nothing else. */
function scriptOf({ probe, plan }: StoredDrill): string {
  return signedProbe(plan.effects.probe, probe);
}

/** Of this attempt alone: the id of an attempt cannot be guessed. */
function nameFor({ attempt }: StepInput<StoredDrill>): string {
  return `strongroom-${attempt.id}`;
}
