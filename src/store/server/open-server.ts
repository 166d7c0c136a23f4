import { Socket } from 'node:net';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import type { PoolConfig } from 'pg';
import pg from 'pg';
import { type ConnectionOptions, parse } from 'pg-connection-string';
import type { Log } from '../../kernel/telemetry/log.ts';
import type { Schema } from '../schema.ts';

const int8 = 20;

/**
 * A replica whose host died would hold its row locks, the audit head's among them, until TCP gave up hours later.
 * No statement of the bot takes long; one of a migration may.
 */
const timeouts = `set idle_in_transaction_session_timeout = '30s'; set statement_timeout = '30s'`;

/** How many connections are in use, how many are not, and how many are waited for. */
export type PooledConnections = { used: number; idle: number; waited_for: number };

/**
 * Connects to a server; its rows look like PGlite's. The pool is ended with the database.
 * @param options.silenceMs real time after which a connection on which nothing comes is given up; 0: never, and
 * statements may take as long as they need
 * @param options.connections at most
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
    // Not Kysely's onCreateConnection: it never gives back a connection that breaks meanwhile, and the pool waits for it
    // at its end.
    ...(silenceMs !== 0 && { onConnect: async (client) => void (await client.query(timeouts)) }),
    // node-postgres gives int8 as a string; counts and sequence numbers here stay far below 2^53.
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  const lost = (error: Error) => log.warn({ error }, 'a database connection was lost');
  // Without listeners, a connection that the server closes ends the process: one that is idle, and one that is between
  // two statements of a transaction, for which the pool does not listen.
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

/** Asked for each new connection: an Entra token is a password that is good for an hour. */
export type DatabasePassword = () => Promise<string>;

/** Longer than a statement may take, so only a server that is gone is silent for so long. Real time. */
const longestSilenceMs = 40_000;

/**
 * How a pool connects, over a path that nobody else can listen on or answer from.
 * @param silenceMs 0: however long it takes, as a migration may
 * @throws Error when the server is on another host and the connection string does not demand a certificate for its name
 */
export function connectionOf(
  databaseUrl: string,
  password?: DatabasePassword,
  silenceMs = longestSilenceMs,
): PoolConfig {
  // node-postgres lets a connection string win over what stands beside it, so it is taken apart.
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
 * A password or token, and all that is stored, is sent only to this host or to a server that proves its name. Of the
 * other modes none promises that: drivers differ in what they make of `require`.
 */
function requireTrustedPath(
  databaseUrl: string,
  { host, ssl }: ConnectionOptions,
  sslmode?: string,
): PoolConfig['ssl'] {
  // What the parser makes of it is what the driver takes, though their types differ.
  const tls = ssl as PoolConfig['ssl'];
  const isVerified = tls && (sslmode === undefined || sslmode === 'verify-full');
  // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED does not take it back.
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

/** Host, port and database of a connection string: never its user or password. */
export function whereIs(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/**
 * After a fail-over that closed nothing, what was sent on the old connection would be sent again by TCP for a quarter of
 * an hour, and whoever asked would wait for it. Idle connections are closed by the pool long before.
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
 * Whether a role, by default the one that is signed in, could drop the triggers of the audit: it owns the table, is a
 * member of the role that does, or is a superuser.
 */
export async function ownsAudit(db: Kysely<Schema>, role?: string): Promise<boolean> {
  const { rows } = await sql<{ owns: boolean }>`
    select pg_has_role(${role === undefined ? sql`current_user` : sql`${role}::name`}, tableowner, 'MEMBER') as owns from pg_tables
    where schemaname = current_schema() and tablename = 'audit'`.execute(db);
  return rows[0]?.owns ?? false;
}
