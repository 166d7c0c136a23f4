import { readersRange } from '../../access/count-readers.ts';
import { actions, restoreAction } from '../../access/rules/actions.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { type Elsewhere, type RequestView, tookMs } from '../../requests/cards/request.ts';
import { defineRequestKind, type OwnNeed } from '../../requests/request-kind.ts';
import { parseRetryChoice, restartSteps } from '../../requests/retry.ts';
import type { CopySeen, PointSeen } from '../../requests/rules/approval-policy.ts';
import { isProtectedSince } from '../../store/planned-request.ts';
import type { Db } from '../../store/schema.ts';
import { listSteps, type StepRow } from '../../store/steps.ts';
import { restoreClosingCard, restoreClosingText, restoreSubject } from '../cards/restore-closing.ts';
import { archiveMs, expectedOfRestore } from '../choose-point.ts';
import { approverKeyRights, findObstacle, jobsInTheWay } from '../key-rights.ts';
import { needsOf } from '../planning.ts';
import {
  approvedSizes,
  mayRestart,
  otherSizes,
  otherZones,
  restoredStepView,
  timerOfFailure,
} from '../rules/failures.ts';
import { restoringSteps, whenStopped } from '../rules/plan.ts';
import type { PointThreat } from '../rules/points.ts';
import { deployedSoFar, parseStepResult, resultOfStep } from '../rules/results.ts';
import type { RestoreServices } from '../services.ts';
import { type StoredRestore, storedRestore } from '../stored-restore.ts';

const readBlobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';

/** A recovery point becomes disks, a machine, or the disks of the machine that it came from. */
export const restoreRequest = defineRequestKind({
  name: 'restore',
  stored: storedRestore,
  stepKinds: { ...whenStopped, ...restartSteps },
  steps: ({ plan }) => plan.steps.filter(({ byHand }) => !byHand).map(({ kind }) => kind),
  needs: ({ plan }) => needsOf(plan),
  replan: async ({ planning, store }: RestoreServices, plan, progress) =>
    planning.rebuild(plan, { ...progress, jobIds: await jobsInTheWay(store.db, plan, progress.requestId) }),
  obstacle: findObstacle,
  subject: ({ view }) => ({ plan: restoreSubject(view) }),
  ownNeeds,
  times: {
    expected: (db, { target, plan }) => expectedOfRestore(db, target.vaultId, plan),
    archive({ plan }) {
      const ms = archiveMs(plan);
      return ms === undefined ? {} : Object.fromEntries(restoringSteps.map((kind) => [kind, ms]));
    },
  },
  approval: {
    operations: ['restore', 'replace'],
    operation: ({ plan }) => (plan.effects.mode === 'replace' ? 'replace' : 'restore'),
    copySeen: toCopySeen,
    keys: (services, { plan }, objectId) => approverKeyRights(services, plan, objectId),
  },
  lifecycle: { failureTimer: timerOfFailure, afterStop: { timer: 'left-by-stop', leaves: 'stays' } },
  proof: {
    trial: 'restore',
    shows: ({ immutableId, point }) => ({ machine: immutableId, defender: point.threat?.status }),
  },
  retry: {
    sizes: sizesFor,
    restart: {
      // Never the original machine, whose disks a restore may replace: nobody agreed to switch that off.
      vm: ({ plan, choice }) => (choice.mode === 'replace' ? undefined : plan.target.vmId),
      mends: mayRestart,
    },
  },
  card: {
    step: restoredStepView,
    again: 'restore-again',
    elsewhere: elsewhereFor,
    closing: async ({ db, portal }, { request, plan, view }, reader) =>
      request.state === 'succeeded' ? closingOf(db, view, plan, { reader, portal }) : {},
  },
  byHand: { card: true },
});

/** Only a deployment makes a machine; another size helps where the one that was tried found no room. */
function sizesFor({ plan, choice, point }: StoredRestore, step: StepRow) {
  const { kind, failure } = step;
  if (kind !== 'deploy-vm') return undefined;
  const { size = choice.size ?? point.vmSize } = deployedSoFar(step) ?? parseRetryChoice(step);
  return {
    approved: approvedSizes(plan, choice.size ?? point.vmSize),
    offered: failure ? otherSizes(failure, plan.effects.alternatives.sizes, size) : [],
  };
}

/**
 * What a new request may ask for where a machine found no room: restored disks are bound to their zone, and a machine
 * that Azure makes has the size of its point, so that one is deployed instead.
 */
