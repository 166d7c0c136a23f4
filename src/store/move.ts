import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Kysely, PGliteDialect } from 'kysely';
import { createLog } from '../telemetry/log.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { migrate, requireMigrated } from './migrations/migrate.ts';
import { type Moved, moveTables } from './move-tables.ts';
import type { Schema } from './schema.ts';
import { whereIs } from './server/connection.ts';
import { openServer } from './server/open-server.ts';

const usage = 'npm run move-store -- --from <data directory> --to <postgres://user:password@host/database>';

/**
 * Moves an embedded database to a PostgreSQL server, after `npm run migrate` made its tables: `npm run move-store`. Strongroom must be stopped; the embedded
 * database is left as it is.
 * @throws Error naming cause and remedy
 */
export async function moveStore(from: string, to: string): Promise<Moved> {
  if (!existsSync(join(from, 'cluster', 'PG_VERSION'))) {
    throw new Error(`There is no embedded database in ${from}. Name the DATA_DIR that Strongroom ran with.`);
  }
  const log = createLog('warn');
  const embedded = await openEmbedded(from);
  try {
    const source = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: embedded.pg }) });
    const target = await openServer(to, log);
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

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
  if (!values.from || !values.to?.startsWith('postgres')) throw new Error(`Usage: ${usage}`);
  const moved = await moveStore(values.from, values.to);
  for (const { table, rows } of moved) console.log(`${String(rows).padStart(8)}  ${table}`);
  console.log(`
Everything is in ${whereIs(values.to)} now; row counts and the audit chain were compared.
Next: start Strongroom with DATABASE_URL set to that database. It takes up what was under way.
Keep ${values.from} until you have seen it work, and do not start Strongroom on it again: it would repeat that work.`);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
