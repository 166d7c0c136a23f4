import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Asked for again by a person: from then on the approval's time for further tries bounds it.
  'alter table steps add column retried_at timestamptz',
  // What stands against sending the attempt once more, since the thread was told.
  'alter table attempts add column held jsonb',
];
