import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { sql } from 'kysely';
import { assertDurable, openEmbedded, startMaintenance } from '../../../src/store/embedded/open-embedded.ts';
import { DurableFs } from '../../../src/store/embedded/pglite.ts';
import { dataFolder } from '../../data-folder.ts';
import { runChild } from '../children/run-child.ts';
import { freshPlace, until } from '../engines.ts';
import { quiet } from '../quiet.ts';

function emptyDirectory(t: TestContext): string {
  const directory = dataFolder();
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('creates a database over what an interrupted create left, and syncs each commit', async (t) => {
  const directory = emptyDirectory(t);
  mkdirSync(join(directory, 'cluster.new', 'base'), { recursive: true });
  mkdirSync(join(directory, 'cluster'));
  const embedded = await openEmbedded(directory);
  t.after(() => embedded.close());
  assert.equal(existsSync(join(directory, 'cluster.new')), false);
  await embedded.pg.exec('create table counted (n int)');
  const before = embedded.fsyncs();
  for (let n = 0; n < 10; n++) await embedded.pg.query('insert into counted values ($1)', [n]);
  assert.ok(embedded.fsyncs() - before >= 10);
});

test('data that came back without all of it is refused and left as it is: no empty database takes its place', async (t) => {
  const directory = emptyDirectory(t);
  const first = await openEmbedded(directory);
  await first.pg.exec('create table kept (n int)');
  await first.close();
  const version = join(directory, 'cluster', 'PG_VERSION');
  const written = readFileSync(version);
  rmSync(version);
  await assert.rejects(
    openEmbedded(directory).then((opened) => opened.close()),
    /cluster.*PG_VERSION.*copy/s,
  );
  writeFileSync(version, written);
  const again = await openEmbedded(directory);
  t.after(() => again.close());
  assert.equal((await again.pg.query('select * from kept')).rows.length, 0);
});

test('data of another PostgreSQL major version is refused with the way out', async (t) => {
  const directory = emptyDirectory(t);
  mkdirSync(join(directory, 'cluster'));
  writeFileSync(join(directory, 'cluster', 'PG_VERSION'), '17\n');
  await assert.rejects(openEmbedded(directory), /written by PostgreSQL 17.*npm run move-store/s);
});

test('the self-test refuses a PGlite as it comes: without fsync', async (t) => {
  const fs = new NodeFS(join(emptyDirectory(t), 'cluster'));
  const pg = await PGlite.create({ fs });
  t.after(() => pg.close());
  await assert.rejects(
    assertDurable(pg, () => 0),
    /does not write durably \(fsync is off\).*npm ci/s,
  );
});

test('the self-test refuses a PGlite whose fsyncs do not arrive', async (t) => {
  const fs = new DurableFs(join(emptyDirectory(t), 'cluster'));
  const withFsync = PGlite.defaultStartParams.filter((param) => param !== '-F');
  const pg = await PGlite.create({ fs, startParams: [...withFsync, '-c', 'wal_sync_method=fsync'] });
  t.after(() => pg.close());
  await assert.rejects(
    assertDurable(pg, () => 0),
    /a commit caused no fsync/,
  );
  await assertDurable(pg, () => fs.fsyncs);
});

test('a second opener is refused and told what to do, until the first is gone, kill -9 included', async (t) => {
  const place = await freshPlace(t, 'embedded');
  const owner = runChild(t, 'write.ts', { where: place.where, from: 1 });
  await until(() => owner.lines.length > 0);
  await assert.rejects(openEmbedded(place.where.dataDir), (error: Error) => {
    assert.match(error.message, /in use by another Strongroom process.*Stop the other one.*DATABASE_URL/s);
    return true;
  });
  await owner.kill();
  await (await openEmbedded(place.where.dataDir)).close();
});

test('the same process is refused too', async (t) => {
  const place = await freshPlace(t, 'embedded');
  const store = await place.open();
  await assert.rejects(openEmbedded(place.where.dataDir), /in use by another Strongroom process/);
  await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
});

const modeOf = (path: string) => statSync(path).mode & 0o777;

test('what is made is its owner’s alone', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'strongroom-private-'));
  t.after(() => rmSync(parent, { recursive: true }));
  const dataDir = join(parent, 'data');
  await (await openEmbedded(dataDir)).close();
  // PGlite sets the modes of single files; nobody else can reach them.
  const open = ['.', ...readdirSync(dataDir)].filter((name) => modeOf(join(dataDir, name)) & 0o077);
  assert.deepEqual(open, []);
});

