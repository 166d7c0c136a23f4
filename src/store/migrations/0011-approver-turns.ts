import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // When each of those who may decide a request is asked about it.
  `create table approver_turns (
    request_id text not null,
    approver text not null,
    at timestamptz not null,
    primary key (request_id, approver)
  )`,
  'create index approver_turns_by_approver on approver_turns (approver, at)',
];
