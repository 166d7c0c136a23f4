import { type Kysely, sql } from 'kysely';

/** What the pager is told, in order for each request. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table pages (
    id text primary key,
    request_id text not null references requests on delete cascade,
    number int not null,
    type text not null,
    body jsonb not null,
    state text not null,
    tries int not null,
    due_at timestamptz not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    error text,
    unique (request_id, number)
  )`,
  `create index pages_waiting on pages (created_at) where state = 'waiting'`,
];
