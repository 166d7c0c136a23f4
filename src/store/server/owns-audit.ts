import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/**
 * Whether a role, by default the one that is signed in, could drop the triggers of the audit: it owns the table, is a
 * member of the role that does, or is a superuser.
 */
export async function ownsAudit(db: Kysely<Schema>, role?: string): Promise<boolean> {
  const { rows } = await sql<{ owns: boolean }>`
    select pg_has_role(${role === undefined ? sql`current_user` : sql`${role}::name`}, tableowner, 'MEMBER') as owns from pg_tables
    where schemaname = current_schema() and tablename = 'audit'`.execute(db);
  return rows[0]?.owns ?? false;
}
