import { explainError } from '../azure/rules/explain-error.ts';
import { sameContainer } from '../kernel/arm-id.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import type { RequestState } from '../kernel/request.ts';
import { findOpenAddendum, listVotes, type VoteRow } from '../store/approvals.ts';
import { findJob, type JobRow, jobsOfSteps } from '../store/jobs.ts';
import { findPlanned, type WithPlan } from '../store/planned-request.ts';
import { findPlan, type RequestRow } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { findStep, listSteps, type StepRow } from '../store/steps.ts';
import type { RequestView } from './cards/request.ts';
import type { StepView } from './cards/step-lines.ts';
import type { ExpectedTimes, RequestKind, RequestKinds } from './request-kind.ts';
import { type RetryOffer, retryOffer } from './retry.ts';
import { hasEnded } from './rules/jobs.ts';
import { currentStep, hasSwapped, type WhenStopped } from './rules/stop.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-request.ts';

/** Rows of a request just read, under its lock or by the caller, that need not be read again. */
export type ReadRequest = WithPlan<StoredPlan> & { votes?: readonly ShownVote[] };

export type ShownVote = Omit<VoteRow, 'request_id'>;

/** A request as its card shows it, from the rows as they are now. */
export async function requestView(
  db: Db,
  kinds: RequestKinds,
  of: string | ReadRequest,
  now: Date,
): Promise<(Required<ReadRequest> & { view: RequestView }) | undefined> {
  const known: ReadRequest | undefined = typeof of === 'string' ? await findPlanned(db, kinds, of) : of;
  if (!known) return undefined;
  const { request, plan } = known;
  const { id } = request;
  const votes = known.votes ?? (await listVotes(db, id));
  const steps = await listSteps(db, id);
  const usual = await expectedTimes(db, kinds, plan);
  const again = retryOffer(kinds, request, plan, steps, now);
  // Only a running request can have an addendum.
  const open = request.state === 'running' ? await findOpenAddendum(db, id) : undefined;
  const kind = kinds.of(plan);
  const archive = kind.times?.archive?.(plan) ?? {};
  const jobs = await jobsOf(db, steps);
  const views = steps.map((step): StepView => {
    const view = {
      ...stepView(step, jobs.get(step.id), usual[step.kind], {
        archiveMs: archive[step.kind],
        when: kind.stepKinds[step.kind],
      }),
      ...kind.card?.step?.(step, request),
    };
    return open?.step_id === step.id ? { ...view, asks: true } : view;
  });
  return {
    request,
    plan,
    votes,
    view: {
      id,
      nonce: request.nonce,
      state: request.state,
      now,
      requester: request.requester_name,
      ...(request.holder_name && { holder: request.holder_name }),
      ...(request.stopped_name && { stoppedBy: request.stopped_name }),
      reason: request.reason,
      decideBy: request.decide_by,
      steps: views,
      ...(request.glass?.brokenAt && { brokenBy: request.glass.byName }),
      decisions: votes.map((vote) => ({
        name: vote.voter_name,
        decision: vote.decision,
        at: vote.at,
        ...(vote.reason && { reason: vote.reason }),
      })),
      ...failureOf(request),
      ...(kind.lifecycle?.afterStop && { leaves: true }),
      ...(request.ended_at && { endedAt: request.ended_at }),
      ...(request.in_force_until && { inForceUntil: request.in_force_until }),
      offers: [
        ...(await offeredVerbs(db, kinds, request, plan, views)),
        ...(again ? retryVerbs(again) : askAgain(kind, request)),
        ...takeoverVerbs(request, again),
      ],
      ...(again && again.sizes.length > 0 && { sizes: again.sizes }),
      ...elsewhereOf(kind, { request, plan, steps }, again),
    },
  };
}

/** Offers a takeover once the assignee's right is gone. It can be typed at any time. */
function takeoverVerbs(request: RequestRow, again: RetryOffer | undefined): string[] {
  const { state, role_ends_at } = request;
  const ending = role_ends_at !== null && (state === 'approved' || state === 'running');
  const lost = again !== undefined && lacksRight(request) && !isTakenOverSince(request);
  return ending || lost ? ['takeover'] : [];
}

/** Of a stopped request that still runs, its failure is why its job could not be cancelled. */
function failureOf(request: RequestRow): Pick<RequestView, 'failure' | 'runsOn'> {
  const { failure, state } = request;
  if (!failure || (lacksRight(request) && isTakenOverSince(request))) return {};
  return state === 'running' ? { runsOn: true } : { failure };
}

