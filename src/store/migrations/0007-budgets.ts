import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // What somebody was refused again and again, until one row of the audit tells how often.
  `create table refusals (
    key text primary key,
    actor jsonb,
    code text not null,
    count int not null,
    asked jsonb not null,
    since timestamptz not null
  )`,
  'alter table kept_asks add column hurries boolean not null default false',
];
