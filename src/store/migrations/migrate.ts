import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { CodedError } from '../../kernel/errors.ts';
import type { Schema } from '../schema.ts';
import * as initial from './0001-initial.ts';

/**
 * A change of the tables. It only adds, so that the previous version keeps working during a deployment and after a
 * rollback. Removals come a version after the last use, and name the oldest migration that a version must know to
 * write to the tables from then on.
 */
export type Migration = { up(db: Kysely<unknown>): Promise<void>; least?: string };

/** Migrations by name, in order: names start with four digits. */
export type Migrations = Readonly<Record<string, Migration>>;

export const migrations: Migrations = { '0001-initial': initial };

/** First migration of the versions that were never released. Their data is not read. */
const unreleased = '0001-tables';

/** Migrations that a database has had, and which versions may write. least: undefined before that was stored. */
type Done = { names: string[]; least?: string };

/**
 * Brings the tables up to date. Concurrent processes take turns (advisory lock on a server). Tables that a newer
 * version has extended stay as they are.
 * @throws Error when this version is too old for the tables, or when a migration fails and is rolled back.
 * CodedError store.unreleased
 */
export async function migrate(db: Kysely<Schema>, known: Migrations = migrations): Promise<void> {
  const done = await readDone(db);
  requireNotTooOld(done, known);
  const missing = missingOf(done, known);
  if (missing.length === 0) return;
  const unknown = unknownOf(done, known);
  if (unknown.length > 0) {
    throw new Error(
      `The tables were changed by another line of Strongroom: they have ${unknown.join(', ')} and lack ${missing.join(', ')}. ` +
        'Deploy the version that knows all of them.',
    );
  }
  const steps = Object.entries(known).map(([name, step]) => [name, { up: (on: Kysely<unknown>) => run(on, step) }]);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(steps) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function run(db: Kysely<unknown>, { up, least }: Migration): Promise<void> {
  await up(db);
  if (least) await sql`update store_version set least = ${least}`.execute(db);
}

/**
 * Checks whether this version may write; changes nothing.
 * @throws Error naming the remedy when the tables are older, or too new. CodedError store.unreleased
 */
export async function requireMigrated(db: Kysely<Schema>, known: Migrations = migrations): Promise<void> {
  const done = await readDone(db);
  requireNotTooOld(done, known);
  const missing = missingOf(done, known);
  if (missing.length > 0) throw needsMigration(`they lack ${missing.join(', ')}`);
}

/**
 * `requireMigrated` for tools that must cover every table: additions of a newer version are unknown here.
 * @throws Error as requireMigrated, or naming the unknown migration
 */
export async function requireAllKnown(db: Kysely<Schema>): Promise<void> {
  await requireMigrated(db);
  const unknown = unknownOf(await readDone(db), migrations);
  if (unknown.length === 0) return;
  throw new Error(
    `A newer version of Strongroom has added to the tables what this one does not know: ${unknown.join(', ')}. Nothing was ` +
      'changed. Do it with that version.',
  );
}

/** @param why what the tables lack */
export function needsMigration(why: string): Error {
  return new Error(
    `The tables of the database are not those of this version: ${why}. Run npm run migrate first, as the role that owns ` +
      'them (docs/operations.md, "Upgrade"); versions that run already go on meanwhile. An embedded database is brought up ' +
      'to date when Strongroom starts.',
  );
}

function requireNotTooOld({ least }: Done, known: Migrations): void {
  const newest = Object.keys(known).at(-1) ?? '';
  if (least === undefined || least <= newest) return;
  throw new Error(
    `This version of Strongroom is too old for its database: only versions that know ${least} may write to it. Deploy a ` +
      'newer one, or restore the database as of before the upgrade (docs/operations.md).',
  );
}

function missingOf({ names }: Done, known: Migrations): string[] {
  return Object.keys(known).filter((name) => !names.includes(name));
}

function unknownOf({ names }: Done, known: Migrations): string[] {
  return names.filter((name) => !Object.hasOwn(known, name));
}

async function readDone(db: Kysely<Schema>): Promise<Done> {
  const there = await sql<{ migrations: string | null; version: string | null }>`
    select to_regclass('kysely_migration')::text as migrations, to_regclass('store_version')::text as version`.execute(
    db,
  );
  const [found] = there.rows;
  if (!found?.migrations) return { names: [] };
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const names = rows.map(({ name }) => name);
  if (names.includes(unreleased)) throw new CodedError('store.unreleased');
  if (!found.version) return { names };
  const version = await db.selectFrom('store_version').select('least').executeTakeFirstOrThrow();
  return { names, least: version.least };
}
