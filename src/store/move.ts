import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect } from 'kysely';
import { createLog } from '../telemetry/log.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { migrate, requireMigrated } from './migrations/migrate.ts';
import { type Moved, moveTables } from './move-tables.ts';
import type { Schema } from './schema.ts';
import type { DatabasePassword } from './server/connection.ts';
import { openServer } from './server/open-server.ts';

/**
 * Moves an embedded database to a PostgreSQL server, after `npm run migrate` made its tables: `npm run move-store`.
 * Strongroom must be stopped; the embedded database is left as it is.
 * @param password instead of one in `to`
 * @throws Error naming cause and remedy
 */
export async function moveStore(from: string, to: string, password?: DatabasePassword): Promise<Moved> {
  if (!existsSync(join(from, 'cluster', 'PG_VERSION'))) {
    throw new Error(`There is no embedded database in ${from}. Name the DATA_DIR that Strongroom ran with.`);
  }
  const log = createLog('warn');
  const embedded = await openEmbedded(from);
  try {
    const source = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: embedded.pg }) });
    const { db: target } = await openServer(to, log, password);
    try {
      await requireMigrated(target);
      // The source too, so that both have the tables of this version.
      await migrate(source);
      return await moveTables(source, target);
    } finally {
      await target.destroy();
    }
  } finally {
    await embedded.close();
  }
}
