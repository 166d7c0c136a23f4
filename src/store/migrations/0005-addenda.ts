import { type Kysely, sql } from 'kysely';

/** What is agreed to beyond a signed plan, each by a vote of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table addenda (
    request_id text not null references requests on delete cascade,
    number int not null,
    step_id text not null references steps on delete cascade,
    content jsonb not null,
    hash text not null,
    state text not null,
    nonce text not null,
    votes jsonb not null,
    card_message_ids jsonb not null,
    asked_at timestamptz not null,
    decide_by timestamptz not null,
    decided_at timestamptz,
    primary key (request_id, number)
  )`,
  // People decide on one thing at a time.
  `create unique index addenda_asked on addenda (request_id) where state = 'asked'`,
  'create index addenda_by_step on addenda (step_id, number)',
];
