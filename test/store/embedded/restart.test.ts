import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
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
  // Nothing is left of what the killed process held: on a server it would be believed to be at work for another 10 s.
  const { rows } = await sql`
    select key from wakeups where token is not null
    union all select singleton_key from pgboss.job where state = 'active'`.execute(store.db);
  assert.deepEqual(rows, []);
  const { promise: taken, resolve } = Promise.withResolvers<void>();
  store.work('step', async () => resolve());
  await taken;
});
