import { offersCancel } from '../jobs/rules/cancel-plan.ts';
import { findOpenAddendum } from '../store/addenda.ts';
import { type JobRow, jobOfStep, toJobFacts } from '../store/jobs.ts';
import { findPlan, findRequest, type RequestRow } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { listVotes } from '../store/votes.ts';
import type { RequestView } from './cards/request.ts';
import type { StepView } from './cards/step-lines.ts';
import { expectedTimes } from './expected-times.ts';
import type { RequestKinds } from './request-kind.ts';
import { type RetryOffer, retryOffer } from './retry-offer.ts';
import type { StoredPlan } from './stored-plan.ts';

/** A request as its card shows it, from the rows as they are now. */
export async function requestView(
  db: Db,
  kinds: RequestKinds,
  id: string,
  now: Date,
): Promise<{ request: RequestRow; view: RequestView; plan: StoredPlan } | undefined> {
  const request = await findRequest(db, id);
  const plan = await findPlan(db, kinds, id);
  if (!request || !plan) return undefined;
  const votes = await listVotes(db, id);
  const steps = await listSteps(db, id);
  const usual = await expectedTimes(db, kinds, plan.body);
  const again = retryOffer(kinds, request, plan.body, steps, now);
  const views: StepView[] = [];
  const open = await findOpenAddendum(db, id);
  for (const step of steps) {
    const view = await stepView(db, step, usual[step.kind]);
    views.push(open?.step_id === step.id ? { ...view, asks: true } : view);
  }
  return {
    request,
    plan: plan.body,
    view: {
      id,
      nonce: request.nonce,
      state: request.state,
      now,
      requester: request.requester_name,
      ...(request.holder_name && { holder: request.holder_name }),
      reason: request.reason,
      decideBy: request.decide_by,
      steps: views,
      decisions: votes.map((vote) => ({
        name: vote.voter_name,
        decision: vote.decision,
        at: vote.at,
        ...(vote.reason && { reason: vote.reason }),
      })),
      ...(request.failure && { failure: request.failure }),
      ...(request.ended_at && { endedAt: request.ended_at }),
      offers: [
        ...offeredVerbs(kinds, request, plan.body, views),
        ...retryVerbs(again),
        ...takeoverVerbs(request, again),
      ],
      ...(again && again.sizes.length > 0 && { sizes: again.sizes }),
    },
  };
}

/** Where the right of whoever carries it is gone, another holder may go on. It can be typed at any time. */
function takeoverVerbs({ state, failure, role_ends_at }: RequestRow, again: RetryOffer | undefined): string[] {
  const ending = role_ends_at !== null && (state === 'approved' || state === 'running');
  const lost = again !== undefined && failure?.code === 'requester-lost-right';
  return ending || lost ? ['takeover'] : [];
}

function retryVerbs(offer: RetryOffer | undefined): string[] {
  if (!offer) return [];
  return ['retry', ...(offer.restart ? ['retry-restart'] : []), ...(offer.sizes.length > 0 ? ['retry-with'] : [])];
}

/** Everyone sees the same buttons; who may use them is decided by the click. Deciding is the decision's own part. */
function offeredVerbs(
  kinds: RequestKinds,
  { state }: RequestRow,
  plan: StoredPlan,
  steps: readonly StepView[],
): string[] {
  const kind = kinds.of(plan);
  if (state === 'approved') return ['withdraw'];
  if (state === 'succeeded') return kind.offersWhenDone?.(plan) ?? [];
  const cancellable = kind.cancellable !== false && steps.some((step) => step.cancellable);
  return state === 'running' && cancellable ? ['cancel-job'] : [];
}

async function stepView(db: Db, step: StepRow, expectedMs: number | null | undefined): Promise<StepView> {
  const row = step.state === 'waiting' ? undefined : await jobOfStep(db, step.id);
  const job = row && toJobFacts(row);
  const task = job?.tasks.find(({ status }) => status === 'InProgress');
  return {
    kind: step.kind as StepView['kind'],
    state: step.state,
    ...(job?.percent !== undefined && { percent: job.percent }),
    ...(step.started_at && { startedAt: step.started_at }),
    ...(step.ended_at && { endedAt: step.ended_at }),
    ...(expectedMs !== undefined && { expectedMs }),
    ...(row && job?.remainingSeconds && { azureEnd: new Date(readAt(row) + job.remainingSeconds * 1000) }),
    ...(task && { note: task.name }),
    ...(row?.stalled_at && !row.ended_at && { stalledSince: row.moved_at }),
    ...(job && { hasJob: true }),
    ...(job && offersCancel(job) && { cancellable: true }),
  };
}

/** Azure tells the time that is left with a job's details only. */
function readAt({ detail_at, seen_at }: JobRow): number {
  return (detail_at ?? seen_at).getTime();
}
