import type { PoolConfig } from 'pg';
import { parse } from 'pg-connection-string';

/** Asked for each new connection: an Entra token is a password that is good for an hour. */
export type DatabasePassword = () => Promise<string>;

/** How a pool connects. node-postgres lets a connection string win over a password beside it, so it is taken apart. */
export function connectionOf(databaseUrl: string, password?: DatabasePassword): PoolConfig {
  if (!password) return { connectionString: databaseUrl };
  const { password: _, ...parts } = parse(databaseUrl);
  const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return { ...(Object.fromEntries(given) as PoolConfig), password };
}
