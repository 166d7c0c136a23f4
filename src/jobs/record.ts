import { sharedReader } from '../access/contacts.ts';
import { isCovered } from '../chat/channels.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { secondsBetween } from '../kernel/clock.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { lenient } from '../kernel/stored.ts';
import { askForInventory } from '../machines/kept-lists.ts';
import type { RequestServices } from '../requests/services.ts';
import type { SubscriptionRow } from '../store/conversations.ts';
import { listMutes, lockNotices, type MuteRow, openNotices } from '../store/notices.ts';
import { recordSeen, touchSeen } from '../store/seen-jobs.ts';
import { lockSetting, putSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';
import { endSubscription, isSubscribed, stillFailing } from './end-subscription.ts';
import { PassingMutes } from './passing-mutes.ts';
import { type NewsRead, storedWatch } from './read-news.ts';
import { longestMuteDays, unreportedFailures } from './rules/mute.ts';
import { findNews, type News, statusAfter } from './rules/news.ts';
import {
  addMutedToNotice,
  addToNotice,
  applyRecovery,
  end,
  findNoticeFor,
  isTooOldToGrow,
  type Notice,
  openNotice,
  openNoticeOf,
} from './rules/notice.ts';
import { endOfBackups, needsAction } from './rules/trouble.ts';
import { isRemindedOf, type NoticeWithRow, withRow, writeNotices } from './write-notices.ts';

type Parts = Pick<RequestServices, 'config' | 'store' | 'log'>;

/** Posts the news of a look at a vault, in the transaction that also records it as posted. */
export async function recordNews(services: Parts, tx: Tx, vault: VaultFacts, reading: NewsRead): Promise<void> {
  // A process that froze looked before another one that has posted since; its news is stale.
  const last = await lockSetting(tx, vault.id, 'watch', lenient(storedWatch));
  if (last?.lookedAt.getTime() !== reading.after?.getTime()) return;
  const all = reading.jobs.flatMap((job) => findNews(job, reading.seen.get(job.id)) ?? []);
  const changed = reading.jobs.filter(
    (job) => statusAfter(job, reading.seen.get(job.id)) !== reading.seen.get(job.id)?.status,
  );
  await touchSeen(tx, vault.id, reading.asked);
  await recordSeen(
    tx,
    vault.id,
    changed.map((job) => ({
      jobId: job.id,
      status: statusAfter(job, reading.seen.get(job.id)),
      startedAt: job.startedAt,
    })),
  );
  await putSetting(tx, vault.id, 'watch', storedWatch.write({ lookedAt: tx.now() }), null);
  if (all.some(({ trouble }) => endOfBackups(trouble))) askForInventory(tx, vault.id);
  const byPlace = Map.groupBy(reading.subscriptions, ({ conversation_id }) => conversation_id);
  // Everyone takes row locks in one order.
  for (const conversationId of [...byPlace.keys()].sort()) {
    const wanted: SubscriptionRow[] = [];
    for (const row of byPlace.get(conversationId) ?? []) {
      if (reading.lapsed.has(row.by_oid)) await postLapsed(services, tx, row);
      else wanted.push(row);
    }
    if (await isCovered(services, tx.db, conversationId, vault.id))
      await postNews(services, tx, vault, wanted, all, reading.ours);
  }
}

async function postLapsed(services: Parts, tx: Tx, row: SubscriptionRow): Promise<void> {
  await endSubscription(services, tx, row);
  const reader = await sharedReader(services, tx.db, row.conversation_id);
  const text = texts(reader.language).t('notify.lapsed', { name: plain(row.name), person: plain(row.by_name) });
  tx.post({ conversationId: row.conversation_id, bulk: true, body: { text } });
  tx.audit({ event: 'subscription.lapsed', details: { name: row.name, conversationId: row.conversation_id } });
}

/** Failures held back by an expired mute are counted once, after this look's news. */
async function postExpiredMute(services: Parts, tx: Tx, mute: MuteRow): Promise<void> {
  const { conversation_id, name, until } = mute;
  const { language } = await sharedReader(services, tx.db, conversation_id);
  const { t } = texts(language);
  const count = unreportedFailures(mute, await openNotices(tx.db, services.log, conversation_id)).length;
  const said = [
    ...(until ? [] : [t('notify.mute-outlived', { name: plain(name), days: longestMuteDays })]),
    ...(count > 0 ? [t('notify.held-back', { name: plain(name), count })] : []),
  ];
  if (said.length > 0) tx.post({ conversationId: conversation_id, bulk: true, body: { text: said.join(' ') } });
}

async function postNews(
  services: Parts,
  tx: Tx,
  vault: VaultFacts,
  subscriptions: readonly SubscriptionRow[],
  all: readonly News[],
  ours: NewsRead['ours'],
): Promise<void> {
  const [first] = subscriptions;
  if (!first) return;
  const conversationId = first.conversation_id;
  const now = tx.now();
  const rows = await lockNotices(tx, services.log, conversationId, vault.id);
  const before = new Map<string, Notice>();
  let notices: NoticeWithRow[] = rows.map((row) => {
    const notice = withRow(row);
    before.set(row.id, notice);
    return notice;
  });
  const muted = new PassingMutes(await listMutes(tx.db, services.log, conversationId), now);
  for (const news of [...all].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const isGood = news.trouble.kind === 'done' && news.trouble.operation === 'Backup';
    if (isGood || endOfBackups(news.trouble)) muted.settled(news);
    if (isGood) {
      notices = notices.map((notice) => applyRecovery(notice, news));
    }
    notices = notices.map((notice) => end(notice, news));
    // Jobs started from chat recover like others, but only their requests report them.
    if (ours.has(news.jobId) || !isWanted(subscriptions, news)) continue;
    const isMuted = muted.holdsBack(news);
    const target = findNoticeFor(notices, news, now);
    // An edit notifies nobody, and the reminder after a mute counts what was muted. Without a reminder, the end of the
    // mute counts it, and the next failure is posted.
    const counting = !target && isMuted ? openNoticeOf(notices.filter(isRemindedOf), news, now) : undefined;
    if (target) notices = notices.map((notice) => (notice === target ? addToNotice(notice, news) : notice));
    else if (counting)
      notices = notices.map((notice) => (notice === counting ? addMutedToNotice(notice, news) : notice));
    else if (!isMuted) {
      notices.push({ ...openNotice(news, now), row: undefined });
      if (needsAction(news.trouble))
        services.log.info({ vault: vault.name, afterSeconds: secondsBetween(news.at, now) }, 'a failed backup is told');
    }
  }
  notices = notices.map((notice) => (isTooOldToGrow(notice, now) ? { ...notice, state: 'closed' } : notice));
  await muted.save(tx);
  const toRemindOf = (notice: Notice) => muted.without(notice.trouble, stillFailing(notice, subscriptions)).length;
  await writeNotices(services, tx, vault, conversationId, notices, before, toRemindOf);
  for (const row of muted.outlived) await postExpiredMute(services, tx, row);
}

/**
 * Whether news concerns a subscription, to the machine or the whole vault: only jobs that ended, or started, after it
 * was created.
 */
function isWanted(subscriptions: readonly SubscriptionRow[], { container, trouble, at }: News): boolean {
  const concernsAll = trouble.kind !== 'done' || endOfBackups(trouble) !== undefined;
  return subscriptions.some(
    (each) => isSubscribed(each, container) && (each.what === 'all' || concernsAll) && at >= each.created_at,
  );
}
