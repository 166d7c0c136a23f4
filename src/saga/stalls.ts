import { formatDuration } from '../i18n/dates.ts';
import { failureText } from '../i18n/failure-text.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Failure } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { StoredError } from '../kernel/stored.ts';
import { writePage } from '../pager/pages.ts';
import { sharedReader } from '../people/locale.ts';
import type { StepView } from '../requests/cards/step-lines.ts';
import { expectedTimes } from '../requests/expected-times.ts';
import { isToldByHand } from '../requests/request-kind.ts';
import { offersCancel } from '../requests/rules/cancellable.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { markStalled, type RunningJob } from '../store/jobs.ts';
import { findPlan, findRequest, type RequestRow } from '../store/requests.ts';
import { findStep, lastAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { isStalled } from './rules/stall.ts';
import type { SagaServices } from './services.ts';
import type { AtStep } from './step-handler.ts';

/** A job that stands still is said once in its thread, with what to do; and on its card. */
export async function sayStalled(services: SagaServices, row: RunningJob, job: JobFacts): Promise<void> {
  const { store, clock, requestKinds } = services;
  const { db } = store;
  if (!row.request_id || !row.step_id || row.stalled_at) return;
  const step = await findStep(db, row.step_id);
  const request = await findRequest(db, row.request_id);
  if (!step || !request) return;
  const plan = await findPlan(db, requestKinds, request.id).catch((error: unknown) => {
    // Without its plan only the usual time is not known. One that has a card cannot be told without.
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
  await tellThread(services, request, row, `${said} ${next}`);
}

/**
 * What Azure took and is at work on without a job, as a deployment, is said once in its thread when it has long been due:
 * its card only shows that it runs. Call it at each look that saw so, under the request's lock.
 */
export async function sayOverdue(services: SagaServices, tx: Tx, { request, step, plan }: AtStep): Promise<void> {
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
    // What comes after its end may undo what it made: it isn't tried again.
    ...(services.requestKinds.of(plan).lifecycle?.afterEnd ? [] : [t('notify.overdue.again', params)]),
    ...(isToldByHand(services, plan) ? [t('say.stuck.by-hand', params)] : []),
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

/** Shorter outages are Azure's daily bread, and people would learn to read past it. */
const unwatchedMs = 30 * 60_000;

/** A job that cannot be looked at is said once in its thread, with why: only its card would show that nothing comes. */
export async function sayUnwatched(services: SagaServices, row: RunningJob, failure: Failure): Promise<void> {
  const { store, clock } = services;
  const unseenMs = clock.now().getTime() - row.seen_at.getTime();
  if (!row.request_id || row.stalled_at || unseenMs < unwatchedMs) return;
  const request = await findRequest(store.db, row.request_id);
  if (!request) return;
  const reader = await sharedReader(services, store.db, request.conversation_id);
  const said = texts(reader.language);
  const params = { vm: plain(request.vm_name), still: formatDuration(unseenMs, reader) };
  const text = said.t('notify.stalled.unwatched', { ...params, why: failureText(said, failure) });
  await tellThread(services, request, row, text);
}

function tellThread(services: SagaServices, request: RequestRow, row: RunningJob, text: string): Promise<void> {
  return services.store.transaction(async (tx) => {
    // Another run of this watch may have told it, or seen the job end.
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
