import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, MuteTable, NoticeTable } from './schema.ts';
import type { Tx } from './transaction.ts';

export type NoticeRow = Selectable<NoticeTable>;
export type MuteRow = Selectable<MuteTable>;

/**
 * Open ones of a conversation, of one vault or all. Looks at several vaults, and clicks, take turns in a conversation:
 * they count its posts and change its notices.
 */
export async function lockNotices(tx: Tx, conversationId: string, vaultId?: string): Promise<NoticeRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${conversationId}, 0))`.execute(tx.db);
  return openNotices(tx.db, conversationId, vaultId);
}

export function openNotices(db: Db, conversationId: string, vaultId?: string): Promise<NoticeRow[]> {
  let query = db
    .selectFrom('notices')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'open')
    .orderBy('opened_at')
    .orderBy('id');
  if (vaultId !== undefined) query = query.where('vault_id', '=', vaultId);
  return query.execute();
}

export function findNotice(db: Db, id: string): Promise<NoticeRow | undefined> {
  return db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @param messageId messages.id of its post */
export function findNoticeOfPost(db: Db, messageId: string): Promise<NoticeRow | undefined> {
  return db.selectFrom('notices').selectAll().where('message_id', '=', messageId).executeTakeFirst();
}

export const hourMs = 3_600_000;

/** The message that stands for those of its hour that got none of their own. */
export function foldOf(
  db: Db,
  { conversation_id, opened_at }: Pick<NoticeRow, 'conversation_id' | 'opened_at'>,
): Promise<NoticeRow | undefined> {
  return db
    .selectFrom('notices')
    .selectAll()
    .where('conversation_id', '=', conversation_id)
    .where('key', '=', 'folded')
    .where('opened_at', '>', new Date(opened_at.getTime() - hourMs))
    .where('opened_at', '<=', opened_at)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Posts that a conversation got since a time, and what was folded meanwhile. */
export function noticesSince(db: Db, conversationId: string, since: Date): Promise<NoticeRow[]> {
  return db
    .selectFrom('notices')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('opened_at', '>', since)
    .orderBy('opened_at')
    .execute();
}

export async function insertNotice(tx: Tx, row: Insertable<NoticeTable>): Promise<void> {
  await tx.db.insertInto('notices').values(row).execute();
}

export async function updateNotice(tx: Tx, id: string, change: Updateable<NoticeTable>): Promise<void> {
  await tx.db.updateTable('notices').set(change).where('id', '=', id).execute();
}

export function listMutes(db: Db, conversationId: string): Promise<MuteRow[]> {
  return db.selectFrom('mutes').selectAll().where('conversation_id', '=', conversationId).orderBy('name').execute();
}

export async function putMute(tx: Tx, row: Insertable<MuteTable>): Promise<void> {
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
