import { type Kysely, sql } from 'kysely';
import { parse } from 'pg-connection-string';
import type { Log } from '../kernel/telemetry/log.ts';
import { migrate } from './migrations/migrate.ts';
import { migrateQueue } from './queue.ts';
import type { Schema } from './schema.ts';
import { connectionOf, type DatabasePassword, openServer, ownsAudit } from './server/open-server.ts';

/** objectId: of the identity that the role belongs to, if the role does not exist yet. */
type DatabaseRole = { role: string; objectId?: string };

export type ServerToMigrate = {
  /** Connection of the role that owns the tables. */
  databaseUrl: string;
  password?: DatabasePassword;
  /** The role that the bot signs in as, if it is another one. */
  bot?: DatabaseRole;
  /** The role that may read and verify the audit, and nothing else. */
  auditor?: DatabaseRole;
  log: Log;
};

/** "strongroom" in ASCII, as far as it fits. */
const migrationLock = 0x7374726f;

/**
 * Creates or migrates the tables on a server, pg-boss's included, and grants the bot's role what it needs.
 * Concurrent runs take turns. Statements have no time-out.
 * @throws Error naming cause and remedy
 */
export async function migrateServer(server: ServerToMigrate): Promise<void> {
  const { databaseUrl, password, bot, auditor, log } = server;
  const { db } = await openServer(databaseUrl, log, password, { silenceMs: 0 });
  try {
    await db.connection().execute(async (held) => {
      await sql`select pg_advisory_lock(${migrationLock})`.execute(held);
      try {
        await requireOwner(db);
        await migrate(db);
        await migrateQueue(connectionOf(databaseUrl, password, 0), db);
        if (bot) await makeAndGrant(db, bot, server);
        if (auditor) await makeAuditor(db, auditor, server);
      } finally {
        await sql`select pg_advisory_unlock(${migrationLock})`.execute(held);
      }
    });
  } finally {
    await db.destroy();
  }
}

/** The user of a connection string. */
export function databaseUser(databaseUrl: string): string | undefined {
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

async function schemaOf(db: Kysely<Schema>) {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  return sql.id(rows[0]?.schema ?? 'public');
}

type Target = Pick<ServerToMigrate, 'databaseUrl' | 'password' | 'log'>;

async function makeAndGrant(db: Kysely<Schema>, { role, objectId }: DatabaseRole, target: Target) {
  await makeRole(db, { role, ...(objectId && { objectId }) }, 'the bot signs in as', target);
  await requireLess(db, role);
  await grant(db, role);
}

/** Grants only reading: verifying needs no more. */
async function makeAuditor(db: Kysely<Schema>, auditor: DatabaseRole, target: Target) {
  await makeRole(db, auditor, 'reads the audit', target);
  await requireLess(db, auditor.role);
  const to = sql.id(auditor.role);
  await db.transaction().execute(async (trx) => {
    const schema = await schemaOf(trx);
    await sql`revoke all on all tables in schema ${schema} from ${to}`.execute(trx);
    await sql`grant usage on schema ${schema} to ${to}`.execute(trx);
    await sql`grant select on table audit, audit_texts, audit_head to ${to}`.execute(trx);
  });
}

async function makeRole(db: Kysely<Schema>, { role, objectId }: DatabaseRole, does: string, target: Target) {
  if (await roleExists(db, role)) return;
  if (objectId) return makeEntraRole(role, objectId, target);
  throw new Error(
    `The role ${role}, which ${does}, does not exist. Make it: create role "${role}" login, with a password ` +
      'if it has one; then run npm run migrate again.',
  );
}

async function roleExists(db: Kysely<Schema>, role: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_roles where rolname = ${role}`.execute(db);
  return rows.length > 0;
}

/** Azure creates a role for an identity only in the database postgres, for the server's administrator. */
async function makeEntraRole(role: string, objectId: string, { databaseUrl, password, log }: Target): Promise<void> {
  const url = new URL(databaseUrl);
  url.pathname = '/postgres';
  const { db } = await openServer(url.href, log, password, { silenceMs: 0 });
  try {
    await sql`select pgaadauth_create_principal_with_oid(${role}, ${objectId}, 'service', false, false)`.execute(db);
  } finally {
    await db.destroy();
  }
}

/** Rejects a role that is, or may become, the owner: it could do everything that it is not granted. */
async function requireLess(db: Kysely<Schema>, role: string): Promise<void> {
  if (!(await ownsAudit(db, role))) return;
  throw new Error(
    `The role ${role} owns the tables, is a member of the role that does, or is a superuser: ` +
      'it could drop the triggers of the audit. Give the bot a role of its own in DATABASE_URL, and the auditor another.',
  );
}

/** The bot's grants: no changes to table definitions, and no update or delete on the audit. */
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
    const schema = await schemaOf(trx);
    await sql`grant usage on schema ${schema}, pgboss to ${to}`.execute(trx);
    await sql`grant usage, select, update on all sequences in schema ${schema}, pgboss to ${to}`.execute(trx);
    await sql`grant ${sql.raw(otherRights)} on all tables in schema pgboss to ${to}`.execute(trx);
  });
}
