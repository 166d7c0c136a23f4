import { randomUUID } from 'node:crypto';
import { containerKey } from '../../domain/arm-id.ts';
import type { VaultFacts } from '../../domain/facts.ts';
import { postsLeft, reminderDue } from '../../domain/notify/limits.ts';
import { afterGood, heldBack, mutes } from '../../domain/notify/mute.ts';
import { type News, newsOf, statusAfter } from '../../domain/notify/news.ts';
import { end, grownOld, join, mend, type Notice, noticeFor, openNotice } from '../../domain/notify/notice.ts';
import { needsSomebody } from '../../domain/notify/trouble.ts';
import { toJson } from '../../store/columns.ts';
import {
  insertNotice,
  lockNotices,
  type MuteRow,
  mutesOf,
  type NoticeRow,
  noticesSince,
  putMute,
  removeMute,
  updateNotice,
} from '../../store/notices.ts';
import { recordSeen } from '../../store/seen-jobs.ts';
import { putSetting } from '../../store/settings.ts';
import { removeSubscriptions, type SubscriptionRow } from '../../store/subscriptions.ts';
import type { Tx } from '../../store/transaction.ts';
import { plain } from '../../text/plain.ts';
import { texts } from '../../text/texts.ts';
import { channelOf } from '../channels.ts';
import { newNonce } from '../nonce.ts';
import { sharedReader } from '../readers.ts';
import type { Services } from '../services.ts';
import type { Look } from './look.ts';
import { editNotice, foldedBy, hourMs, postNotice, sayRecovered, sayReminder } from './messages.ts';

type Parts = Pick<Services, 'config' | 'store'>;

/** Tells what a look at a vault showed, in the transaction that also remembers that it was told. */
export async function recordNews(services: Parts, tx: Tx, vault: VaultFacts, look: Look): Promise<void> {
  const told = look.jobs.flatMap((job) => newsOf(job, look.seen.get(job.id)) ?? []);
  const changed = look.jobs.filter((job) => statusAfter(job, look.seen.get(job.id)) !== look.seen.get(job.id)?.status);
  await recordSeen(
    tx,
    vault.id,
    changed.map((job) => ({
      jobId: job.id,
      status: statusAfter(job, look.seen.get(job.id)),
      startedAt: job.startedAt,
    })),
  );
  await putSetting(tx, vault.id, 'watch', { lookedAt: tx.now().toISOString() }, null);
  const byPlace = Map.groupBy(look.subscriptions, ({ conversation_id }) => conversation_id);
  // Row locks are taken in one order by everyone.
  for (const conversationId of [...byPlace.keys()].sort()) {
    const wanted: SubscriptionRow[] = [];
    for (const row of byPlace.get(conversationId) ?? []) {
      if (look.lapsed.has(row.by_oid)) await endSubscription(services, tx, row);
      else wanted.push(row);
    }
    if (await isCovered(services, tx, conversationId, vault)) await tell(services, tx, vault, wanted, told);
  }
}

/** What an administrator has taken out of a channel is not told there any more. */
async function isCovered(services: Parts, tx: Tx, conversationId: string, vault: VaultFacts): Promise<boolean> {
  const row = await tx.db
    .selectFrom('conversations')
    .select('kind')
    .where('id', '=', conversationId)
    .executeTakeFirst();
  if (!row) return false;
  const channel = await channelOf(
    { ...services, store: { ...services.store, db: tx.db } },
    { conversationId, kind: row.kind },
  );
  return channel.covers(vault.id);
}

async function endSubscription(services: Parts, tx: Tx, row: SubscriptionRow): Promise<void> {
  await removeSubscriptions(tx, row.conversation_id, { vaultId: row.vault_id, containerName: row.container_name });
  const reader = await sharedReader(services, tx.db, row.conversation_id);
  const text = texts(reader.language).t('notify.lapsed', { name: plain(row.name), person: plain(row.by_name) });
  tx.post({ conversationId: row.conversation_id, body: { text } });
  tx.audit({ event: 'subscription.lapsed', details: { name: row.name, conversationId: row.conversation_id } });
}

async function tell(
  services: Parts,
  tx: Tx,
  vault: VaultFacts,
  subscriptions: readonly SubscriptionRow[],
  all: readonly News[],
): Promise<void> {
  const [first] = subscriptions;
  if (!first) return;
  const conversationId = first.conversation_id;
  const now = tx.now();
  const rows = await lockNotices(tx, conversationId, vault.id);
  const before = new Map<string, Notice>();
  let notices: Told[] = rows.map((row) => {
    const notice = { ...noticeOf(row), row };
    before.set(row.id, notice);
    return notice;
  });
  const muted = new Mutes(await mutesOf(tx.db, conversationId), now);
  for (const news of [...all].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    if (news.trouble.kind === 'done') {
      muted.good(news);
      notices = notices.map((notice) => mend(notice, news));
    }
    notices = notices.map((notice) => end(notice, news));
    if (!isWanted(subscriptions, news) || muted.holdsBack(news)) continue;
    const target = noticeFor(notices, news, now);
    if (target) notices = notices.map((notice) => (notice === target ? join(notice, news, now) : notice));
    else notices.push({ ...openNotice(news, now), row: undefined });
  }
  notices = notices.map((notice) => (grownOld(notice, now) ? { ...notice, state: 'closed' } : notice));
  await muted.save(tx);
  await write(services, tx, vault, conversationId, notices, before);
}

type Told = Notice & { row: NoticeRow | undefined };

