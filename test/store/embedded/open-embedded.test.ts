import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { DurableFs } from '../../../src/store/embedded/durable-fs.ts';
import { assertDurable, openEmbedded } from '../../../src/store/embedded/open-embedded.ts';
import { dataFolder } from '../../data-folder.ts';

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
