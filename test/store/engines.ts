import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, type TestContext } from 'node:test';
import { Clock } from '../../src/domain/clock.ts';
import type { Log } from '../../src/log.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { execute, onDatabase, testServer } from './postgres-server.ts';
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
  const dataDir = mkdtempSync(join(tmpdir(), 'strongroom-store-'));
  const database = kind === 'server' ? await createDatabase() : undefined;
  if (!database) cpSync(await embeddedTemplate(), dataDir, { recursive: true });
  const where = { dataDir, ...(database && { databaseUrl: database.url }) };
  const opened: Store[] = [];
  t.after(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    kind,
    where,
    async open({ clock = new Clock(), log = quiet } = {}) {
      const store = await openStore({ ...where, clock, log });
      opened.push(store);
      return store;
    },
  };
}

/** An open, empty store for one test. */
export async function freshStore(t: TestContext, kind: EngineKind, clock = new Clock()): Promise<Store> {
  return (await freshPlace(t, kind)).open({ clock });
}

/** Waits until a condition holds; a test that never gets there ends by the runner's time-out. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

let serverTemplate: Promise<string> | undefined;

// A server that outlives the tests is left as it was found.
after(async () => {
  if (serverTemplate) await execute(await testServer(), `drop database ${await serverTemplate}`);
});

/** An empty, migrated database on the test server. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await testServer();
  serverTemplate ??= createServerTemplate(server);
  const name = uniqueName();
  await execute(server, `create database ${name} template ${await serverTemplate}`);
  return { url: onDatabase(server, name), drop: () => execute(server, `drop database ${name} with (force)`) };
}

/** New for each process: migrating takes longer than copying. */
async function createServerTemplate(server: string): Promise<string> {
  const name = uniqueName();
  await execute(server, `create database ${name}`);
  const store = await openStore({ databaseUrl: onDatabase(server, name), dataDir: '', clock: new Clock(), log: quiet });
  await store.close();
  return name;
}

function uniqueName(): string {
  return `strongroom_test_${randomUUID().replaceAll('-', '')}`;
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
