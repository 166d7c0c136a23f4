import { type Kysely, sql } from 'kysely';
import type { Store } from './open.ts';
import type { Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

/** Until when (world time) a key is throttled; may have passed. */
export async function throttledUntil(db: Kysely<Schema>, key: string): Promise<Date | undefined> {
  const row = await db.selectFrom('throttles').select('until').where('key', '=', key).executeTakeFirst();
  return row?.until;
}

/** The latest `until` that anyone set counts. */
export async function setThrottle(tx: Tx, key: string, until: Date, reason: string): Promise<void> {
  await tx.db
    .insertInto('throttles')
    .values({ key, until, reason })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        until: sql`greatest(throttles.until, excluded.until)`,
        reason: sql`case when excluded.until > throttles.until then excluded.reason else throttles.reason end`,
      }),
    )
    .execute();
}

/** Both, for whoever throttles without a transaction of its own. */
export function storedThrottles(store: Pick<Store, 'db' | 'transaction'>) {
  return {
    until: (key: string) => throttledUntil(store.db, key),
    set: (key: string, until: Date, reason: string) => store.transaction((tx) => setThrottle(tx, key, until, reason)),
  };
}
