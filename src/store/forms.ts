import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import type { Schema } from './schema.ts';
import type { FormTable } from './tables/chat.ts';
import type { Tx } from './transaction.ts';

export type FormRow = Selectable<FormTable>;

export async function insertForm(tx: Tx, row: Omit<Insertable<FormTable>, 'created_at'>): Promise<void> {
  await tx.db
    .insertInto('forms')
    .values({ ...row, created_at: tx.now() })
    .execute();
}

export function findForm(db: Kysely<Schema>, id: string): Promise<FormRow | undefined> {
  return db.selectFrom('forms').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockForm(tx: Tx, id: string): Promise<FormRow | undefined> {
  return tx.db.selectFrom('forms').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateForm(tx: Tx, id: string, change: Updateable<FormTable>): Promise<void> {
  await tx.db.updateTable('forms').set(change).where('id', '=', id).execute();
}

/** A person's open forms in a conversation, newest first. */
export function listOpenForms(db: Kysely<Schema>, ownerOid: string, conversationId: string): Promise<FormRow[]> {
  return db
    .selectFrom('forms')
    .selectAll()
    .where('owner_oid', '=', ownerOid)
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', ['open', 'confirming'])
    .orderBy('created_at', 'desc')
    .execute();
}

/**
 * A person's open forms anywhere, newest first, under lock; forms that are being submitted or dismissed right now
 * are left out.
 */
export function lockOpenForms(tx: Tx, ownerOid: string): Promise<FormRow[]> {
  return tx.db
    .selectFrom('forms')
    .selectAll()
    .where('owner_oid', '=', ownerOid)
    .where('state', 'in', ['open', 'confirming'])
    .orderBy('created_at', 'desc')
    .forUpdate()
    .skipLocked()
    .execute();
}

/** All people's open forms of a kind. */
export function openForms(db: Kysely<Schema>, kind: FormRow['kind']): Promise<FormRow[]> {
  return db
    .selectFrom('forms')
    .selectAll()
    .where('kind', '=', kind)
    .where('state', 'in', ['open', 'confirming'])
    .execute();
}