function lacksRight({ failure }: RequestRow): boolean {
  return failure?.code === 'requester-lost-right' || failure?.code === 'requester-denied';
}

/** Whether somebody took it over after it ended: what stopped the one before does not stop them. */
function isTakenOverSince({ taken_over_at, ended_at }: RequestRow): boolean {
  return taken_over_at !== null && ended_at !== null && taken_over_at >= ended_at;
}

/** Ends after which what was asked for is not there, and may be asked for again. */
const vain: ReadonlySet<RequestState> = new Set(['failed', 'cancelled', 'expired', 'void', 'rejected', 'withdrawn']);

function askAgain({ card }: RequestKind, { state }: RequestRow): string[] {
  return card?.again && vain.has(state) ? [card.again] : [];
}

/** What a retry may do under the same approval needs no new request. */
function elsewhereOf(
  { card }: RequestKind,
  { request, plan, steps }: { request: RequestRow; plan: StoredPlan; steps: readonly StepRow[] },
  again: RetryOffer | undefined,
): Pick<RequestView, 'elsewhere'> {
  const step = request.state === 'failed' ? steps.find(({ state }) => state === 'failed') : undefined;
  const found = (step && card?.elsewhere?.(plan, step)) ?? [];
  const elsewhere = found.filter(({ size }) => size === undefined || !again?.sizes.includes(size));
  return elsewhere.length > 0 ? { elsewhere } : {};
}

function retryVerbs(offer: RetryOffer): string[] {
  return ['retry', ...(offer.restart ? ['retry-restart'] : [])];
}

/** Buttons of the card, the same for everyone; the click decides who may use them. The decision part has its own. */
async function offeredVerbs(
  db: Db,
  kinds: RequestKinds,
  request: RequestRow,
  plan: StoredPlan,
  steps: readonly StepView[],
): Promise<string[]> {
  const { state, in_force_until, stopped_at } = request;
  const kind = kinds.of(plan);
  if (state === 'succeeded') return (await kind.card?.offers?.(plan, { request, db, requestKinds: kinds })) ?? [];
  if (kind.lifecycle?.stoppable === false || stopped_at) return [];
  if (state === 'approved' || (state === 'running' && in_force_until)) return ['withdraw'];
  const rules = steps.map((step) => ({ ...step, when: kind.stepKinds[step.kind] ?? ('finishes' as const) }));
  const { when } = currentStep(rules) ?? {};
  if (hasSwapped(rules)) return [];
  return state === 'running' && when !== 'finishes' && when !== 'swaps' ? ['stop'] : [];
}

/** The newest job of each step; a step that waits for its first try has none. */
function jobsOf(db: Db, steps: readonly StepRow[]): Promise<Map<string, JobRow>> {
  const begun = steps.filter(({ state, retried_at }) => state !== 'waiting' || retried_at !== null);
  return jobsOfSteps(
    db,
    begun.map(({ id }) => id),
  );
}

/** A step with its newest job, whose own times it shows once both have ended: the card of the job shows the same. */
export function stepView(
  step: StepRow,
  known: JobRow | undefined,
  expectedMs: number | null | undefined,
  { archiveMs, when }: { archiveMs?: number | undefined; when?: WhenStopped | undefined } = {},
): StepView {
  // A step ends with its job, so an ended job of a step that hasn't ended belongs to the try before.
  const isOfTryBefore = step.state === 'waiting' || (step.state === 'running' && known?.ended_at);
  const row = isOfTryBefore ? undefined : known;
  const job = row?.facts;
  const task = job?.tasks.find(({ status }) => status === 'InProgress');
  const ended = step.ended_at && job?.endedAt ? job : undefined;
  const warned = job && step.state === 'done' ? jobWarning(job) : undefined;
  return {
    kind: step.kind,
    state: step.state,
    ...(job?.percent !== undefined && { percent: job.percent }),
    ...(step.started_at && { startedAt: ended?.startedAt ?? step.started_at }),
    ...(step.ended_at && { endedAt: ended?.endedAt ?? step.ended_at }),
    ...(expectedMs !== undefined && { expectedMs }),
    ...(archiveMs !== undefined && { archiveMs }),
    ...(row && job?.remainingSeconds && { azureEnd: new Date(lookedAt(row) + job.remainingSeconds * 1000) }),
    ...(task && { note: task.name }),
    ...(row?.stalled_at && !row.ended_at && { stalledSince: row.moved_at }),
    ...(warned && { warned }),
    ...(step.state === 'failed' && job?.status === 'Cancelled' && { cancelled: true as const }),
    ...((step.state === 'done' || (known && known.facts.status !== 'Cancelled')) &&
      when !== 'always' && { made: true }),
  };
}

