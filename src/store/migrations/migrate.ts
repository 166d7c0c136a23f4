import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Schema } from '../schema.ts';
import * as tables from './0001-tables.ts';
import * as preflight from './0002-preflight.ts';
import * as takeover from './0003-takeover.ts';

const migrations = { '0001-tables': tables, '0002-preflight': preflight, '0003-takeover': takeover };

/**
 * Brings the schema up to date. Replicas that start at once take turns (advisory lock on a server).
 * @throws Error when a migration fails; nothing of it stays
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
