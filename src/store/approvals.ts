import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import { storedCardIds } from '../kernel/chat.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { readRows, toJson, toText } from './rows.ts';
import { type ApproverTurn, storedBallots, storedVoteGroups } from './rules/decision.ts';
import type { Db, Schema } from './schema.ts';
import type { AddendumTable, QuestionTable, ReviewTable, VoteTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

export type VoteRow = Omit<Selectable<VoteTable>, 'groups'> & { groups: string[] };

/** One vote per person: a later vote replaces the earlier one. */
export async function putVote(tx: Tx, vote: Omit<VoteRow, 'at'>): Promise<void> {
  const row = {
    ...vote,
    voter_name: toText(vote.voter_name),
    reason: toText(vote.reason),
    groups: toJson(storedVoteGroups.write(vote.groups)),
    at: tx.now(),
  };
  await tx.db
    .insertInto('votes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['request_id', 'voter_oid']).doUpdateSet(row))
    .execute();
  tx.changed(vote.request_id);
}

export async function setVoteGroups(
  tx: Tx,
  { request_id, voter_oid }: VoteRow,
  groups: readonly string[],
): Promise<void> {
  await tx.db
    .updateTable('votes')
    .set({ groups: toJson(storedVoteGroups.write([...groups])) })
    .where('request_id', '=', request_id)
    .where('voter_oid', '=', voter_oid)
    .execute();
  tx.changed(request_id);
}

export async function removeVote(tx: Tx, requestId: string, voterOid: string): Promise<void> {
  await tx.db.deleteFrom('votes').where('request_id', '=', requestId).where('voter_oid', '=', voterOid).execute();
  tx.changed(requestId);
}

/** @throws NewerStoredError, stored.unreadable: no vote is left out of a count */
export async function listVotes(db: Kysely<Schema>, requestId: string): Promise<VoteRow[]> {
  const rows = await db.selectFrom('votes').selectAll().where('request_id', '=', requestId).orderBy('at').execute();
  return rows.map((row) => ({ ...row, groups: storedVoteGroups.parse(row.groups) }));
}

export type ReviewRow = Selectable<ReviewTable>;

/** One signature per person. @returns false if this person has already signed */
export async function insertReview(tx: Tx, review: Omit<ReviewRow, 'at'>): Promise<boolean> {
  const written = await tx.db
    .insertInto('reviews')
    .values({ ...review, reviewer_name: toText(review.reviewer_name), note: toText(review.note), at: tx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('reviewer_oid')
    .executeTakeFirst();
  if (written) tx.changed(review.request_id);
  return written !== undefined;
}

export function listReviews(db: Db, requestId: string): Promise<ReviewRow[]> {
  return db.selectFrom('reviews').selectAll().where('request_id', '=', requestId).orderBy('at').execute();
}

export type QuestionRow = Selectable<QuestionTable>;

export async function insertQuestion(
  tx: Tx,
  asked: Pick<QuestionRow, 'request_id' | 'asker_oid' | 'asker_name' | 'question'>,
): Promise<void> {
  await tx.db
    .insertInto('questions')
    .values({
      ...asked,
      id: randomUUID(),
      asker_name: toText(asked.asker_name),
      question: toText(asked.question),
      asked_at: tx.now(),
    })
    .execute();
  tx.changed(asked.request_id);
}

/** Answers the newest open question. @returns that question, or undefined if none is open */
export async function answerQuestion(tx: Tx, requestId: string, answer: string): Promise<QuestionRow | undefined> {
  const open = (await listQuestions(tx.db, requestId)).findLast((question) => question.answer === null);
  if (!open) return undefined;
  await tx.db
    .updateTable('questions')
    .set({ answer: toText(answer), answered_at: tx.now() })
    .where('id', '=', open.id)
    .execute();
  tx.changed(requestId);
  return open;
}

export function listQuestions(db: Db, requestId: string): Promise<QuestionRow[]> {
  return db.selectFrom('questions').selectAll().where('request_id', '=', requestId).orderBy('asked_at').execute();
}

/**
 * When these approvers were asked since a time, oldest first. Transactions read it one after another, or two replicas
 * would ask the same person at once.
 */
export async function lockApproverTurns(
  tx: Tx,
  approvers: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, Date[]>> {
  await sql`select pg_advisory_xact_lock(hashtextextended('approver turns', 0))`.execute(tx.db);
  if (approvers.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('approver_turns')
    .select(['approver', 'at'])
    .where('approver', 'in', [...approvers])
    .where('at', '>=', since)
    .orderBy('at')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ approver }) => approver)].map(([approver, turns]) => [
      approver,
      turns.map(({ at }) => at),
    ]),
  );
}

/** When these people last voted on a request of this conversation. */
export async function listDeciders(
  db: Db,
  conversationId: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('votes')
    .innerJoin('requests', 'requests.id', 'votes.request_id')
    .select((select) => [select.fn<string>('lower', ['voter_oid']).as('oid'), select.fn.max('votes.at').as('at')])
    .where('requests.conversation_id', '=', conversationId)
    .where(({ fn }) => fn('lower', ['voter_oid']), 'in', [...people])
    .groupBy(({ fn }) => fn('lower', ['voter_oid']))
    .execute();
  return new Map(rows.map(({ oid, at }) => [oid, at]));
}

export async function insertApproverTurns(tx: Tx, requestId: string, turns: readonly ApproverTurn[]): Promise<void> {
  if (turns.length === 0) return;
  await tx.db
    .insertInto('approver_turns')
    .values(turns.map((turn) => ({ ...turn, request_id: requestId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Who was asked about a request, and when, earliest first. */
export function listApproverTurns(db: Db, requestId: string): Promise<ApproverTurn[]> {
  return db
    .selectFrom('approver_turns')
    .select(['approver', 'at'])
    .where('request_id', '=', requestId)
    .orderBy('at')
    .execute();
}

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
