import { inSeconds } from '../kernel/clock.ts';
import { type Failure, readValue, tryRead } from '../kernel/errors.ts';
import { lapseAddendum } from '../requests/addenda.ts';
import { failStep } from '../requests/close-request.ts';
import type { StepContext } from '../requests/request-kind.ts';
import { hasEnded } from '../requests/rules/jobs.ts';
import type { RequestServices } from '../requests/services.ts';
import { mayRestore } from '../restore/rules/plan.ts';
import { advanceRequest } from '../saga/run.ts';
import type { SagaServices } from '../saga/services.ts';
import { findOpenAddendum } from '../store/approvals.ts';
import { findPlan, findRequest, lockRequest, type RequestRow } from '../store/requests.ts';
import { type AttemptRow, lastAttempt, listSteps, type StepRow, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { mostLifeHours } from './rules/drill-clock.ts';
import { asDefinition } from './stored-definition.ts';
import type { StoredDrill } from './stored-drill.ts';

const hourMs = 60 * 60_000;

/** Whether a drill's copy has used up its lifetime; the drill then sends nothing more and is cleaned up. */
export async function findLifeOver(
  services: RequestServices,
  { target }: StoredDrill,
  { request }: StepContext,
): Promise<Failure | undefined> {
  const life = await readLife(services, request);
  return life && services.clock.now() >= life.until ? lifeOver(target.vmName, life.hours) : undefined;
}

/** Lifetime from the start of a definition's run, or from the first step of a drill with its own approval. */
async function readLife(
  { store, requestKinds }: Pick<RequestServices, 'store' | 'requestKinds'>,
  { id, standing_id: under, created_at }: RequestRow,
): Promise<{ until: Date; hours: number } | undefined> {
  if (under === null) {
    const [first] = await listSteps(store.db, id);
    return first?.started_at ? lasting(first.started_at, mostLifeHours) : undefined;
  }
  const definition = asDefinition((await findPlan(store.db, requestKinds, under))?.body);
  return definition && lasting(created_at, definition.plan.effects.lifeHours);
}

function lasting(from: Date, hours: number) {
  return { until: lifeEnd(from, hours), hours };
}

export function lifeEnd(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * hourMs);
}

/** @param azure how Azure says that the job stands which it waits for */
function lifeOver(vm: string, hours: number, azure?: string): Failure {
  return { code: 'drill-life-over', params: { vm, hours, ...(azure && { azure, context: 'azure' }) } };
}

/** Unknown results of Azure are known soon; nothing starts before approval (world seconds). */
const againSeconds = { soon: 120, notBegun: 60 * 60 };
/** Time for what follows on a step that has ended (world ms). */
const followMs = 10 * 60_000;

/** Starts the timer of its lifetime. */
export function watchLife(tx: Tx, id: string): void {
  tx.wake('timer', `drill-life:${id}`);
}

/**
 * Timer `drill-life`: ends a drill whose copy has outlived its lifetime, whether it waits for a person, a vote or
 * Azure. The clean-up waits only for resources that Azure may still be creating, because nobody can delete those yet.
 */
export async function endLife(services: SagaServices, id: string): Promise<void> {
  const { store, clock } = services;
  const request = await findRequest(store.db, id);
  const life = request && (await readLife(services, request));
  const answer = life && clock.now() >= life.until ? await readAnswer(services, request) : undefined;
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    if (!locked || !['pending', 'approved', 'running'].includes(locked.state)) return;
    const again = (at: Date) => tx.wake('timer', `drill-life:${id}`, at);
    if (!life) return again(inSeconds(tx.now(), againSeconds.notBegun));
    if (tx.now() < life.until) return again(life.until);
    const steps = await listSteps(tx.db, id);
    const step = steps.find(({ state }) => state === 'waiting' || state === 'running');
    // All steps are done; the end of the request is about to be recorded.
    if (!step) return;
    const attempt = await lastAttempt(tx.db, step.id);
    if (attempt && mayHaveUnknownJob(step, attempt)) return again(inSeconds(tx.now(), againSeconds.soon));
    // Its job may have become known since.
    const isAsked = attempt?.id === answer?.attempt && attempt?.job_id === answer?.jobId && !answer?.isOver;
    const lastEnd = Math.max(0, ...steps.map(({ ended_at: at }) => at?.getTime() ?? 0));
    // Steps that record and tidy follow at once on an answer that came late. The preflight refuses all others.
    if (attempt?.state === 'accepted' ? !isAsked : tx.now().getTime() - lastEnd < followMs) {
      tx.wake('watch', locked.vault_id);
      return again(inSeconds(tx.now(), againSeconds.soon));
    }
    const failure = lifeOver(locked.vm_name, life.hours, answer?.status);
    if (attempt?.state === 'accepted') {
      // Closes the attempt, so that whoever polls it sees that it is over.
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
    }
    const addendum = await findOpenAddendum(tx.db, id);
    if (addendum) await lapseAddendum(tx, locked, addendum);
    await failStep(services, tx, { request: locked, step }, failure);
  });
}

/**
 * What Azure says of the work that a drill waits for. A process that slept through the end of a life may find that
 * Azure has long finished.
 */
async function readAnswer(
  services: SagaServices,
  { id, vault_id }: RequestRow,
): Promise<{ attempt: string; jobId: string | null; status?: string; isOver?: boolean } | undefined> {
  const { azure, inventory, store } = services;
  const step = (await listSteps(store.db, id)).find(({ state }) => state === 'running');
  const attempt = step && (await lastAttempt(store.db, step.id));
  if (attempt?.state !== 'accepted') return undefined;
  const read = { attempt: attempt.id, jobId: attempt.job_id };
  const { jobId } = read;
  if (jobId === null) {
    // Ends the step if Azure has ended its work.
    await tryRead(() => advanceRequest(services, id));
    return read;
  }
  const job = readValue(await tryRead(async () => azure.jobs.get(await inventory.knownVault(vault_id), jobId)));
  return { ...read, ...(job && { status: job.status, isOver: hasEnded(job.status) }) };
}

/**
 * Whether a job may exist that isn't known yet. Other results are found by their job, or by a name derived from the
 * attempt.
 */
function mayHaveUnknownJob(step: StepRow, { state, job_id }: AttemptRow): boolean {
  return state === 'open' || (state === 'accepted' && job_id === null && mayRestore.includes(step.kind));
}
