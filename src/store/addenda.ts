import type { Kysely, Selectable, Updateable } from 'kysely';
import { storedCardIds } from '../kernel/chat.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { readRows, toJson } from './rows.ts';
import { storedBallots } from './rules/decision.ts';
import type { Schema } from './schema.ts';
import type { AddendumTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

/** A vote on an addendum. Votes are stored in the addendum's row and change under the request's lock. */
export type AddendumVote = ReturnType<typeof storedBallots.parse>[number];

export type AddendumRow = Omit<Selectable<AddendumTable>, 'votes' | 'card_message_ids'> & {
  votes: AddendumVote[];
  card_message_ids: string[];
};

/** @throws NewerStoredError, stored.unreadable */
function parseAddendum(row: Selectable<AddendumTable>): AddendumRow {
  return {
    ...row,
    votes: storedBallots.parse(row.votes),
    card_message_ids: storedCardIds.parse(row.card_message_ids),
  };
}

/** @returns the row, numbered after the request's earlier ones. Call it under the request's lock. */
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
  const inserted = await tx.db
    .insertInto('addenda')
    .values({
      ...row,
      content: toJson(row.content),
      number: (last?.number ?? 0) + 1,
      state: 'asked',
      votes: toJson(storedBallots.write([])),
      card_message_ids: toJson(storedCardIds.write([])),
      asked_at: tx.now(),
      decided_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return parseAddendum(inserted);
}

/** The request's addendum that waits for a decision. */
export async function findOpenAddendum(db: Kysely<Schema>, requestId: string): Promise<AddendumRow | undefined> {
  const row = await db
    .selectFrom('addenda')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return row && parseAddendum(row);
}

/** All readable addenda that wait for a decision. */
export async function listOpenAddenda(db: Kysely<Schema>, log: Pick<Log, 'error'>): Promise<AddendumRow[]> {
  const rows = await db.selectFrom('addenda').selectAll().where('state', '=', 'asked').execute();
  return readRows(log, rows, parseAddendum, ({ request_id, number }) => ({ requestId: request_id, addendum: number }));
}

export async function findAddendum(
  db: Kysely<Schema>,
  requestId: string,
  number: number,
): Promise<AddendumRow | undefined> {
  const row = await db
    .selectFrom('addenda')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && parseAddendum(row);
}

/** A request's addenda, in the order in which they were asked for. */
export async function listAddenda(db: Kysely<Schema>, requestId: string): Promise<AddendumRow[]> {
  const rows = await db
    .selectFrom('addenda')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('number')
    .execute();
  return rows.map(parseAddendum);
}

/**
 * The votes on all addenda of a request.
 * @throws NewerStoredError, stored.unreadable: no vote is left out
 */
export async function listAddendumVotes(db: Kysely<Schema>, requestId: string): Promise<AddendumVote[]> {
  const rows = await db.selectFrom('addenda').select('votes').where('request_id', '=', requestId).execute();
  return rows.flatMap(({ votes }) => storedBallots.parse(votes));
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
  await updateAddendum(tx, addendum, { votes: toJson(storedBallots.write([...votes])) });
}
