import { type Kysely, sql } from 'kysely';

/** Who may write: the least version is named by the migration that it must know. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'create table store_version (id int primary key check (id = 1), least text not null)',
  "insert into store_version values (1, '0001-tables')",
];
