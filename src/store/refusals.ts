import { type Selectable, sql } from 'kysely';
import { toJson } from './columns.ts';
import type { RefusalTable } from './schema.ts';
import type { Tx } from './transaction.ts';

export type RefusalRow = Selectable<RefusalTable>;

/**
 * Counts one more refusal and holds its row.
 * @returns it; count 0: it is the first since the last window ended
 */
export function countRefusal(tx: Tx, refusal: Pick<RefusalRow, 'key' | 'actor' | 'code'>): Promise<RefusalRow> {
  const { key, actor, code } = refusal;
  return tx.db
    .insertInto('refusals')
    .values({ key, actor: actor && toJson(actor), code, count: 0, asked: toJson({}), since: tx.now() })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ count: sql`refusals.count + 1` }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function writeAsked(tx: Tx, key: string, asked: Record<string, number>): Promise<void> {
  await tx.db
    .updateTable('refusals')
    .set({ asked: toJson(asked) })
    .where('key', '=', key)
    .execute();
}

export function takeRefusals(tx: Tx, key: string): Promise<RefusalRow | undefined> {
  return tx.db.deleteFrom('refusals').where('key', '=', key).returningAll().executeTakeFirst();
}