/** Only a job's details tell the remaining time. */
function lookedAt({ detail_at, seen_at }: JobRow): number {
  return (detail_at ?? seen_at).getTime();
}

/** Expected times of a request's steps; empty if they take no time worth telling. */
export async function expectedTimes(db: Db, kinds: RequestKinds, plan: StoredPlan): Promise<ExpectedTimes> {
  return (await kinds.of(plan).times?.expected(db, plan)) ?? {};
}

/** Expected time of a running job, whoever started it. A restore from elsewhere does not say which tier it reads. */
export async function expectedOfJob(
  db: Db,
  kinds: RequestKinds,
  { id, vaultId, operation }: JobFacts,
): Promise<number | null> {
  const row = await findJob(db, id);
  const step = row?.step_id ? await findStep(db, row.step_id) : undefined;
  const plan = step && (await findPlan(db, kinds, step.request_id));
  if (step && plan) return (await expectedTimes(db, kinds, plan.body))[step.kind] ?? null;
  const like = kinds.all.find(({ times }) => times?.likeJobs?.operation === operation)?.times?.likeJobs;
  return like ? like.expected(db, vaultId) : null;
}

type Parts = Pick<RequestServices, 'azure' | 'inventory'>;

/** Why Azure refused a step: the job that is in its way, the catalogue's entry, or Azure's own words. */
export async function explainRefusal(
  services: Parts,
  stored: StoredPlan,
  failure: Failure = { code: 'azure.failed', params: { status: '', azureCode: '', message: '' } },
): Promise<Failure> {
  if (failure.code !== 'azure.failed') return failure;
  const { azureCode = '', message = '' } = failure.params;
  const known = explainError({ code: String(azureCode), message: String(message) });
  if (known?.id === 'backup-in-progress') {
    const job = await runningBackup(services, stored.target).catch((error: unknown) => {
      // This is only an addition to an answer that is there already.
      if (error instanceof CodedError) return undefined;
      throw error;
    });
    if (job) return { code: 'retention.backup-running', params: { job: job.id } };
  }
  return known ? { code: 'known-refusal', params: { title: azureCode || String(message), known: known.id } } : failure;
}

/** The running backup of an item, from the vault's list of running jobs. */
async function runningBackup(
  { azure, inventory }: Parts,
  target: { vaultId: string; containerName: string },
): Promise<JobFacts | undefined> {
  const vault: VaultFacts = await inventory.knownVault(target.vaultId);
  const running = await azure.jobs.list(vault, { status: 'InProgress', operation: 'Backup' });
  return running.find((job) => sameContainer(job.containerName, target.containerName));
}

export const jobLost = 'job-lost';

/**
 * Why a job failed, or that nobody knows how it ended: the catalogue's entry if there is one, else Azure's own words.
 */
export function jobFailure(job: JobFacts): Failure {
  const [error] = job.errors;
  if (!hasEnded(job.status)) return { code: jobLost, params: { id: job.id, vm: job.vmName } };
  if (job.status === 'Cancelled') {
    return { code: job.operation === 'Backup' ? 'backup-cancelled' : 'job-cancelled', params: {} };
  }
  if (!error) return { code: 'job-failed', params: { title: job.status, message: '' } };
  const known = explainError({
    title: error.title,
    ...(error.code !== undefined && { code: error.code }),
    message: error.message,
  });
  const title = error.title || String(error.code ?? '');
  return known
    ? { code: 'known-job-failure', params: { title, known: known.id } }
    : { code: 'job-failed', params: { title, message: error.message } };
}

/** Azure's warning about a completed job; undefined for any other. */
function jobWarning({ status, operation, errors, vmName }: JobFacts): Failure | undefined {
  if (status !== 'CompletedWithWarnings') return undefined;
  const [error] = errors;
  const said = [error?.title || String(error?.code ?? ''), error?.message ?? ''].filter(Boolean).join(' ');
  return { code: operation === 'Backup' ? 'backup-warned' : 'job-warned', params: { vm: vmName, said: said || '-' } };
}
