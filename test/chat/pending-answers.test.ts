import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPendingAnswers } from '../../src/chat/pending-answers.ts';
import type { Answer, Incoming } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { listDeferred } from '../../src/store/deferred-commands.ts';
import type { Store } from '../../src/store/open.ts';
import { putSetting } from '../../src/store/settings.ts';
import { GivenUpError } from '../../src/store/transaction.ts';
import { sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const from = { objectId: 'o', tenantId: 't', name: 'Emma', teamsId: '29:e' };
const place = { conversationId: '19:ops', kind: 'channel' as const };
const how = {
  kind: 'action' as const,
  activityId: '1',
  from,
  place,
  via: 'execute' as const,
  verb: 'approve',
  data: {},
};
const click: Incoming = { ...how, refresh: false };
const refresh: Incoming = { ...how, refresh: true };
const done: Answer = { kind: 'notice', text: 'Done.' };
const patientMs = 60_000;
const away = new CodedError('store.unavailable');

/** Begins a turn that is answered when the test says so. */
function begin(store: Store, incoming: Incoming) {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const changes = () => incoming.kind === 'action' && !incoming.refresh;
  const services = { store, clock: new Clock(), log: quiet };
  const pending = createPendingAnswers(services, { handle: () => promise, changes })(incoming, Promise.resolve());
  return { ...pending, resolve, reject };
}

const rows = async (store: Store) => (await listDeferred(store.db, 'o')).length;

test('a change that takes long is kept until its answer was given', async () => {
  const store = await sharedStore('embedded');
  const { answer, keep, given, resolve } = begin(store, click);
  assert.equal(await keep(patientMs), 'kept');
  assert.equal(await rows(store), 1);
  resolve(done);
  assert.deepEqual(await answer, done);
  assert.equal(await rows(store), 1);
  await given();
  assert.equal(await rows(store), 0);
});

test('of what only looks, and of what is answered, nothing is kept', async () => {
  const store = await sharedStore('embedded');
  const looking = begin(store, refresh);
  assert.equal(await looking.keep(patientMs), 'reading');
  await looking.given();
  const answered = begin(store, click);
  answered.resolve(done);
  await answered.answer;
  assert.equal(await answered.keep(patientMs), 'reading');
  assert.equal(await rows(store), 0);
});

test('what cannot be kept is given up, and whatever it still does is not saved', async () => {
  const store = await sharedStore('embedded');
  const cut = { ...store, transaction: () => Promise.reject(away), answers: () => Promise.reject(away) };
  for (const incoming of [click, refresh]) {
    const { promise: healed, resolve: heal } = Promise.withResolvers<void>();
    const handle = async () => {
      await healed;
      await store.transaction((tx) => putSetting(tx, 'bot', 'approvals', '19:ops', null));
      return done;
    };
    const services = { store: cut, clock: new Clock(), log: quiet };
    const { answer, keep } = createPendingAnswers(services, { handle, changes: () => incoming === click })(
      incoming,
      Promise.resolve(),
    );
    await assert.rejects(keep(patientMs), away);
    heal();
    await assert.rejects(answer, GivenUpError);
  }
  assert.deepEqual(await store.db.selectFrom('settings').select('name').execute(), []);
});
