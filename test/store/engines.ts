import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, type TestContext } from 'node:test';
import { getCallSites } from 'node:util';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import type { Log } from '../../src/kernel/telemetry/log.ts';
import { openEmbedded } from '../../src/store/embedded/open-embedded.ts';
import { migrateServer } from '../../src/store/migrate-server.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { auditGenesis } from '../../src/store/rules/audit-rows.ts';
import type { Schema } from '../../src/store/schema.ts';
import { openServer } from '../../src/store/server/open-server.ts';
import { atEnd } from '../at-end.ts';
import { dataFolder } from '../data-folder.ts';
import { patientSeconds } from '../faults/until.ts';
import { connected, execute, onDatabase, testServer } from './postgres-server.ts';
import { quiet } from './quiet.ts';
import { copyDirectory, embeddedTemplate } from './template.ts';

export type EngineKind = Store['engine'];

/** The place of an empty store, for one test. Stores opened here are closed when the test ends. */
export type Place = {
  kind: EngineKind;
  /** Options with which openStore, or a child process, opens it. */
  where: { dataDir: string; databaseUrl?: string };
  /** Works on the database as the owner of its tables; an embedded one must not be open. */
  asOwner<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  /** Opens it; on a server several times, for several replicas. */
  open(options?: { clock?: Clock; log?: Log }): Promise<Store>;
};

const both: readonly EngineKind[] = ['embedded', 'server'];

/**
 * Describes the same behaviour for the embedded database and for a PostgreSQL server; both if a file is run alone. `npm
 * test` runs one of them, chosen by the file's name, and `npm run test:long` the other (TEST_ENGINES).
 */
export function forEachEngine(name: string, tests: (kind: EngineKind) => void): void {
  const [, caller] = getCallSites(2);
  const first =
    createHash('sha256')
      .update(basename(caller?.scriptName ?? ''))
      .digest()
      .readUInt8() % 2;
  const { TEST_ENGINES: which } = process.env;
  const chosen = both.filter((_, index) => which === undefined || (index === first) === (which === 'one'));
  for (const kind of chosen) describe(`${name} (${kind})`, () => tests(kind));
}

/** A migrated, empty database that is removed when the test ends. */
export async function freshPlace(t: TestContext, kind: EngineKind): Promise<Place> {
  const { place, remove } = await createPlace(kind);
  t.after(remove);
  return place;
}

/** An open, empty store for one test, with queues of its own. */
export async function freshStore(t: TestContext, kind: EngineKind, clock = new Clock()): Promise<Store> {
  return (await freshPlace(t, kind)).open({ clock });
}

/** An open, empty store for tests that handle no queue: shared by a file, emptied before each test. */
export async function sharedStore(kind: EngineKind): Promise<Store> {
  const { store } = await sharedPlace(kind);
  await sharedAsOwner(kind, empty);
  // To the store, truncated rows look like lost commits.
  store.committed.seen = undefined;
  return store;
}

/** Truncates only filled tables, because each truncated table gets new files. */
async function empty(db: Kysely<Schema>): Promise<void> {
  const tables = await sql<{ name: string }>`select schemaname || '.' || tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%' and tablename not in ('audit_head', 'store_version')
    or schemaname = 'pgboss' and tablename = 'job'`.execute(db);
  const filled = await sql<{ name: string }>`${sql.join(
    tables.rows.map(({ name }) => sql`select ${sql.lit(name)} as name where exists (select from ${sql.table(name)})`),
    sql` union all `,
  )}`.execute(db);
  if (filled.rows.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await sql`alter table audit disable trigger all`.execute(trx);
    // Cascades to the tables that refer to one of these.
    await sql`truncate ${sql.join(filled.rows.map(({ name }) => sql.table(name)))} cascade`.execute(trx);
    await sql`alter table audit enable trigger all`.execute(trx);
    await sql`update audit_head set seq = 0, hash = ${auditGenesis}`.execute(trx);
  });
}

/** Works on the shared store as the owner of its tables: on a server the bot has another role. */
export async function sharedAsOwner<T>(kind: EngineKind, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const { store, place } = await sharedPlace(kind);
  return place.kind === 'server' ? place.asOwner(work) : work(store.db);
}

function sharedPlace(kind: EngineKind) {
  shared[kind] ??= openShared(kind);
  return shared[kind];
}

const shared: Partial<Record<EngineKind, Promise<{ store: Store; place: Place }>>> = {};

async function openShared(kind: EngineKind) {
  const { place, remove } = await createPlace(kind);
  atEnd(() => {
    delete shared[kind];
    return remove();
  });
  return { store: await place.open(), place };
}

async function createPlace(kind: EngineKind): Promise<{ place: Place; remove(): Promise<void> }> {
  const dataDir = dataFolder();
  const database = kind === 'server' ? await createDatabase() : undefined;
  if (!database) copyDirectory(await embeddedTemplate(), dataDir);
  const where = { dataDir, ...(database && { databaseUrl: database.url }) };
  const opened: Store[] = [];
  return {
    place: {
      kind,
      where,
      async asOwner(work) {
        if (database) {
          const { db } = await openServer(database.ownerUrl, quiet);
          return work(db).finally(() => db.destroy());
        }
        const embedded = await openEmbedded(dataDir);
        return work(new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: embedded.pg }) })).finally(() =>
          embedded.close(),
        );
      },
      async open({ clock = new Clock(), log = quiet } = {}) {
        const store = await openStore({ ...where, clock, log });
        opened.push(store);
        return store;
      },
    },
    async remove() {
      await Promise.all(opened.map((store) => store.close()));
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** @throws Error if the condition doesn't hold after a very long time */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + patientSeconds * 1000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`${condition}: not so within ${patientSeconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** An empty, migrated database on the test server. url: for the bot's role, which owns nothing. */
export async function createDatabase(): Promise<{ url: string; ownerUrl: string; drop(): Promise<void> }> {
  const server = await testServer();
  const name = `strongroom_test_${randomUUID().replaceAll('-', '')}`;
  // A given server outlives the tests, so it gets no template and no role.
  const given = process.env.TEST_DATABASE_URL !== undefined;
  const template = given ? undefined : await serverTemplate(server);
  await execute(server, `create database ${name}${template ? ` template ${template}` : ''}`);
  const ownerUrl = onDatabase(server, name);
  if (!template) await migrateServer({ databaseUrl: ownerUrl, log: quiet });
  const url = new URL(ownerUrl);
  if (template) url.username = botRole;
  return { url: url.href, ownerUrl, drop: () => execute(server, `drop database ${name} with (force)`) };
}

export const botRole = 'strongroom_bot';

/** The template is made once for all files of a test run: migrating takes longer than copying. */
async function serverTemplate(server: string): Promise<string> {
  const name = 'strongroom_template';
  await connected(server, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    await client.query(`create database ${name}_unfinished`);
    await client.query(`create role ${botRole} login`);
    const databaseUrl = onDatabase(server, `${name}_unfinished`);
    await migrateServer({ databaseUrl, bot: { role: botRole }, log: quiet });
    await client.query(`alter database ${name}_unfinished rename to ${name}`);
  });
  return name;
}
