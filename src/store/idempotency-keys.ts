import { toJson } from './columns.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * Claims a key for the one transaction that may act on it. A claim that is under way elsewhere is waited for.
 * @returns undefined for the first one; else what was recorded for it, null if nothing was
 */
export async function claimKey<Answer>(tx: Tx, key: string): Promise<{ answer: Answer | null } | undefined> {
  const claimed = await tx.db
    .insertInto('handled')
    .values({ key, at: tx.now(), answer: null })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed) return undefined;
  const earlier = await tx.db.selectFrom('handled').select('answer').where('key', '=', key).executeTakeFirst();
  return { answer: (earlier?.answer ?? null) as Answer | null };
}

/** What was recorded for the first of these keys that has an answer. */
export async function findAnswer<Answer>(db: Db, keys: string[]): Promise<Answer | undefined> {
  const row = await db
    .selectFrom('handled')
    .select('answer')
    .where('key', 'in', keys)
    .where('answer', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.answer as Answer | undefined;
}

/** What a redelivery of a claimed key is answered with. */
export async function recordAnswer(tx: Tx, key: string, answer: unknown): Promise<void> {
  await tx.db
    .updateTable('handled')
    .set({ answer: toJson(answer) })
    .where('key', '=', key)
    .execute();
}
