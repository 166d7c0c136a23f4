import { Socket } from 'node:net';
import type { PoolConfig } from 'pg';
import { parse } from 'pg-connection-string';

/** Asked for each new connection: an Entra token is a password that is good for an hour. */
export type DatabasePassword = () => Promise<string>;

/** Longer than a statement may take (open-server.ts), so only a server that is gone is silent for so long. Real time. */
const longestSilenceMs = 40_000;

/** How a pool connects. node-postgres lets a connection string win over a password beside it, so it is taken apart. */
export function connectionOf(
  databaseUrl: string,
  password?: DatabasePassword,
  silenceMs = longestSilenceMs,
): PoolConfig {
  const stream = () => socketThatGivesUp(silenceMs);
  if (!password) return { connectionString: databaseUrl, stream };
  const { password: _, ...parts } = parse(databaseUrl);
  const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return { ...(Object.fromEntries(given) as PoolConfig), password, stream };
}

/**
 * After a fail-over that closed nothing, what was sent on the old connection would be sent again by TCP for a quarter of
 * an hour, and whoever asked would wait for it. Idle connections are closed by the pool long before.
 */
function socketThatGivesUp(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => {
    socket.destroy(new Error(`the database server was silent for ${silenceMs / 1000} s`));
  });
  return socket;
}
