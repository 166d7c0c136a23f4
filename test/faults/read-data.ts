import { join } from 'node:path';
import { Kysely, PGliteDialect } from 'kysely';
import { openEmbedded } from '../../src/store/embedded/open-embedded.ts';
import type { Db, Schema } from '../../src/store/schema.ts';
import { openServer } from '../../src/store/server/open-server.ts';
import { quiet } from '../store/quiet.ts';

/** Opens and reads the data of a stopped bot. */
export async function readData<T>(
  { dataDir, databaseUrl }: { dataDir: string; databaseUrl?: string },
  read: (db: Db) => Promise<T>,
): Promise<T> {
  if (databaseUrl) {
    const { db } = await openServer(databaseUrl, quiet);
    try {
      return await read(db);
    } finally {
      await db.destroy();
    }
  }
  const embedded = await openEmbedded(join(dataDir, 'data'));
  try {
    return await read(new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: embedded.pg }) }));
  } finally {
    await embedded.close();
  }
}
