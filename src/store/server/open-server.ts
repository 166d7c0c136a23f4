import { Socket } from 'node:net';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import type { PoolConfig } from 'pg';
import pg from 'pg';
import { type ConnectionOptions, parse } from 'pg-connection-string';
import type { Log } from '../../kernel/telemetry/log.ts';
import type { Schema } from '../schema.ts';

const int8 = 20;

/**
 * Without these, a replica whose host died would hold its row locks, the audit head's among them, until TCP gave
 * up hours later. No statement of the bot takes long; a migration's may.
 */
const timeouts = `set idle_in_transaction_session_timeout = '30s'; set statement_timeout = '30s'`;

export type PooledConnections = { used: number; idle: number; waited_for: number };

/**
 * Connects to a server; its rows look like PGlite's. The pool is ended with the database.
 * @param options.silenceMs real time after which a silent connection is given up; 0: never, and statements have no
 * time-out
 * @param options.connections maximum number
 * @throws Error naming the server when it does not answer
 */
export async function openServer(
  databaseUrl: string,
  log: Log,
  password?: DatabasePassword,
  { silenceMs, connections = 10 }: { silenceMs?: number; connections?: number } = {},
): Promise<{ db: Kysely<Schema>; connections(): PooledConnections }> {
  const pool = new pg.Pool({
    ...connectionOf(databaseUrl, password, silenceMs),
    max: connections,
    application_name: 'strongroom',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Not Kysely's onCreateConnection: it never returns a connection that breaks meanwhile, and closing the pool
    // waits for it.
    ...(silenceMs !== 0 && { onConnect: async (client) => void (await client.query(timeouts)) }),
    // node-postgres returns int8 as a string; counts and sequence numbers here stay far below 2^53.
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  const lost = (error: Error) => log.warn({ error }, 'a database connection was lost');
  // Without listeners, a connection that the server closes ends the process: an idle one, and one between two
  // statements of a transaction, which the pool does not watch.
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await db.executeQuery(CompiledQuery.raw('select 1'));
    const counted = () => ({
      used: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waited_for: pool.waitingCount,
    });
    return { db, connections: counted };
  } catch (error) {
    await db.destroy();
    throw new Error(
      `The PostgreSQL server at ${whereIs(databaseUrl)} does not answer: ${(error as Error).message}. Check that it runs, ` +
        'that this host may reach it, and that DATABASE_URL names the right user, password and database.',
      { cause: error },
    );
  }
}

/** Called for each new connection: an Entra token is a password that expires after an hour. */
export type DatabasePassword = () => Promise<string>;

/** Longer than a statement may take, so only a server that is gone is silent for so long. Real time. */
const longestSilenceMs = 40_000;

/**
 * Connection options of a pool, over a path that nobody else can intercept.
 * @param silenceMs 0: no limit, as a migration needs
 * @throws Error when the server is on another host and the connection string does not demand a certificate for its name
 */
export function connectionOf(
  databaseUrl: string,
  password?: DatabasePassword,
  silenceMs = longestSilenceMs,
): PoolConfig {
  // node-postgres prefers a connection string over separate options, so it is taken apart.
  const { sslmode, ...parts } = parse(databaseUrl) as ConnectionOptions & { sslmode?: string };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return {
    ...(Object.fromEntries(given) as PoolConfig),
    ...(password && { password }),
    ssl: requireTrustedPath(databaseUrl, parts, sslmode),
    stream: () => socketThatGivesUp(silenceMs),
  };
}

/**
 * Passwords, tokens and all stored data go only to this host or to a server that proves its name. No other mode
 * guarantees that: drivers interpret `require` differently.
 */
function requireTrustedPath(
  databaseUrl: string,
  { host, ssl }: ConnectionOptions,
  sslmode?: string,
): PoolConfig['ssl'] {
  // The driver accepts the parser's output, though their types differ.
  const tls = ssl as PoolConfig['ssl'];
  const isVerified = tls && (sslmode === undefined || sslmode === 'verify-full');
  // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED does not override it.
  if (isVerified) return { ...(typeof tls === 'object' && tls), rejectUnauthorized: true };
  if (isLoopback(host || process.env.PGHOST || 'localhost')) return tls;
  const said = sslmode ? `sslmode=${sslmode} does not make sure of that` : 'it has no sslmode';
  throw new Error(
    `The connection string of the PostgreSQL server at ${whereIs(databaseUrl)} must demand TLS with a certificate for ` +
      `that name, or a password and everything stored could be read or answered on the way: ${said}. Add ` +
      'sslmode=verify-full, and sslrootcert=<file> where the certificate is signed by an authority of your own. Only ' +
      'localhost and Unix sockets need no TLS.',
  );
}

function isLoopback(host: string): boolean {
  return host.startsWith('/') || /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** Host, port and database of a connection string, without user and password. */
export function whereIs(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/**
 * After a fail-over that closed no connection, TCP would retransmit on the old one for a quarter of an hour while
 * the caller waits. The pool closes idle connections long before that.
 */
function socketThatGivesUp(silenceMs: number): Socket {
  const socket = new Socket();
  if (silenceMs === 0) return socket;
  socket.setTimeout(silenceMs, () => {
    socket.destroy(new Error(`the database server was silent for ${silenceMs / 1000} s`));
  });
  return socket;
}

/**
 * Whether a role, by default the current one, could drop the audit's triggers: it owns the table, is a member of
 * the role that does, or is a superuser.
 */
export async function ownsAudit(db: Kysely<Schema>, role?: string): Promise<boolean> {
  const { rows } = await sql<{ owns: boolean }>`
    select pg_has_role(${role === undefined ? sql`current_user` : sql`${role}::name`}, tableowner, 'MEMBER') as owns from pg_tables
    where schemaname = current_schema() and tablename = 'audit'`.execute(db);
  return rows[0]?.owns ?? false;
}
