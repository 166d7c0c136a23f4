import type { Kysely, Selectable } from 'kysely';
import { toText } from './columns.ts';
import type { Schema, VoteTable } from './schema.ts';
import type { Tx } from './transaction.ts';

export type VoteRow = Selectable<VoteTable>;

/** One vote a person. @returns false if this person has voted already. */
export async function insertVote(tx: Tx, vote: Omit<VoteRow, 'at'>): Promise<boolean> {
  const written = await tx.db
    .insertInto('votes')
    .values({ ...vote, voter_name: toText(vote.voter_name), reason: toText(vote.reason), at: tx.now() })
    .onConflict((conflict) => conflict.columns(['request_id', 'voter_oid']).doNothing())
    .returning('voter_oid')
    .executeTakeFirst();
  return written !== undefined;
}

export function listVotes(db: Kysely<Schema>, requestId: string): Promise<VoteRow[]> {
  return db.selectFrom('votes').selectAll().where('request_id', '=', requestId).orderBy('at').execute();
}
