import type { Kysely, Selectable } from 'kysely';
import { toJson, toText } from './columns.ts';
import { storedVoteGroups } from './rules/decision.ts';
import type { Schema } from './schema.ts';
import type { VoteTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

export type VoteRow = Omit<Selectable<VoteTable>, 'groups'> & { groups: string[] };

/** One vote a person: a later one takes the place of the earlier. */
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
