import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What one person asked for lately is counted with each new request.
  await sql.raw('create index requests_by_requester on requests (requester_oid, created_at)').execute(db);
}
