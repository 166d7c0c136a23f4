import { type Kysely, sql } from 'kysely';

/** Empty of what was asked for before: its steps begin traces of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table requests add column trace_parent text`.execute(db);
}