export function elsewhereFor(stored: StoredRestore, step: StepRow): Elsewhere[] {
  const { plan, point, zones = [] } = stored;
  const { kind, failure } = step;
  if (!failure || (kind !== 'deploy-vm' && kind !== 'restore-vm')) return [];
  const { sizes } = plan.effects.alternatives;
  const others = sizesFor(stored, step)?.offered ?? otherSizes(failure, sizes, point.vmSize);
  return [
    ...(plan.effects.target.form === 'managed' ? others : []).map((size) => ({ size })),
    ...otherZones(failure, zones).map((zone) => ({ zone })),
  ];
}

/** The copy as approval rules see it: who gains access to it, and what was known at its point. */
export function toCopySeen({ view, plan, point }: StoredRestore): CopySeen {
  return {
    readers: readersRange(view.readers),
    point: pointSeen(plan.effects.point.threat ?? undefined, point),
  };
}

function pointSeen(signed: PointThreat | undefined, { threat }: StoredRestore['point']): PointSeen {
  if (signed) return 'suspicious';
  return threat?.status === 'healthy' ? 'no-threat-known' : 'unknown';
}

function ownNeeds({ target, plan: { effects, steps } }: StoredRestore): OwnNeed[] {
  const { staging, target: to } = effects;
  const group = to.resourceGroup;
  const deploys = steps.some(({ kind, byHand }) => kind === 'deploy-vm' && !byHand);
  return [
    { tier: 'restore', action: restoreAction, scope: target.vaultId },
    ...(group === null ? [] : [{ tier: 'restore' as const, action: actions.writeDisk, scope: group }]),
    { tier: 'restore', action: actions.writeStaging, scope: staging },
    ...(deploys && group !== null
      ? [
          { tier: 'rebuild' as const, action: actions.deploy, scope: group },
          { tier: 'rebuild' as const, action: readBlobs, scope: staging, plane: 'data' as const },
        ]
      : []),
  ];
}

/** The reply that closes a restore's thread: what was made, how to go on, how it differs and what is left. */
async function closingOf(
  db: Db,
  view: RequestView,
  stored: StoredRestore,
  { reader, portal }: { reader: Reader; portal: string },
): Promise<{ says?: string; card: CardJson }> {
  const rows = await listSteps(db, view.id);
  const results = Object.fromEntries(rows.map(({ kind, result }) => [kind, result]));
  const plan = stored.view;
  const made = plan.mode === 'rebuild' || plan.mode === 'new-vm' ? stored.plan.target.vmId : undefined;
  const machine = plan.mode === 'replace' ? stored.target.vmId : made;
  const seen = parseStepResult(results, 'verify');
  const data = {
    id: view.id,
    nonce: view.nonce,
    plan,
    tookMs: tookMs(view) ?? 0,
    addresses: seen?.addresses ?? [],
    differences: seen?.differences ?? [],
    left: findLeft(stored, rows),
    ...(made !== undefined && {
      made: { id: made, isProtected: await isProtectedSince(db, made, view.endedAt ?? view.now) },
    }),
    ...(machine !== undefined && { portal: `${portal}/#resource${encodeURI(machine)}` }),
  };
  const says = restoreClosingText(data, reader);
  return { ...(says && { says }), card: restoreClosingCard(data, reader) };
}

/** Worst first: key material, then what is paid for, then what only lies there. */
function findLeft({ view, plan, point }: StoredRestore, steps: readonly StepRow[]): Failure[] {
  const { mode, staging, target, disks, encryption } = view;
  const account = { account: staging };
  const tidiedLeft =
    resultOfStep(steps, 'remove-key-copy')?.left === true || resultOfStep(steps, 'remove-key-export')?.left === true;
  const { threat } = plan.effects.point;
  const left: Failure[] = threat ? [{ code: 'threat', params: { vm: view.vm } }] : [];
  // A machine that Azure makes, or whose disks it replaces, leaves a copy only where the step for it is in its plan.
  if (tidiedLeft || (mode === 'disks' && encryption.startsWith('ade'))) {
    left.push({ code: 'key-copy', params: account });
  } else if (mode === 'disks' && encryption === 'unknown' && point.encrypted !== 'no') {
    left.push({ code: 'key-copy-perhaps', params: account });
  }
  if (mode === 'disks' || mode === 'rebuild') {
    if (mode === 'disks' && disks.length > 0) {
      const managed = plan.effects.target.form === 'managed';
      const count = disks.length;
      left.push(
        managed
          ? { code: 'disks', params: { count, group: target.group } }
          : { code: 'disk-files', params: { count, ...account } },
      );
    }
    left.push({ code: 'staging', params: account });
  }
  if (mode === 'replace') left.push({ code: 'old-disks', params: { group: target.group } });
  return left;
}
