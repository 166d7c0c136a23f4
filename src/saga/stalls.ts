import { sharedReader } from '../access/contacts.ts';
import { formatDuration } from '../i18n/dates.ts';
import { failureText } from '../i18n/failure-text.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Failure } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { commitsLost } from '../kernel/is-passing.ts';
import { StoredError } from '../kernel/stored.ts';
import type { StepView } from '../requests/cards/step-lines.ts';
import { writePage } from '../requests/pages.ts';
import { hasHandLines } from '../requests/request-kind.ts';
import { notifyStuck } from '../requests/request-messages.ts';
import { expectedTimes } from '../requests/request-view.ts';
import { offersCancel } from '../requests/rules/jobs.ts';
import { claimedSince, claimKey, freeKey } from '../store/idempotency-keys.ts';
import { markStalled, type RunningJob } from '../store/jobs.ts';
import { findPlan, findRequest, type RequestRow } from '../store/requests.ts';
import { findStep, lastAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { SagaServices } from './services.ts';
import type { AtStep } from './step-handler.ts';

/** Says once, in its thread and on its card, that a job stands still, and what to do. */
export async function postStalled(services: SagaServices, row: RunningJob, job: JobFacts): Promise<void> {
  const { store, clock, requestKinds } = services;
  const { db } = store;
  if (!row.request_id || !row.step_id || row.stalled_at) return;
  const step = await findStep(db, row.step_id);
  const request = await findRequest(db, row.request_id);
  if (!step || !request) return;
  const plan = await findPlan(db, requestKinds, request.id).catch((error: unknown) => {
    // Without the plan only the usual time is unknown. A job with a card, however, cannot be told of without its plan.
    if (error instanceof StoredError) return undefined;
    throw error;
  });
  const usual = (plan && (await expectedTimes(db, requestKinds, plan.body))[step.kind]) ?? undefined;
  const now = clock.now();
  if (!isStalled(row.moved_at, usual, now)) return;
  const reader = await sharedReader(services, db, request.conversation_id);
  const { t } = texts(reader.language);
  const still = formatDuration(now.getTime() - row.moved_at.getTime(), reader);
  const vm = plain(job.vmName);
  const said =
    usual === undefined
      ? t('notify.stalled.unknown', { vm, still })
      : t('notify.stalled.known', { vm, still, usual: formatDuration(usual, reader) });
  const next = t(offersCancel(job) ? 'notify.stalled.next' : 'notify.stalled.wait', { id: request.id });
  await notifyThread(services, request, row, `${said} ${next}`);
}

/**
 * Says once in its thread that work without a job, such as a deployment, is long overdue: the card only shows that it
 * runs. Call it under the request's lock at each look that found it running.
 */
export async function postOverdue(services: SagaServices, tx: Tx, { request, step, plan }: AtStep): Promise<void> {
  const since = (await lastAttempt(tx.db, step.id))?.sent_at;
  const now = tx.now();
  if (!since || !isStalled(since, 0, now)) return;
  const usual = (await expectedTimes(tx.db, services.requestKinds, plan))[step.kind] ?? undefined;
  if (!isStalled(since, usual, now)) return;
  if (await claimKey(tx, `overdue ${step.id} ${since.toISOString()}`)) return;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  const { t } = texts(reader.language);
  const params = {
    id: request.id,
    vm: plain(request.vm_name),
    step: t(`cards.step.${step.kind as StepView['kind']}`),
    still: formatDuration(now.getTime() - since.getTime(), reader),
  };
  const said =
    usual === undefined
      ? t('notify.overdue.unknown', params)
      : t('notify.overdue.known', { ...params, usual: formatDuration(usual, reader) });
  const next = [
    t('notify.overdue.next', params),
    // The follow-up of a kind with `afterEnd` may undo what the step made, so it isn't retried.
    ...(services.requestKinds.of(plan).lifecycle?.afterEnd ? [] : [t('notify.overdue.again', params)]),
    ...(hasHandLines(services, plan) ? [t('say.stuck.by-hand', params)] : []),
  ];
  await writePage(services, tx, request, 'stalled');
  tx.post({
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
    subject: request.id,
    body: { text: [said, ...next].join(' ') },
  });
  tx.audit({
    event: 'step.overdue',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind },
  });
}

