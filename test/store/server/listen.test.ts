import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listenForWakes } from '../../../src/store/server/listen.ts';
import { connectionOf } from '../../../src/store/server/open-server.ts';
import { freshPlace, until } from '../engines.ts';

test('a replica hears of what another asks for, once it is committed, and of nothing else', async (t) => {
  const place = await freshPlace(t, 'server');
  const store = await place.open();
  let heard = 0;
  t.after(listenForWakes(connectionOf(place.where.databaseUrl ?? ''), () => heard++));
  // Signals that it listens from now on.
  await until(() => heard === 1);
  await store.transaction((tx) => tx.audit({ event: 'audit.exported' }));
  await assert.rejects(
    store.transaction((tx) => {
      tx.wake('step', 'R-1');
      throw new Error('not committed');
    }),
  );
  await store.transaction((tx) => {
    tx.wake('step', 'R-2');
    tx.wake('timer', 'request:R-2', new Date('2999-01-01'));
  });
  await until(() => heard > 1);
  assert.equal(heard, 2);
});
