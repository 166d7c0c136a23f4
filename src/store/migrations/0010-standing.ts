import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Until when a definition covers runs; null: it is none, or not in force yet.
  'alter table requests add column in_force_until timestamptz',
  // The definition that a run was begun under, and the hash that it had.
  'alter table requests add column standing_id text',
  'alter table requests add column standing_hash text',
  'create index requests_by_standing on requests (standing_id, created_at)',
];