async function write(
  services: Parts,
  tx: Tx,
  vault: VaultFacts,
  conversationId: string,
  notices: readonly Told[],
  before: ReadonlyMap<string, Notice>,
): Promise<void> {
  const now = tx.now();
  const lately = await noticesSince(tx.db, conversationId, new Date(now.getTime() - hourMs));
  let left = postsLeft(
    lately.filter(({ message_id }) => message_id !== null).map(({ opened_at }) => opened_at),
    now,
  );
  let folds = false;
  for (const notice of notices) {
    const { row } = notice;
    if (!row) {
      const made = newRow(conversationId, vault, notice);
      await insertNotice(tx, { ...made, trouble: toJson(made.trouble), machines: toJson(made.machines) });
      if (left > 0) await postNotice(services, tx, made);
      else folds = true;
      left -= 1;
      continue;
    }
    if (before.get(row.id) !== notice) {
      const { machines, state, lastAt } = notice;
      await updateNotice(tx, row.id, { machines: toJson(machines), state, last_at: lastAt });
      Object.assign(row, { machines: [...machines], state, last_at: lastAt });
      if (row.message_id === null) folds = true;
      else if (state !== 'closed' || notice.trouble.kind === 'restore') await editNotice(services, tx, row);
      if (state === 'recovered' && needsSomebody(notice.trouble)) await sayRecovered(services, tx, row);
    }
    await remind(services, tx, row, now);
  }
  if (folds) await fold(services, tx, conversationId, lately);
}

async function remind(services: Parts, tx: Tx, row: NoticeRow, now: Date): Promise<void> {
  const due = { openedAt: row.opened_at, remindedAt: row.reminded_at, ownerOid: row.owner_oid };
  if (row.state !== 'open' || !row.message_id || !needsSomebody(row.trouble) || !reminderDue(due, now)) return;
  await sayReminder(services, tx, row);
  await updateNotice(tx, row.id, { reminded_at: now });
}

/** One message an hour stands for all that were too many. */
async function fold(services: Parts, tx: Tx, conversationId: string, lately: readonly NoticeRow[]): Promise<void> {
  const known = lately.find(({ trouble }) => trouble.kind === 'folded');
  const empty = { id: '', name: '' };
  const row =
    known ??
    newRow(conversationId, empty, {
      key: 'folded',
      trouble: { kind: 'folded', operation: '' },
      machines: [],
      state: 'open',
      openedAt: tx.now(),
      lastAt: tx.now(),
    });
  if (!known) await insertNotice(tx, { ...row, state: 'closed', trouble: toJson(row.trouble), machines: toJson([]) });
  const inside = (await foldedBy(tx, row)) ?? [];
  // Its heading counts what it stands for.
  row.machines = inside.flatMap(({ machines }) => machines.slice(0, 1));
  if (known) await editNotice(services, tx, row);
  else await postNotice(services, tx, row);
}

function newRow(conversationId: string, vault: Pick<VaultFacts, 'id' | 'name'>, notice: Notice): NoticeRow {
  return {
    id: randomUUID(),
    conversation_id: conversationId,
    vault_id: vault.id,
    vault_name: vault.name,
    trouble: notice.trouble,
    key: notice.key,
    machines: [...notice.machines],
    state: notice.state,
    nonce: newNonce(),
    owner_oid: null,
    owner_name: null,
    message_id: null,
    details_id: null,
    opened_at: notice.openedAt,
    last_at: notice.lastAt,
    reminded_at: null,
  };
}

function noticeOf(row: NoticeRow): Notice {
  const { key, trouble, machines, state } = row;
  return { key, trouble, machines, state, openedAt: row.opened_at, lastAt: row.last_at };
}

/** The job of a machine or of its whole vault; only what ended, or began, after somebody asked for it. */
function isWanted(subscriptions: readonly SubscriptionRow[], { container, trouble, at }: News): boolean {
  return subscriptions.some(
    ({ container_name, what, created_at }) =>
      (container_name === '' || containerKey(container_name) === container) &&
      (what === 'all' || trouble.kind !== 'done') &&
      at >= created_at,
  );
}

/** The mutes of a conversation while news pass by them. */
class Mutes {
  readonly #now: Date;
  #rows: MuteRow[];
  readonly #changed = new Set<string>();
  readonly #over: MuteRow[];

  constructor(rows: MuteRow[], now: Date) {
    this.#now = now;
    this.#over = rows.filter(({ until }) => until !== null && until <= now);
    this.#rows = rows.filter((row) => !this.#over.includes(row));
  }

  holdsBack(news: News): boolean {
    const hits = this.#rows.filter((row) => mutes(row, news, this.#now));
    this.#change(hits, (row) => heldBack(row, news));
    return hits.length > 0;
  }

  good(news: News): void {
    this.#change(this.#rows, (row) => afterGood(row, news));
  }

  async save(tx: Tx): Promise<void> {
    for (const row of this.#over) await removeMute(tx, row);
    for (const row of this.#rows) {
      if (this.#changed.has(keyOfMute(row))) await putMute(tx, { ...row, machines: toJson(row.machines) });
    }
  }

  #change(rows: readonly MuteRow[], rule: (row: MuteRow) => MuteRow | undefined): void {
    for (const row of [...rows]) {
      const after = rule(row);
      if (after === row) continue;
      if (after) this.#changed.add(keyOfMute(row));
      else this.#over.push(row);
      this.#rows = this.#rows.flatMap((each) => (each === row ? (after ?? []) : each));
    }
  }
}

function keyOfMute({ kind, subject }: MuteRow): string {
  return `${kind} ${subject}`;
}
