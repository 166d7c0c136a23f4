import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { claimKey, recordAnswer } from '../../src/store/idempotency-keys.ts';
import { cleanUp } from '../../src/store/retention.ts';
import { recordSeen, seenJobs } from '../../src/store/seen-jobs.ts';
import { setThrottle } from '../../src/store/throttles.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { forEachEngine, sharedStore } from './engines.ts';
import { seedRequest } from './seed-request.ts';

const hour = 3600_000;

function clockAt(world: number, rate = 1): Clock {
  const now = Date.now();
  return new Clock({ realOrigin: now, worldOrigin: world, rate });
}

async function answer(tx: Tx, key: string): Promise<void> {
  await claimKey(tx, key);
  recordAnswer(tx, [key], { kind: 'nothing' });
}

forEachEngine('the clean-up', (kind) => {
  test('forgets answers after a day, and overtaken edits and throttles later', async () => {
    const store = await sharedStore(kind);
    const start = Date.now();
    await store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'channel', reference: {} });
      await answer(tx, 'old');
      await setThrottle(tx, 'k', new Date(start + 60_000), 'Retry-After');
    });
    const card = await store.transaction((tx) => tx.post({ conversationId: 'c', body: { text: 'card' } }));
    await store.transaction((tx) => tx.edit(card, { text: '1' }));
    await store.transaction((tx) => tx.edit(card, { text: '2' }));
    const left = async () => ({
      handled: (await store.db.selectFrom('handled').select('key').execute()).length,
      messages: (await store.db.selectFrom('messages').select('state').orderBy('number').execute()).map(
        (row) => row.state,
      ),
      throttles: (await store.db.selectFrom('throttles').select('key').execute()).length,
    });

    await cleanUp(store.db, clockAt(start + 23 * hour), 400);
    assert.deepEqual(await left(), { handled: 1, messages: ['waiting', 'replaced', 'waiting'], throttles: 1 });
    await cleanUp(store.db, clockAt(start + 26 * hour), 400);
    assert.deepEqual(await left(), { handled: 0, messages: ['waiting', 'replaced', 'waiting'], throttles: 0 });
    await cleanUp(store.db, clockAt(start + 8 * 24 * hour), 400);
    assert.deepEqual(await left(), { handled: 0, messages: ['waiting', 'waiting'], throttles: 0 });
  });

  test('forgets jobs that were seen after a week, and those that still ran after two', async () => {
    const store = await sharedStore(kind);
    const start = Date.now();
    const seen = ['InProgress', 'Failed'].map((status) => ({ jobId: status, status, startedAt: new Date(start) }));
    await store.transaction((tx) => recordSeen(tx, 'v', seen));
    const left = async (days: number) => {
      await cleanUp(store.db, clockAt(start + days * 24 * hour), 400);
      return (await seenJobs(store.db, 'v', new Date(start))).map(({ status }) => status).sort();
    };
    assert.deepEqual([await left(6), await left(8), await left(16)], [['Failed', 'InProgress'], ['InProgress'], []]);
  });

  test('a backlog of thousands goes in short statements, and whatever is referred to stays', async () => {
    const store = await sharedStore(kind);
    const start = Date.now();
    const old = new Date(start - 500 * 24 * hour);
    await store.transaction((tx) => putConversation(tx, { id: 'c', kind: 'channel', reference: {} }));
    await sql`insert into messages (id, conversation_id, number, kind, state, bulk, body, tries, due_at, created_at)
      select 'm' || lpad(n::text, 5, '0'), 'c', n, 'post', 'sent', false, '{}', 0, ${old}, ${old} from generate_series(1, 5000) n`.execute(
      store.db,
    );
    await sql`insert into job_history (vault_id, job_id, at, status)
      select 'v', 'j' || n, ${old}, 'Completed' from generate_series(1, 3500) n`.execute(store.db);
    await sql`insert into requests (id, kind, state, requester_oid, requester_name, tenant_id, conversation_id, vault_id,
        vm_id, vm_name, reason, hash, decide_by, nonce, card_message_ids, created_at, updated_at)
      select 'R-' || n, 'restore', 'pending', 'o', 'Olivia', 't', 'c', 'v', 'vm', 'sql-01', 'x', 'h', now(), 'n',
        jsonb_build_array('m' || lpad((n * 1000)::text, 5, '0')), ${old}, ${old} from generate_series(1, 3) n`.execute(
      store.db,
    );
    await cleanUp(store.db, new Clock(), 400);
    const posts = await store.db.selectFrom('messages').select('id').orderBy('id').execute();
    assert.deepEqual(
      posts.map(({ id }) => id),
      ['m01000', 'm02000', 'm03000'],
    );
    assert.deepEqual(await store.db.selectFrom('job_history').select('id').execute(), []);
  });

  test('keeps what is done or told once as long as what has ended', async () => {
    const store = await sharedStore(kind);
    const start = Date.now();
    const isClaimed = () => store.transaction(async (tx) => (await claimKey(tx, 'told R-1')) !== undefined);
    assert.equal(await isClaimed(), false);
    await cleanUp(store.db, clockAt(start + 399 * 24 * hour), 400);
    assert.equal(await isClaimed(), true);
    await cleanUp(store.db, clockAt(start + 401 * 24 * hour), 400);
    assert.equal(await isClaimed(), false);
  });

  test('keeps what was done or told once for a request as long as that is there', async () => {
    const store = await sharedStore(kind);
    const start = Date.now();
    await store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'channel', reference: {} });
      await seedRequest(tx, { id: 'R-2222', kind: 'hold', state: 'succeeded', ended_at: new Date(start) });
      for (const key of ['told R-2222', 'told R-3333 2']) await claimKey(tx, key);
    });
    await cleanUp(store.db, clockAt(start + 500 * 24 * hour), 400);
    assert.deepEqual(await store.db.selectFrom('handled').select('key').execute(), [{ key: 'told R-2222' }]);
  });

  test('keeps answers for ten minutes of real time, however fast the clock runs', async () => {
    const store = await sharedStore(kind);
    const start = Date.now();
    await store.transaction((tx) => answer(tx, 'k'));
    // At 1000 times real speed, ten real minutes are a week.
    await cleanUp(store.db, clockAt(start + 6 * 24 * hour, 1000), 400);
    assert.equal((await store.db.selectFrom('handled').select('key').execute()).length, 1);
  });
});
