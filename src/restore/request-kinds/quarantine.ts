import { nameOf } from '../../kernel/arm-id.ts';
import { tryRead } from '../../kernel/errors.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { findRelease } from '../held-copies.ts';
import { approverKeyRights } from '../key-rights.ts';
import { restoredStepView, timerOfFailure } from '../rules/failures.ts';
import { mayRestore } from '../rules/plan.ts';
import { type QuarantineSafeguard, quarantineSafeguards } from '../rules/steps.ts';
import { findUnsegregated, quarantineCodes } from '../segregation.ts';
import { type StoredRestore, storedQuarantine, storedQuarantineOff } from '../stored-restore.ts';
import { elsewhereFor, restoreRequest, toCopySeen } from './restore.ts';

/** Before these steps the configuration of the place is checked: nothing may reach what they make or unlock. */
const looksBefore = new Set([...mayRestore, 'deploy-vm', 'ade-extension']);

/**
 * A restore to a place where its copy meets nothing of the original's world, and stays until somebody else releases it.
 * What is not shown to be apart is deallocated, so nothing of it is tried again.
 */
export const quarantineRequest = defineRequestKind({
  name: 'quarantine',
  stored: storedQuarantine,
  stepKinds: { ...restoreRequest.stepKinds, ...quarantineSafeguards },
  steps: ({ restore }) => restoreRequest.steps(restore).flatMap(withLooks),
  performs: { kind: restoreRequest, plan: ({ restore }) => restore },
  obstacle: async (services, { restore }, at) =>
    (looksBefore.has(at.step.kind)
      ? await findUnsegregated(services, quarantinePlace(restore), quarantineCodes)
      : undefined) ?? (await restoreRequest.obstacle?.(services, restore, at)),
  approval: {
    operations: ['restore'],
    copySeen: ({ restore }) => toCopySeen(restore),
    keys: (services, { restore }, objectId) => approverKeyRights(services, restore.plan, objectId),
  },
  lifecycle: {
    failureTimer: timerOfFailure,
    afterEnd: { timer: 'quarantine-ended', seconds: 0 },
    afterStop: { timer: 'left-by-stop', leaves: 'off' },
  },
  proof: {
    trial: 'restore',
    shows: ({ restore }) => ({ machine: restore.immutableId, defender: restore.point.threat?.status }),
  },
  card: {
    step: restoredStepView,
    again: 'restore-again',
    elsewhere: ({ restore }, step) => elsewhereFor(restore, step),
    offers: async (_, { request, db, requestKinds }) => {
      const released = await tryRead(() => findRelease({ store: { db }, requestKinds }, request, ['succeeded']));
      // A release that only a newer version can read is one: the card is drawn, and offers no second.
      return released.kind === 'read' && !released.value ? ['open-release'] : [];
    },
  },
});

/** The place of a copy in quarantine and what it may reach, as signed. */
export function quarantinePlace({ plan }: StoredRestore): { subnetId: string; openings: readonly string[] } {
  const { subnetId } = plan.target;
  if (!subnetId) throw new Error('a copy in quarantine without a subnet');
  return { subnetId, openings: plan.effects.quarantine?.openings ?? [] };
}

function withLooks<Step extends string>(step: Step): (Step | QuarantineSafeguard)[] {
  switch (step) {
    case 'restore-disks':
      return [step, 'quarantine-record-disks', 'quarantine-close-disks'];
    case 'deploy-vm':
      return [step, 'quarantine-record-machine', 'quarantine-apart'];
    default:
      return [step];
  }
}

/** Takes no right of a person: it touches the machine that is in the quarantine's own record, and nothing else. */
export const quarantineOffRequest = defineRequestKind({
  name: 'quarantine-off',
  stored: storedQuarantineOff,
  stepKinds: { 'quarantine-off': 'always', 'quarantine-off-confirm': 'always' },
  lifecycle: { stoppable: false, afterEnd: { timer: 'quarantine-off-ended', seconds: 60 * 60 } },
  needs: () => [],
  replan: async () => ({ kind: 'same', needs: [] }),
  subject: ({ target, quarantine, plan }) => ({
    plan: {
      kind: 'quarantine-off',
      vm: target.vmName,
      vault: target.vaultName,
      hash: plan.hash,
      warnings: [],
      params: { id: quarantine, copy: nameOf(plan.effects.machine.id) },
    },
  }),
  ownNeeds: () => [],
});
