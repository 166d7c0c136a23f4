import { type RawBuilder, sql } from 'kysely';
import type { Db, Schema } from './schema.ts';

const batch = 1_000;

/**
 * Deletes rows in short statements: a backlog of a year ends in minutes, and none of them runs into the time-out or holds
 * up the turns that share the embedded database's one connection.
 */
export async function deleteInBatches(db: Db, table: keyof Schema, where: RawBuilder<unknown>): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${where} limit ${sql.lit(batch)}))`.execute(db);
    if (Number(numAffectedRows ?? 0) < batch) return;
  }
}
