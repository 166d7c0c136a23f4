import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Who carries the request since it was taken over; the requester stays on record.
  'alter table requests add column holder_oid text',
  'alter table requests add column holder_name text',
  'alter table requests add column taken_over_at timestamptz',
  // When the role ends that its holder was warned of.
  'alter table requests add column role_ends_at timestamptz',
];
