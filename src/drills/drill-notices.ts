import type { News } from '../jobs/rules/news.ts';
import { addToNotice, applyRecovery, findNoticeFor, openNotice, stillWrong } from '../jobs/rules/notice.ts';
import { type NoticeWithRow, withRow, writeNotices } from '../jobs/write-notices.ts';
import { containerKey } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { scoreTrials, toTrial } from '../machines/rules/score.ts';
import type { RequestServices } from '../requests/services.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { lockNotices } from '../store/notices.ts';
import { findPlan, findRequest, type RequestRow } from '../store/requests.ts';
import { listTrials } from '../store/trials.ts';
import { notifyReviewDue } from './notify.ts';
import { asDrill, type StoredDrill } from './stored-drill.ts';

/** Interval between looks at an open problem: a reminder may be due, or a restore may have proven the machine. */
const againSeconds = 60 * 60;
/** Stands in for the operation of an Azure job. */
const operation = 'Drill';

/**
 * Timer `drill-notice`: opens or ends a problem after a drill. A failed drill is a problem of its conversation, posted
 * like a failed backup, until something proves the machine; a drill that passed ends the problem that an earlier one
 * opened. Meanwhile it tells of a review that nobody made, and of one whose action is overdue.
 */
export async function keepDrillNotice(services: RequestServices, drillId: string): Promise<void> {
  const { store, requestKinds, log } = services;
  const request = await findRequest(store.db, drillId);
  const plan = asDrill((await findPlan(store.db, requestKinds, drillId))?.body);
  if (!request?.ended_at || !plan) return;
  const ended = { ...request, ended_at: request.ended_at };
  const trials = (await listTrials(store.db, requestKinds.trials, { vmId: request.vm_id })).map(toTrial);
  const news = newsOf(ended, plan);
  await store.transaction(async (tx) => {
    const { vaultId: id, vaultName: name } = plan.target;
    const rows = await lockNotices(tx, log, request.conversation_id, id);
    const told = rows.filter(({ trouble }) => trouble.kind === 'drill').map(withRow);
    const before = new Map(told.map((notice) => [notice.row?.id ?? '', notice]));
    // The timer runs again while the problem is open, so the key tells the first run from the others.
    const isNew = request.state === 'failed' && !(await claimKey(tx, `drill-notice ${drillId}`));
    const joined = isNew ? withNews(told, news, tx.now()) : told;
    const { proof } = scoreTrials(trials);
    const notices = proof
      ? joined.map((notice) => applyRecovery(notice, { ...news, trouble: { kind: 'done', operation }, at: proof.at }))
      : joined;
    const count: Parameters<typeof writeNotices>[6] = (one) => stillWrong(one).length;
    await writeNotices(services, tx, { id, name }, request.conversation_id, notices, before, count);
    if (!notices.some((notice) => stillWrong(notice).some(({ jobId }) => jobId === drillId))) return;
    await notifyReviewDue(services, tx, ended);
    tx.wake('timer', `drill-notice:${drillId}`, inSeconds(tx.now(), againSeconds));
  });
}

/** Drills of one vault that fail for the same reason within minutes are one problem. */
function withNews(told: readonly NoticeWithRow[], news: News, now: Date): NoticeWithRow[] {
  const target = findNoticeFor(told, news, now);
  if (!target) return [...told, { ...openNotice(news, now), row: undefined }];
  return told.map((notice) => (notice === target ? addToNotice(notice, news) : notice));
}

function newsOf(
  { id, vm_name, created_at, failure, ended_at: at }: RequestRow & { ended_at: Date },
  { target }: StoredDrill,
): News {
  return {
    trouble: { kind: 'drill', operation, ...(failure && { failure }) },
    container: containerKey(target.containerName),
    vm: vm_name,
    jobId: id,
    startedAt: created_at,
    at,
    ended: true,
  };
}
