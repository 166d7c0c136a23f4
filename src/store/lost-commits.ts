import type { Kysely } from 'kysely';
import type { AuditHead } from './append-audit.ts';
import type { Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

const key = 'lost-commits';

/** Recorded for all processes, and those that start later: some never saw the lost commits. */
export async function recordLostCommits(tx: Tx, { seq, hash }: AuditHead): Promise<void> {
  const at = tx.now();
  await tx.db
    .insertInto('handled')
    .values({ key, at, answer: null })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ at }))
    .execute();
  tx.audit({ event: 'database.behind', details: { seq, hash } });
  tx.wake('timer', key);
}

/** When a process last recorded lost commits. */
export async function lostCommitsAt(db: Kysely<Schema>): Promise<Date | undefined> {
  const row = await db.selectFrom('handled').select('at').where('key', '=', key).executeTakeFirst();
  return row?.at;
}
