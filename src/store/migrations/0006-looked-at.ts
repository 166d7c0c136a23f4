import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // When the last look at an attempt began that found nothing: the next one counts only at a distance.
  await sql.raw('alter table attempts add column looked_at timestamptz').execute(db);
}