test('a directory that others of this host could read is closed to them', async (t) => {
  const { where } = await freshPlace(t, 'embedded');
  const cluster = join(where.dataDir, 'cluster');
  for (const path of [where.dataDir, cluster]) chmodSync(path, 0o755);
  await (await openEmbedded(where.dataDir)).close();
  assert.deepEqual([where.dataDir, cluster].map(modeOf), [0o700, 0o700]);
});

test('a place that it can’t use is named, with whom it runs as and what to do', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'strongroom-taken-'));
  t.after(() => rmSync(parent, { recursive: true }));
  const file = join(parent, 'file');
  writeFileSync(file, '');
  await assert.rejects(openEmbedded(join(file, 'data')), (error: Error) => {
    const me = process.geteuid?.();
    assert.match(error.message, new RegExp(`^Strongroom runs as uid ${me} .*${join(file, 'data')}: ENOTDIR`));
    assert.match(error.message, new RegExp(`chown -R ${me} .*DATA_DIR`, 's'));
    return true;
  });
});

test('a place whose owner can’t be told either is named all the same', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'strongroom-loop-'));
  t.after(() => rmSync(parent, { recursive: true }));
  const loop = join(parent, 'loop');
  symlinkSync(loop, loop);
  await assert.rejects(openEmbedded(join(loop, 'data')), /^Error: Strongroom runs as uid .*DATA_DIR/s);
});

const quarterHour = 15 * 60_000;
const busy = [
  'wakeups',
  'messages',
  'conversations',
  'handled',
  'throttles',
  'requests',
  'steps',
  'attempts',
  'forms',
  'jobs',
];

test('the room of rows that have left any table is used again, and not only that of the busiest', async (t) => {
  const pg = await PGlite.create();
  t.after(() => pg.close());
  await pg.exec('create schema pgboss');
  for (const table of [...busy, 'audit_head', 'pgboss.job', 'pgboss.queue', 'audit', 'plans', 'votes']) {
    await pg.exec(`create table ${table} (id text primary key, body text)`);
  }
  t.mock.timers.enable({ apis: ['setInterval'] });
  const stop = startMaintenance({ pg, fsyncs: () => 0, close: async () => undefined }, quiet);
  const sizes: number[] = [];
  for (let year = 0; year < 6; year += 1) {
    await pg.exec(`insert into plans select '${year}-' || n, repeat('x', 500) from generate_series(1, 500) n`);
    await pg.exec(`delete from plans where id like '${year - 1}-%'`);
    for (const _ of ['plans', 'votes']) {
      t.mock.timers.tick(quarterHour);
      // Queued behind earlier queries, which run one after the other.
      for (let turn = 0; turn < 40; turn += 1) await pg.query('select 1');
    }
    const { rows } = await pg.query<{ size: number }>(`select pg_relation_size('plans')::int as size`);
    sizes.push(rows[0]?.size ?? 0);
  }
  stop();
  assert.ok((sizes.at(-1) ?? 0) <= (sizes.at(1) ?? 0), sizes.join(' '));
});

test('what a killed process was at is taken up by the next start at once', async (t) => {
  const place = await freshPlace(t, 'embedded');
  const first = await place.open();
  await first.transaction((tx) => tx.wake('step', 'R-1'));
  await first.close();
  const child = runChild(t, 'handle.ts', { where: place.where, hang: true });
  await until(() => child.lines.some((line) => JSON.stringify(line) === '{"begun":"R-1"}'));
  await child.kill();

  const store = await place.open();
  // Nothing is left of the killed process's keys; on a server they would count as taken for another 10 s.
  const { rows } = await sql`
    select key from wakeups where token is not null
    union all select singleton_key from pgboss.job where state = 'active'`.execute(store.db);
  assert.deepEqual(rows, []);
  const { promise: taken, resolve } = Promise.withResolvers<void>();
  store.work('step', async () => resolve());
  await taken;
});
