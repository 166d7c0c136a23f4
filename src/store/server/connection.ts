import { Socket } from 'node:net';
import type { PoolConfig } from 'pg';
import { type ConnectionOptions, parse } from 'pg-connection-string';

/** Asked for each new connection: an Entra token is a password that is good for an hour. */
export type DatabasePassword = () => Promise<string>;

/** Longer than a statement may take (open-server.ts), so only a server that is gone is silent for so long. Real time. */
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
