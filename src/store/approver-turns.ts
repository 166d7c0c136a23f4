import { sql } from 'kysely';
import type { ApproverTurn } from './rules/decision.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * The turns that each of these approvers has been given since then, oldest first. Turns are given by one transaction
 * after another: else two replicas would give the same one twice. Those to come of what is decided are free again.
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
    .innerJoin('requests', 'requests.id', 'approver_turns.request_id')
    .select(['approver', 'at'])
    .where('approver', 'in', [...approvers])
    .where('at', '>=', since)
    .where(({ or, eb }) => or([eb('at', '<=', tx.now()), eb('requests.state', '=', 'pending')]))
    .orderBy('at')
    .execute();
  const turns = new Map<string, Date[]>();
  for (const { approver, at } of rows) turns.set(approver, [...(turns.get(approver) ?? []), at]);
  return turns;
}

export async function insertApproverTurns(tx: Tx, requestId: string, turns: readonly ApproverTurn[]): Promise<void> {
  if (turns.length === 0) return;
  await tx.db
    .insertInto('approver_turns')
    .values(turns.map((turn) => ({ ...turn, request_id: requestId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The first one first. */
export function listApproverTurns(db: Db, requestId: string): Promise<ApproverTurn[]> {
  return db
    .selectFrom('approver_turns')
    .select(['approver', 'at'])
    .where('request_id', '=', requestId)
    .orderBy('at')
    .execute();
}