/** Shorter outages are common, and people would learn to ignore the message (world ms). */
const patienceMs = 30 * 60_000;

/** Says once in its thread that a job cannot be read, and why: its card would only show that nothing changes. */
export async function postUnwatched(services: SagaServices, row: RunningJob, failure: Failure): Promise<void> {
  const { store, clock } = services;
  const unseenMs = clock.now().getTime() - row.seen_at.getTime();
  if (!row.request_id || row.stalled_at || unseenMs < patienceMs) return;
  const request = await findRequest(store.db, row.request_id);
  if (!request) return;
  const reader = await sharedReader(services, store.db, request.conversation_id);
  const said = texts(reader.language);
  const params = { vm: plain(request.vm_name), still: formatDuration(unseenMs, reader) };
  const text = said.t('notify.stalled.unwatched', { ...params, why: failureText(said, failure) });
  await notifyThread(services, request, row, text);
}

function notifyThread(services: SagaServices, request: RequestRow, row: RunningJob, text: string): Promise<void> {
  return services.store.transaction(async (tx) => {
    // Another run of this watch may have said it, or seen the job end.
    if (!(await markStalled(tx, row))) return;
    await writePage(services, tx, request, 'stalled');
    tx.post({
      conversationId: request.conversation_id,
      ...(request.thread_id && { threadId: request.thread_id }),
      subject: request.id,
      body: { text },
    });
    tx.audit({ event: 'job.stalled', requestId: request.id, vmName: request.vm_name, details: { jobId: row.job_id } });
  });
}

/**
 * Says once in its thread why a step is stuck: something cannot be read, or every send is refused. Its card shows
 * nothing of that. Call it under the request's lock, at each look and each answer to a send.
 * @param failure undefined ends the wait: everything could be read, or Azure may have accepted the send
 */
export async function postStuck(
  services: SagaServices,
  tx: Tx,
  { request, step, plan }: AtStep,
  failure: Failure | undefined,
): Promise<void> {
  // A retry by a person is a wait of its own.
  const key = `stuck ${step.id} ${step.retried_at?.toISOString() ?? ''}`;
  if (!failure) return freeKey(tx, key);
  // Lost commits occur once in years and are over within minutes; the alert wakes the engineer on call.
  if (failure.code === commitsLost) {
    if (!(await claimKey(tx, `${key} ${commitsLost} ${failure.params.until}`)))
      await notifyStuck(services, tx, request.id, failure);
    return;
  }
  const since = await claimedSince(tx, key);
  if (tx.now().getTime() - since.getTime() < patienceMs) return;
  if (await claimKey(tx, `${key} told`)) return;
  const byHand = hasHandLines(services, plan) ? (['say.stuck.by-hand'] as const) : [];
  await notifyStuck(services, tx, request.id, failure, 'say.stuck.step', ...byHand);
  await writePage(services, tx, request, 'stalled');
  tx.audit({
    event: 'step.stuck',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind, failure: failure.code },
  });
}

const minute = 60_000;
/** Azure shows no progress while it copies a disk, so a job may be silent for long without being stuck. */
const leastMs = 30 * minute;
const withoutHistoryMs = 2 * 60 * minute;

/**
 * Whether a running job has been silent for so long that somebody should look.
 * @param movedAt when its status, percentage, a task or its transferred amount last changed
 * @param usualMs how long such a job takes in this vault; undefined: no history
 */
export function isStalled(movedAt: Date, usualMs: number | undefined, now: Date): boolean {
  const limit = usualMs === undefined ? withoutHistoryMs : Math.max(leastMs, 2 * usualMs);
  return now.getTime() - movedAt.getTime() >= limit;
}
