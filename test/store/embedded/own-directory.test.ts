import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.ts';
import { runChild } from '../children/run-child.ts';
import { freshPlace, until } from '../engines.ts';

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
  // PGlite sets the modes of single files itself; nobody else gets to them.
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
