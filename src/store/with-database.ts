import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect } from 'kysely';
import type { Log } from '../kernel/telemetry/log.ts';
import { needsMigration } from './migrations/migrate.ts';
import type { Schema } from './schema.ts';
import { type DatabasePassword, openServer } from './server/open-server.ts';

/** PostgreSQL's undefined_table. */
const missingTable = '42P01';

export type DatabasePlace = {
  /** A server; absent: the embedded database in dataDir. */
  databaseUrl?: string;
  databasePassword?: DatabasePassword;
  dataDir: string;
};

/**
 * Opens the database for a tool that reads or repairs stored data, without the bot's queue and clean-up. The
 * embedded database has one owner, so the bot must be stopped; a server allows both at once.
 * @throws Error naming the remedy when it cannot be opened; what `use` throws
 */
export async function withDatabase<T>(
  { databaseUrl, databasePassword, dataDir }: DatabasePlace,
  log: Log,
  use: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  if (databaseUrl) {
    const { db } = await openServer(databaseUrl, log, databasePassword);
    return use(db)
      .catch((error) => {
        throw (error as { code?: unknown }).code === missingTable ? needsMigration('they are not all there') : error;
      })
      .finally(() => db.destroy());
  }
  if (!existsSync(join(dataDir, 'cluster', 'PG_VERSION'))) {
    throw new Error(`There is no embedded database in ${dataDir}. Set DATA_DIR or DATABASE_URL as Strongroom has it.`);
  }
  const { openEmbedded } = await import('./embedded/open-embedded.ts');
  const embedded = await openEmbedded(dataDir);
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: embedded.pg }) });
  return use(db).finally(() => embedded.close());
}
