import { type Kysely, sql } from 'kysely';

/** What is not there is looked at in the next night. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table region_looks (
    vault_id text not null,
    container_name text not null,
    result jsonb not null,
    looked_at timestamptz not null,
    worse_at timestamptz,
    primary key (vault_id, container_name)
  )`.execute(db);
}
