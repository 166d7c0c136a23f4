import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Log } from '../kernel/telemetry/log.ts';
import { ask, type Part, readAs, readRows, rowsOf, toJson } from './rows.ts';
import { type NoticeMachine, storedMuted, storedNoticeMachines, storedTrouble, type Trouble } from './rules/notice.ts';
import type { Db } from './schema.ts';
import type { MuteTable, NoticeTable } from './tables/jobs.ts';
import type { Tx } from './transaction.ts';

export type NoticeRow = Omit<Selectable<NoticeTable>, 'trouble' | 'machines'> & {
  trouble: Trouble;
  machines: NoticeMachine[];
};
export type MuteRow = Omit<Selectable<MuteTable>, 'machines'> & { machines: string[] };

type UnreadLog = Pick<Log, 'error'>;

/** @throws NewerStoredError, stored.unreadable */
function parseNotice(row: Selectable<NoticeTable>): NoticeRow {
  return { ...row, trouble: storedTrouble.parse(row.trouble), machines: storedNoticeMachines.parse(row.machines) };
}

function readNotices(log: UnreadLog, rows: readonly Selectable<NoticeTable>[]): NoticeRow[] {
  return readRows(log, rows, parseNotice, ({ id }) => ({ notice: id }));
}

/** The stored columns of a notice. */
export function noticeColumns({ trouble, machines }: Pick<NoticeRow, 'trouble' | 'machines'>) {
  return { trouble: toJson(storedTrouble.write(trouble)), ...machinesColumn(machines) };
}

export function machinesColumn(machines: readonly NoticeMachine[]) {
  return { machines: toJson(storedNoticeMachines.write([...machines])) };
}

/** SQL of `findFoldedNotice`, for a notice `one` and its `fold`. */
const standsInFold = sql<boolean>`(one.message_id is null and fold.key = 'folded'
  and fold.conversation_id = one.conversation_id
  and one.opened_at >= fold.opened_at and one.opened_at < fold.opened_at + interval '1 hour')`;

/** Whether the post of a notice `one`, or the post that it is folded into, was given up. */
const wasGivenUp = sql<boolean>`(
  exists (select from messages where messages.id = one.message_id and messages.state = 'dead')
  or exists (select from notices as fold join messages on messages.id = fold.message_id
    where messages.state = 'dead' and ${standsInFold}))`;

/**
 * Locks the open notices of a conversation, of one vault or all. Looks at several vaults, and clicks, take turns
 * in a conversation: they count its posts and change its notices.
 */
export async function lockNotices(
  tx: Tx,
  log: UnreadLog,
  conversationId: string,
  vaultId?: string,
): Promise<NoticeRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${conversationId}, 0))`.execute(tx.db);
  // Nobody saw a notice whose post was given up, and nobody would see machines that join it.
  await tx.db
    .updateTable('notices as one')
    .set({ state: 'closed' })
    .where('one.conversation_id', '=', conversationId)
    .where('one.state', '=', 'open')
    .where(wasGivenUp)
    .execute();
  return openNotices(tx.db, log, conversationId, vaultId);
}

export function openNotices(db: Db, log: UnreadLog, conversationId: string, vaultId?: string): Promise<NoticeRow[]> {
  return ask(db, openNoticesPart(db, log, conversationId, vaultId));
}

/** `openNotices` as a part of a statement. */
export function openNoticesPart(db: Db, log: UnreadLog, conversationId: string, vaultId?: string): Part<NoticeRow[]> {
  let query = db
    .selectFrom('notices')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'open')
    .orderBy('opened_at')
    .orderBy('id');
  if (vaultId !== undefined) query = query.where('vault_id', '=', vaultId);
  return readAs(rowsOf(query, { opened_at: true, last_at: true, reminded_at: true }), (rows) => readNotices(log, rows));
}

/** @throws NewerStoredError, stored.unreadable */
export async function findNotice(db: Db, id: string): Promise<NoticeRow | undefined> {
  const row = await db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst();
  return row && parseNotice(row);
}

/** @param messageId messages.id of its post */
export async function findNoticeOfPost(db: Db, messageId: string): Promise<NoticeRow | undefined> {
  const row = await db.selectFrom('notices').selectAll().where('message_id', '=', messageId).executeTakeFirst();
  return row && parseNotice(row);
}

export const hourMs = 3_600_000;

/** The post that folds the notices of its hour that got none of their own. */
export async function findFoldedNotice(
  db: Db,
  { conversation_id, opened_at }: Pick<NoticeRow, 'conversation_id' | 'opened_at'>,
): Promise<NoticeRow | undefined> {
  const row = await db
    .selectFrom('notices')
    .selectAll()
    .where('conversation_id', '=', conversation_id)
    .where('key', '=', 'folded')
    .where('opened_at', '>', new Date(opened_at.getTime() - hourMs))
    .where('opened_at', '<=', opened_at)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && parseNotice(row);
}

/** Notices of a conversation that were opened since a time, folded ones included. */
export async function noticesSince(db: Db, log: UnreadLog, conversationId: string, since: Date): Promise<NoticeRow[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('opened_at', '>', since)
    .orderBy('opened_at')
    .execute();
  return readNotices(log, rows);
}

/** Whether a message reports a failed drill that no proof has followed: nothing else would report it. */
export const isFailedDrillMessage = sql<boolean>`messages.id in (
  select fold.message_id from notices as one
  join notices as fold on fold.id = one.id or ${standsInFold}
  where one.state = 'open' and one.key like 'drill:%' and fold.message_id is not null)`;

export async function insertNotice(tx: Tx, row: Insertable<NoticeTable>): Promise<void> {
  await tx.db.insertInto('notices').values(row).execute();
}

export async function updateNotice(tx: Tx, id: string, change: Updateable<NoticeTable>): Promise<void> {
  await tx.db.updateTable('notices').set(change).where('id', '=', id).execute();
}

/** Mutes of a conversation. An unreadable mute mutes nothing. */
export async function listMutes(db: Db, log: UnreadLog, conversationId: string): Promise<MuteRow[]> {
  const rows = await db
    .selectFrom('mutes')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('name')
    .execute();
  return readRows(
    log,
    rows,
    (row) => ({ ...row, machines: storedMuted.parse(row.machines) }),
    ({ name }) => ({ conversationId, mute: name }),
  );
}

export async function putMute(tx: Tx, mute: MuteRow): Promise<void> {
  const row = { ...mute, machines: toJson(storedMuted.write(mute.machines)) };
  const { name, until, machines, by_name, created_at } = row;
  await tx.db
    .insertInto('mutes')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'kind', 'subject'])
        .doUpdateSet({ name, until, machines, by_name, created_at }),
    )
    .execute();
}

export async function removeMute(tx: Tx, { conversation_id, kind, subject }: MuteRow): Promise<void> {
  await tx.db
    .deleteFrom('mutes')
    .where('conversation_id', '=', conversation_id)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .execute();
}
