import { type Kysely, sql } from 'kysely';
import { parse } from 'pg-connection-string';
import type { Log } from '../telemetry/log.ts';
import { migrate } from './migrations/migrate.ts';
import { migrateQueue } from './queue.ts';
import type { Schema } from './schema.ts';
import { connectionOf, type DatabasePassword } from './server/connection.ts';
import { openServer } from './server/open-server.ts';
import { ownsAudit } from './server/owns-audit.ts';

export type ServerToMigrate = {
  /** Of the role that owns the tables. */
  databaseUrl: string;
  password?: DatabasePassword;
  /** The role that the bot signs in as, where it is another one. */
  bot?: { role: string; objectId?: string };
  log: Log;
};

/** "strongroom" in ASCII, as far as it fits. */
const migrationLock = 0x7374726f;

/**
 * Makes the tables on a server or brings them up to date, pg-boss's too, and gives the bot's role what it needs on them.
 * Several at once take turns. No statement has a time-out.
 * @throws Error naming cause and remedy
 */
export async function migrateServer({ databaseUrl, password, bot, log }: ServerToMigrate): Promise<void> {
  const db = await openServer(databaseUrl, log, password, 0);
  try {
    await db.connection().execute(async (held) => {
      await sql`select pg_advisory_lock(${migrationLock})`.execute(held);
      try {
        await requireOwner(db);
        await migrate(db);
        await migrateQueue(connectionOf(databaseUrl, password, 0), db);
        if (bot) await makeAndGrant(db, bot, { databaseUrl, password, log });
      } finally {
        await sql`select pg_advisory_unlock(${migrationLock})`.execute(held);
      }
    });
  } finally {
    await db.destroy();
  }
}

/** The user of a connection string. */
export function roleOf(databaseUrl: string): string | undefined {
  return parse(databaseUrl).user || undefined;
}

async function requireOwner(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ me: string; owner: string }>`
    select current_user as me, tableowner as owner from pg_tables
    where schemaname = current_schema() and tablename = 'audit' and not pg_has_role(current_user, tableowner, 'USAGE')`.execute(
    db,
  );
  const [other] = rows;
  if (!other) return;
  throw new Error(
    `The tables belong to the role ${other.owner}, and ${other.me} may not change them. To hand them over, stop the bot ` +
      `and let an administrator who is a member of both roles run, in this database: ` +
      `reassign owned by "${other.owner}" to "${other.me}";`,
  );
}

type Target = Pick<ServerToMigrate, 'databaseUrl' | 'password' | 'log'>;

async function makeAndGrant(db: Kysely<Schema>, bot: NonNullable<ServerToMigrate['bot']>, target: Target) {
  const { role, objectId } = bot;
  if (!(await roleExists(db, role))) {
    if (!objectId) {
      throw new Error(
        `The role ${role}, which the bot signs in as, does not exist. Make it: create role "${role}" login, with a password ` +
          'if it has one; then run npm run migrate again.',
      );
    }
    await makeEntraRole(role, objectId, target);
  }
  await requireLess(db, role);
  await grant(db, role);
}

async function roleExists(db: Kysely<Schema>, role: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_roles where rolname = ${role}`.execute(db);
  return rows.length > 0;
}

/** Azure makes a role for an identity, for whoever administers the server, and only in its database postgres. */
async function makeEntraRole(role: string, objectId: string, { databaseUrl, password, log }: Target): Promise<void> {
  const url = new URL(databaseUrl);
  url.pathname = '/postgres';
  const db = await openServer(url.href, log, password, 0);
  try {
    await sql`select pgaadauth_create_principal_with_oid(${role}, ${objectId}, 'service', false, false)`.execute(db);
  } finally {
    await db.destroy();
  }
}

/** A role that is, or may become, the owner could do all that is not granted to it. */
async function requireLess(db: Kysely<Schema>, role: string): Promise<void> {
  if (!(await ownsAudit(db, role))) return;
  throw new Error(
    `The role ${role}, which the bot signs in as, owns the tables, is a member of the role that does, or is a superuser: ` +
      'it could drop the triggers of the audit. Give the bot a role of its own in DATABASE_URL.',
  );
}

/** What the bot does with the tables; nothing of it changes them, and no row of the audit is changed or removed. */
const rights: Record<string, string> = {
  audit: 'select, insert',
  audit_head: 'select, update',
  kysely_migration: 'select',
  kysely_migration_lock: '',
  store_version: 'select',
};
const otherRights = 'select, insert, update, delete';

async function grant(db: Kysely<Schema>, role: string): Promise<void> {
  const to = sql.id(role);
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and pg_has_role(current_user, tableowner, 'USAGE')`.execute(db);
  await db.transaction().execute(async (trx) => {
    for (const { name } of tables) {
      const given = rights[name] ?? otherRights;
      await sql`revoke all on table ${sql.table(name)} from ${to}`.execute(trx);
      if (given !== '') await sql`grant ${sql.raw(given)} on table ${sql.table(name)} to ${to}`.execute(trx);
    }
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(trx);
    const schema = sql.id(rows[0]?.schema ?? 'public');
    await sql`grant usage on schema ${schema}, pgboss to ${to}`.execute(trx);
    await sql`grant usage, select, update on all sequences in schema ${schema}, pgboss to ${to}`.execute(trx);
    await sql`grant ${sql.raw(otherRights)} on all tables in schema pgboss to ${to}`.execute(trx);
  });
}
