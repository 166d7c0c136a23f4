import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import {
  deferUntilSettled,
  findQueued,
  hasEarlier,
  queueLine,
  storedCommand,
} from '../../src/chat/deferred-commands.ts';
import { resumeDeferred } from '../../src/chat/resume-deferred.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { listDeferred } from '../../src/store/deferred-commands.ts';
import { freshStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

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

test('whoever was told that the answer follows is told when none came in time', async (t) => {
  const store = await freshStore(t, 'embedded');
  const clock = new Clock();
  const from = { objectId: 'o', tenantId: 't', name: 'Emma', teamsId: '29:e' };
  const place = { conversationId: '19:ops', kind: 'channel' as const };
  await store.transaction((tx) =>
    putConversation(tx, { id: 'a:emma', kind: 'personal', personOid: 'o', reference: {} }),
  );
  const id = await deferUntilSettled(
    { store, clock },
    { kind: 'text', activityId: '1', from, place, text: 'hold sql-01' },
  );
  const fiveHoursLater = new Clock({ realOrigin: Date.now(), worldOrigin: Date.now() + 5 * 60 * 60_000, rate: 1 });
  const config = { language: 'en', timeZone: 'UTC' };
  const services = { store, clock: fiveHoursLater, log: quiet, config } as unknown as Services;
  const never = () => assert.fail('it was handled');
  await resumeDeferred(services, { handle: never, planWords: never }, id);
  const told = await store.db.selectFrom('messages').select(['conversation_id', 'body']).execute();
  assert.equal(told[0]?.conversation_id, 'a:emma');
  assert.match(JSON.stringify(told), /I couldn't answer you in time: hold sql-01/);
  assert.deepEqual(await listDeferred(store.db, 'o'), []);
});

const from = { objectId: 'o', tenantId: 't', name: 'Emma', teamsId: '29:e' };
const place = { conversationId: '19:ops', kind: 'channel' as const };
const line = { activityId: '1', from, place, kind: 'text' as const, text: 'approve R-7K2M 4F9C Daan Bakker' };

test('what is for everyone, with its mentions in it, is read as it was', () => {
  assert.deepEqual(storedCommand.parse(line), line);
  const click = {
    activityId: '1',
    from,
    place,
    kind: 'action',
    verb: 'approve',
    data: {},
    via: 'execute',
    refresh: false,
  };
  assert.deepEqual(storedCommand.parse(click), click);
});

test('for whom it was, and how it reads without mentions, is kept', () => {
  const whole = { ...line, targeted: true, withoutMentions: 'approve R-7K2M 4F9C' };
  const written = storedCommand.write(whole);
  assert.deepEqual(written, whole);
  assert.deepEqual(storedCommand.parse(JSON.parse(JSON.stringify(written))), whole);
});
