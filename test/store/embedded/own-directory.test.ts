import assert from 'node:assert/strict';
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
  await store.transaction((tx) => tx.audit({ event: 'still here' }));
});
