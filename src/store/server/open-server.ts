import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../../telemetry/log.ts';
import type { Schema } from '../schema.ts';
import { connectionOf, type DatabasePassword, whereIs } from './connection.ts';

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
