import type { Kysely } from 'kysely';
import type { AuditHead } from './committed-head.ts';
import type { Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

const key = 'lost-commits';

/** For all processes, and those that start later: some of them never saw what is lost. */
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

/** When a process last recorded that. */
export async function lostCommitsTold(db: Kysely<Schema>): Promise<Date | undefined> {
  const row = await db.selectFrom('handled').select('at').where('key', '=', key).executeTakeFirst();
  return row?.at;
}
