import { sql } from 'kysely';
import { nextTurn } from '../kernel/send-rate.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * Takes the next turn to send something to the tenant; all replicas take turns, by the database's clock. One that is
 * not used, because the process was killed, is lost.
 * @returns real milliseconds to wait until the turn comes
 */
export async function takeTurn(tx: Tx): Promise<number> {
  // Locks the row, so that two replicas never get the same turn.
  const { taken_until, now } = await tx.db
    .insertInto('send_rate')
    .values({ id: 1, taken_until: new Date(0) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ taken_until: sql`send_rate.taken_until` }))
    .returning(['taken_until', sql<Date>`clock_timestamp()`.as('now')])
    .executeTakeFirstOrThrow();
  const { takenUntil, waitMs } = nextTurn(taken_until.getTime(), now.getTime());
  await tx.db
    .updateTable('send_rate')
    .set({ taken_until: new Date(takenUntil) })
    .execute();
  return waitMs;
}

/** When the latest messages were sent to a conversation (world time), newest first. */
export async function lastSent(db: Db, conversationId: string, most: number): Promise<Date[]> {
  const rows = await db
    .selectFrom('messages')
    .select('sent_at')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'sent')
    .orderBy('number', 'desc')
    .limit(most)
    .execute();
  // Not all were sent in the order of their numbers.
  return rows.flatMap(({ sent_at }) => sent_at ?? []).sort((a, b) => b.getTime() - a.getTime());
}
