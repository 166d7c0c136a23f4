import { formatDuration } from '../i18n/dates.ts';
import { failureText } from '../i18n/failure-text.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Failure } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { StoredError } from '../kernel/stored.ts';
import { writePage } from '../pager/pages.ts';
import { sharedReader } from '../people/locale.ts';
import { expectedTimes } from '../requests/expected-times.ts';
import { offersCancel } from '../requests/rules/cancellable.ts';
import type { Services } from '../services.ts';
import { markStalled, type RunningJob } from '../store/jobs.ts';
import { findPlan, findRequest, type RequestRow } from '../store/requests.ts';
import { findStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { isStalled } from './rules/stall.ts';

/** A job that stands still is said once in its thread, with what to do; and on its card. */
export async function sayStalled(services: Services, tx: Tx, row: RunningJob, job: JobFacts): Promise<void> {
  if (!row.request_id || !row.step_id || row.stalled_at) return;
  const step = await findStep(tx.db, row.step_id);
  const request = await findRequest(tx.db, row.request_id);
  if (!step || !request) return;
  const plan = await findPlan(tx.db, services.requestKinds, request.id).catch((error: unknown) => {
    // Without its plan only the usual time is not known; the other jobs of the vault are watched in this transaction too.
    if (error instanceof StoredError) return undefined;
    throw error;
  });
  const usual = (plan && (await expectedTimes(tx.db, services.requestKinds, plan.body))[step.kind]) ?? undefined;
  if (!isStalled(row.moved_at, usual, tx.now())) return;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  const { t } = texts(reader.language);
  const still = formatDuration(tx.now().getTime() - row.moved_at.getTime(), reader);
  const vm = plain(job.vmName);
  const said =
    usual === undefined
      ? t('notify.stalled.unknown', { vm, still })
      : t('notify.stalled.known', { vm, still, usual: formatDuration(usual, reader) });
  const next = t(offersCancel(job) ? 'notify.stalled.next' : 'notify.stalled.wait', { id: request.id });
  await tellThread(services, tx, request, row, `${said} ${next}`);
}

/** Shorter outages are Azure's daily bread, and people would learn to read past it. */
const unwatchedMs = 30 * 60_000;

/** A job that cannot be looked at is said once in its thread, with why: only its card would show that nothing comes. */
export async function sayUnwatched(services: Services, tx: Tx, row: RunningJob, failure: Failure): Promise<void> {
  const unseenMs = tx.now().getTime() - row.seen_at.getTime();
  if (!row.request_id || row.stalled_at || unseenMs < unwatchedMs) return;
  const request = await findRequest(tx.db, row.request_id);
  if (!request) return;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  const said = texts(reader.language);
  const params = { vm: plain(request.vm_name), still: formatDuration(unseenMs, reader) };
  await tellThread(
    services,
    tx,
    request,
    row,
    said.t('notify.stalled.unwatched', { ...params, why: failureText(said, failure) }),
  );
}

async function tellThread(
  services: Services,
  tx: Tx,
  request: RequestRow,
  row: RunningJob,
  text: string,
): Promise<void> {
  await markStalled(tx, row);
  await writePage(services, tx, request, 'stalled');
  tx.post({
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
    subject: request.id,
    body: { text },
  });
  tx.audit({ event: 'job.stalled', requestId: request.id, vmName: request.vm_name, details: { jobId: row.job_id } });
}
