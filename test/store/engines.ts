import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { auditGenesis } from '../../src/domain/audit-chain.ts';
import { Clock } from '../../src/domain/clock.ts';
import type { Log } from '../../src/log.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { connected, execute, onDatabase, testServer } from './postgres-server.ts';
import { quiet } from './quiet.ts';

export type EngineKind = Store['engine'];

/** An empty store's place, for one test. Stores that were opened here are closed when the test ends. */
export type Place = {
  kind: EngineKind;
  /** What openStore, or a child process, needs to open it. */
  where: { dataDir: string; databaseUrl?: string };
  /** Opens it; on a server as often as replicas are wanted. */
  open(options?: { clock?: Clock; log?: Log }): Promise<Store>;
};

/** Describes the same behaviour for the embedded database and for a PostgreSQL server. */
export function forEachEngine(name: string, tests: (kind: EngineKind) => void): void {
  for (const kind of ['embedded', 'server'] as const) describe(`${name} (${kind})`, () => tests(kind));
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

/** An open, empty store for tests that handle no queue: one for all of them in this process, emptied before each. */
export async function sharedStore(kind: EngineKind): Promise<Store> {
  shared[kind] ??= openShared(kind);
  const { store } = await shared[kind];
  const tables = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%' and tablename <> 'audit_head'`.execute(store.db);
  await store.db.transaction().execute(async (trx) => {
    await sql`alter table audit disable trigger all`.execute(trx);
    await sql`truncate ${sql.join(tables.rows.map(({ name }) => sql.table(name)))}`.execute(trx);
    await sql`alter table audit enable trigger all`.execute(trx);
    await sql`update audit_head set seq = 0, hash = ${auditGenesis}`.execute(trx);
    await sql`truncate pgboss.job`.execute(trx);
  });
  return store;
}

const shared: Partial<Record<EngineKind, Promise<{ store: Store; remove(): Promise<void> }>>> = {};

async function openShared(kind: EngineKind) {
  const { place, remove } = await createPlace(kind);
  return { store: await place.open(), remove };
}

async function createPlace(kind: EngineKind): Promise<{ place: Place; remove(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'strongroom-store-'));
  const database = kind === 'server' ? await createDatabase() : undefined;
  if (!database) copyDirectory(await embeddedTemplate(), dataDir);
  const where = { dataDir, ...(database && { databaseUrl: database.url }) };
  const opened: Store[] = [];
  return {
    place: {
      kind,
      where,
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

/** Waits until a condition holds; a test that never gets there ends by the runner's time-out. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

after(async () => {
  for (const one of Object.values(shared)) await (await one).remove();
});

/** An empty, migrated database on the test server. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await testServer();
  const name = `strongroom_test_${randomUUID().replaceAll('-', '')}`;
  const template = process.env.TEST_DATABASE_URL ? undefined : await serverTemplate(server);
  await execute(server, `create database ${name}${template ? ` template ${template}` : ''}`);
  const url = onDatabase(server, name);
  // A server that outlives the tests gets no template, to be left as it was found.
  if (!template) await (await openStore({ databaseUrl: url, dataDir: '', clock: new Clock(), log: quiet })).close();
  return { url, drop: () => execute(server, `drop database ${name} with (force)`) };
}

/** Made once for all files of a test run: migrating takes longer than copying. */
async function serverTemplate(server: string): Promise<string> {
  const name = 'strongroom_template';
  await connected(server, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    await client.query(`create database ${name}_unfinished`);
    const databaseUrl = onDatabase(server, `${name}_unfinished`);
    await (await openStore({ databaseUrl, dataDir: '', clock: new Clock(), log: quiet })).close();
    await client.query(`alter database ${name}_unfinished rename to ${name}`);
  });
  return name;
}

/** By the system's cp: Node's cpSync needs eight times as long for these thousand files. */
export function copyDirectory(from: string, to: string): void {
  execFileSync('cp', ['-R', `${from}/.`, to]);
}

/** Creating an embedded database takes 2 s, copying one 0.1 s; kept for as long as what it is made from stays the same. */
async function embeddedTemplate(): Promise<string> {
  const root = join(import.meta.dirname, '..', '..');
  const made = createHash('sha256');
  for (const file of ['package-lock.json', 'src/store/migrations/0001-tables.ts', 'src/store/queue.ts']) {
    made.update(readFileSync(join(root, file)));
  }
  const template = join(root, 'node_modules', '.cache', `strongroom-store-${made.digest('hex').slice(0, 16)}`);
  if (existsSync(template)) return template;
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  const aside = `${template}.${process.pid}`;
  const store = await openStore({ dataDir: aside, clock: new Clock(), log: quiet });
  await store.close();
  try {
    renameSync(aside, template);
  } catch {
    // Another test process was first.
    rmSync(aside, { recursive: true, force: true });
  }
  return template;
}
