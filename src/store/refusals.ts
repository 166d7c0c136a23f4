import { type Selectable, sql } from 'kysely';
import { forgetful } from '../kernel/stored.ts';
import { toJson } from './columns.ts';
import { parseAsked, storedRefused } from './rules/refusal-count.ts';
import type { RefusalTable } from './tables/chat.ts';
import type { Tx } from './transaction.ts';

export type RefusalRow = Omit<Selectable<RefusalTable>, 'actor' | 'asked'> & {
  actor: { objectId: string; name: string } | null;
  asked: Record<string, number>;
};

/** What cannot be read of it is as if it were not there: a refusal stands whether or not it can be counted. */
function parseRefusal(row: Selectable<RefusalTable>): RefusalRow {
  return {
    ...row,
    actor: row.actor === null ? null : (forgetful(storedRefused).parse(row.actor) ?? null),
    asked: parseAsked(row.asked),
  };
}

/**
 * Counts one more refusal and holds its row.
 * @returns it; count 0: it is the first since the last window ended
 */
export async function countRefusal(tx: Tx, refusal: Pick<RefusalRow, 'key' | 'actor' | 'code'>): Promise<RefusalRow> {
  const { key, actor, code } = refusal;
  const row = await tx.db
    .insertInto('refusals')
    .values({
      key,
      actor: actor && toJson(storedRefused.write(actor)),
      code,
      count: 0,
      asked: toJson({}),
      since: tx.now(),
    })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ count: sql`refusals.count + 1` }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return parseRefusal(row);
}

export async function writeAsked(tx: Tx, key: string, asked: Record<string, number>): Promise<void> {
  await tx.db
    .updateTable('refusals')
    .set({ asked: toJson(asked) })
    .where('key', '=', key)
    .execute();
}

export async function takeRefusals(tx: Tx, key: string): Promise<RefusalRow | undefined> {
  const row = await tx.db.deleteFrom('refusals').where('key', '=', key).returningAll().executeTakeFirst();
  return row && parseRefusal(row);
}
