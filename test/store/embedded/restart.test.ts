import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChild } from '../children/run-child.ts';
import { freshPlace, until } from '../engines.ts';

test('what a killed process was at is taken up by the next start at once', async (t) => {
  const place = await freshPlace(t, 'embedded');
  const first = await place.open();
  await first.transaction((tx) => tx.wake('step', 'R-1'));
  await first.close();
  const child = runChild(t, 'handle.ts', { where: place.where, hang: true });
  await until(() => child.lines.some((line) => JSON.stringify(line) === '{"begun":"R-1"}'));
  await child.kill();

  const store = await place.open();
  const openedAt = Date.now();
  const { promise: taken, resolve } = Promise.withResolvers<void>();
  store.work('step', async () => resolve());
  await taken;
  // Far less than the 10 s after which a server believes that a process is gone.
  assert.ok(Date.now() - openedAt < 5_000);
});
