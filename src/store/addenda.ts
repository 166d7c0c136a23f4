import type { Kysely, Selectable, Updateable } from 'kysely';
import { toJson } from './columns.ts';
import type { AddendumTable, AddendumVote, Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

export type AddendumRow = Selectable<AddendumTable>;

/** @returns the row, numbered behind those of its request. Call it under the request's lock. */
export async function insertAddendum(
  tx: Tx,
  row: Pick<AddendumRow, 'request_id' | 'step_id' | 'content' | 'hash' | 'nonce' | 'decide_by'>,
): Promise<AddendumRow> {
  const last = await tx.db
    .selectFrom('addenda')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('request_id', '=', row.request_id)
    .executeTakeFirst();
  tx.changed(row.request_id);
  return tx.db
    .insertInto('addenda')
    .values({
      ...row,
      content: toJson(row.content),
      number: (last?.number ?? 0) + 1,
      state: 'asked',
      votes: '[]',
      card_message_ids: '[]',
      asked_at: tx.now(),
      decided_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The one that waits for a decision. */
export function findOpenAddendum(db: Kysely<Schema>, requestId: string): Promise<AddendumRow | undefined> {
  return db
    .selectFrom('addenda')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
}

/** All that wait for a decision. */
export function listOpenAddenda(db: Kysely<Schema>): Promise<AddendumRow[]> {
  return db.selectFrom('addenda').selectAll().where('state', '=', 'asked').execute();
}

export function findAddendum(db: Kysely<Schema>, requestId: string, number: number): Promise<AddendumRow | undefined> {
  return db
    .selectFrom('addenda')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** In the order in which they were asked. */
export function listAddenda(db: Kysely<Schema>, requestId: string): Promise<AddendumRow[]> {
  return db.selectFrom('addenda').selectAll().where('request_id', '=', requestId).orderBy('number').execute();
}

export async function updateAddendum(
  tx: Tx,
  { request_id, number }: Pick<AddendumRow, 'request_id' | 'number'>,
  change: Updateable<AddendumTable>,
): Promise<void> {
  await tx.db
    .updateTable('addenda')
    .set(change)
    .where('request_id', '=', request_id)
    .where('number', '=', number)
    .execute();
  tx.changed(request_id);
}

export async function saveAddendumVotes(
  tx: Tx,
  addendum: Pick<AddendumRow, 'request_id' | 'number'>,
  votes: readonly AddendumVote[],
): Promise<void> {
  await updateAddendum(tx, addendum, { votes: toJson(votes) });
}
