import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The newest of all, for lists.
  'create index requests_by_time on requests (created_at desc)',
  // What the clean-up looks for; of what is open there is none in it.
  'create index requests_ended on requests (ended_at) where ended_at is not null',
  'create index jobs_ended on jobs (ended_at) where ended_at is not null',
  'create index messages_by_time on messages (created_at)',
];
