import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The request that this one is a part of, and its place in the order there.
  'alter table requests add column parent_id text',
  'alter table requests add column ordinal int',
  'create index requests_by_parent on requests (parent_id, ordinal)',
];
