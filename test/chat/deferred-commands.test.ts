import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findQueued, hasEarlier, queueLine } from '../../src/chat/deferred-commands.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { listDeferred } from '../../src/store/deferred-commands.ts';
import { freshStore } from '../store/engines.ts';

test('when the line of somebody has its turn is found without all that theirs hold, which may be long', async (t) => {
  const store = await freshStore(t, 'embedded');
  const clock = new Clock();
  const from = { objectId: 'o', tenantId: 't', name: 'Emma', teamsId: '29:e' };
  const place = { conversationId: '19:ops', kind: 'channel' as const };
  const how = { kind: 'action' as const, activityId: '1', from, place, via: 'execute' as const, refresh: false };
  const click = (id: string) => ({
    incoming: { ...how, verb: 'form-cancel', data: { id, more: 'x'.repeat(50_000) } },
  });
  const at = clock.now();
  for (const id of ['one', 'two', 'three']) {
    at.setSeconds(at.getSeconds() + 2);
    await queueLine({ store }, click(id), new Date(at));
  }
  const rows = await listDeferred(store.db, 'o');
  const last = rows.find(({ key }) => key.endsWith('three')) ?? assert.fail();
  let read = 0;
  const db = store.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      read += JSON.stringify(result.rows).length;
      return result;
    },
  });
  const services = { store: { ...store, db } as typeof store, clock };
  assert.deepEqual(await findQueued(services, click('three')), at);
  assert.equal(await findQueued(services, click('four')), undefined);
  assert.equal(await hasEarlier(services, last), true);
  assert.ok(read < 10_000, `${read} characters were read`);
});
