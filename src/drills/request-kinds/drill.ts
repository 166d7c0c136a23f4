import { defineRequestKind } from '../../requests/request-kind.ts';
import { needsOf } from '../../restore/planning.ts';
import { restoreRequest } from '../../restore/request-kinds/restore.ts';
import { restoredStepView, timerOfFailure } from '../../restore/rules/failures.ts';
import { mayRestore } from '../../restore/rules/plan.ts';
import { findUnsegregated } from '../../restore/segregation.ts';
import type { RestoreServices } from '../../restore/services.ts';
import { listSteps } from '../../store/steps.ts';
import { drillChange } from '../cards/drill-change.ts';
import { readDrillClosing, readDrillEnd } from '../closing-drill.ts';
import { findLifeOver } from '../copy-life.ts';
import { drillCodes, drillPlaces } from '../drill-places.ts';
import { drillExtent } from '../rules/drill-scope.ts';
import { usualChecks } from '../rules/probe.ts';
import { type StoredDrill, storedDrill } from '../stored-drill.ts';

const runCommand = 'Microsoft.Compute/virtualMachines/runCommands/write';
const deleteVm = 'Microsoft.Compute/virtualMachines/delete';

const looks = {
  // The clean-up deletes what is on record.
  'drill-record-disks': 'follows',
  'drill-record-machine': 'follows',
  'drill-keys': 'left',
  'drill-apart': 'left',
  'drill-probe': 'left',
} as const;

/** Each look, behind the step of the restore that it looks at. */
const looksBehind: Readonly<Record<string, readonly (keyof typeof looks)[]>> = {
  'restore-disks': ['drill-record-disks'],
  'check-keys': ['drill-keys'],
  'deploy-vm': ['drill-record-machine', 'drill-apart'],
  verify: ['drill-probe'],
};

/** Steps before which the place's isolation is checked: what they make or unlock must not be reachable. */
const looksBefore = new Set([...mayRestore, 'deploy-vm', 'ade-extension', 'drill-probe']);

/** A drill: restores a recovery point to an isolated machine, checks it from outside and inside, and deletes it. */
export const drillRequest = defineRequestKind({
  name: 'drill',
  stored: storedDrill,
  stepKinds: { ...restoreRequest.stepKinds, ...looks },
  approval: { operations: ['drill'] },
  steps: ({ restore }) => restoreRequest.steps(restore).flatMap((step) => [step, ...(looksBehind[step] ?? [])]),
  performs: { kind: restoreRequest, plan: ({ restore }) => restore },
  lifecycle: { temporary: true, failureTimer: timerOfFailure, afterEnd: { timer: 'drill-ended', seconds: 0 } },
  extent: ({ target, place, restore, plan, measured }) =>
    drillExtent({
      vmId: target.vmId,
      place,
      size: restore.plan.effects.machine?.size,
      probe: plan.effects.probe,
      measured,
    }),
  needs: drillNeeds,
  replan: async ({ planning }: RestoreServices, { restore, place }, progress) => {
    const again = await planning.rebuild(
      restore,
      progress,
      drillPlaces(planning.profileOf(restore.target.vaultName), place),
    );
    return again.kind === 'same' ? { kind: 'same', needs: [...again.needs, probeNeed(place.groupId)] } : again;
  },
  obstacle: async (services: RestoreServices, plan, at) =>
    (await findLifeOver(services, plan, at)) ??
    (looksBefore.has(at.step.kind) ? await findUnsegregated(services, plan.place, drillCodes) : undefined) ??
    (await restoreRequest.obstacle?.(services, plan.restore, at)),
  subject: (plan) => ({ plan: drillChange(plan) }),
  ownNeeds: ({ restore, place }) => [
    ...restoreRequest.ownNeeds(restore),
    { tier: 'drill', action: deleteVm, scope: place.groupId },
    { tier: 'drill', action: runCommand, scope: place.groupId },
  ],
  proof: {
    trial: 'drill',
    shows: ({ restore, newestAt, probe }) => ({
      machine: restore.immutableId,
      newestAt,
      point: restore.plan.effects.point,
      defender: restore.point.threat?.status,
      checks: [...usualChecks, ...Object.keys(probe ?? {})],
    }),
  },
  card: {
    step: restoredStepView,
    outcome: readDrillClosing,
    closing: async (parts, { request, view }, reader) => {
      const isDone = request.state === 'succeeded';
      const steps = isDone ? await listSteps(parts.db, request.id) : [];
      // A drill that went well says so on its card, and rings nobody.
      if (isDone && (await readDrillEnd(parts, request, steps)) === 'proven') return undefined;
      const text = (await readDrillClosing(parts, { request, view }))?.(reader);
      return { ...(text && { text }) };
    },
  },
});

/** Rights that the requester must hold: those of the restore, and running a command in the copy. */
export function drillNeeds({ restore, place }: Pick<StoredDrill, 'restore' | 'place'>) {
  return [...needsOf(restore.plan), probeNeed(place.groupId)];
}

function probeNeed(scope: string) {
  return { action: runCommand, scope };
}
