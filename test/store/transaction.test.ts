import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { storedBody } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { findConversation, putConversation } from '../../src/store/conversations.ts';
import { claimKey, recordAnswer } from '../../src/store/idempotency-keys.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { putSetting } from '../../src/store/settings.ts';
import { setThrottle } from '../../src/store/throttles.ts';
import { GivenUpError, Saving, type Tx } from '../../src/store/transaction.ts';
import { startDatabaseGate } from '../faults/gate.ts';
import { forEachEngine, freshPlace, sharedStore } from './engines.ts';
import { quiet } from './quiet.ts';

const later = new Date('2999-01-01T00:00:00Z');

async function countAll(store: Store): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from conversations) as conversations, (select count(*)::int from messages) as messages,
    (select count(*)::int from settings) as settings, (select count(*)::int from wakeups) as wakeups,
    (select count(*)::int from audit) as audit, (select count(*)::int from pgboss.job) as jobs`.execute(store.db);
  return rows[0] ?? {};
}

async function changeEverything(tx: Tx): Promise<void> {
  await putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} });
  await putSetting(tx, 'bot', 'approvals', '19:ops', null);
  tx.post({ conversationId: '19:ops', body: { text: 'asked' } });
  tx.wake('timer', 'request:R-1', later);
  tx.wake('step', 'R-1');
  tx.audit({ event: 'request.asked', requestId: 'R-1' });
}

forEachEngine('a transaction', (kind) => {
  test('commits state, message, wake-up, job and audit row together', async () => {
    const store = await sharedStore(kind);
    await store.transaction(changeEverything);
    assert.deepEqual(await countAll(store), {
      conversations: 1,
      messages: 1,
      settings: 1,
      // The timer, the step, and the outbox for the message.
      wakeups: 3,
      audit: 1,
      jobs: 2,
    });
  });

  test('leaves nothing when its work throws', async () => {
    const store = await sharedStore(kind);
    const refusal = new Error('changed my mind');
    await assert.rejects(
      store.transaction(async (tx) => {
        await changeEverything(tx);
        throw refusal;
      }),
      refusal,
    );
    const nothing = { conversations: 0, messages: 0, settings: 0, wakeups: 0, audit: 0, jobs: 0 };
    assert.deepEqual(await countAll(store), nothing);
  });

  test('leaves nothing when what it wrote last is refused', async () => {
    const store = await sharedStore(kind);
    await assert.rejects(
      store.transaction(async (tx) => {
        await changeEverything(tx);
        tx.post({ conversationId: '19:nowhere', body: { text: 'lost' } });
      }),
      /Nothing is known of the conversation 19:nowhere/,
    );
    const { audit } = await countAll(store);
    assert.equal(audit, 0);
  });

  test('refuses what would wait for itself: store.db and another transaction inside', async () => {
    const store = await sharedStore(kind);
    const readOutside = () => store.db.selectFrom('settings').selectAll().execute();
    await assert.rejects(store.transaction(readOutside), /store\.db was used inside a transaction: use its tx\.db/);
    await assert.rejects(
      store.transaction(() => store.transaction((tx) => tx.audit({ event: 'request.asked' }))),
      /another transaction was begun inside a transaction/,
    );
    assert.deepEqual(await readOutside(), []);
  });

  test('takes nothing after its end', async () => {
    const store = await sharedStore(kind);
    let leaked: Tx | undefined;
    await store.transaction((tx) => {
      leaked = tx;
    });
    for (const use of [
      () => leaked?.wake('step', 'R-1'),
      () => leaked?.post({ conversationId: '19:ops', body: { text: '' } }),
      () => leaked?.edit('m', { text: '' }),
      () => leaked?.audit({ event: 'request.asked' }),
    ]) {
      assert.throws(use, /has ended/);
    }
  });

  test('runs beside many others that enqueue, without a deadlock', async () => {
    const store = await sharedStore(kind);
    await store.transaction(async (tx) => {
      for (const id of ['a', 'b', 'c']) await putConversation(tx, { id, kind: 'channel', reference: {} });
    });
    const orders = [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
      ['b', 'c', 'a'],
    ];
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        store.transaction((tx) => {
          tx.audit({ event: 'request.asked' });
          for (const conversationId of orders[index % orders.length] ?? []) {
            tx.wake('watch', conversationId);
            tx.post({ conversationId, body: { text: String(index) } });
          }
        }),
      ),
    );
    const { rows } = await sql<{ numbers: number[] }>`
      select array_agg(number order by number) as numbers from messages group by conversation_id`.execute(store.db);
    const oneToSixty = Array.from({ length: 60 }, (_, index) => index + 1);
    assert.deepEqual(
      rows.map((row) => row.numbers),
      [oneToSixty, oneToSixty, oneToSixty],
    );
    assert.equal((await verifyAudit(store.db)).whole, true);
  });

  test('decides a race of redelivered votes once', async () => {
    const store = await sharedStore(kind);
    const requests = Array.from({ length: 10 }, (_, index) => `R-${index}`);
    await store.transaction(async (tx) => {
      for (const id of requests) await putSetting(tx, id, 'state', 'pending', null);
    });
    const vote = (id: string, activity: string) =>
      store.transaction(async (tx) => {
        const earlier = await claimKey(tx, activity);
        if (earlier) return earlier.answer?.kind === 'notice' ? earlier.answer.text : undefined;
        const { rows } = await sql<{ scope: string }>`update settings set value = '"approved"'
          where scope = ${id} and value = '"pending"' returning scope`.execute(tx.db);
        const answer = rows.length > 0 ? 'approved' : 'too late';
        if (rows.length > 0) tx.wake('timer', id, later);
        tx.audit({ event: answer === 'approved' ? 'vote.approve' : 'refused', requestId: id });
        recordAnswer(tx, [activity], { kind: 'notice', text: answer });
        return answer;
      });
    // Two approvers, each of whose clicks is delivered four times.
    const answers = await Promise.all(
      requests.flatMap((id) =>
        Array.from({ length: 8 }, async (_, index) => ({
          activity: `${id}/${index % 2}`,
          answer: await vote(id, `${id}/${index % 2}`),
        })),
      ),
    );
    const byActivity = Map.groupBy(answers, ({ activity }) => activity);
    for (const given of byActivity.values()) assert.equal(new Set(given.map(({ answer }) => answer)).size, 1);
    assert.equal([...byActivity.values()].filter((given) => given[0]?.answer === 'approved').length, 10);
    const { wakeups, audit } = await countAll(store);
    assert.deepEqual({ wakeups, audit }, { wakeups: 10, audit: 20 });
    assert.equal((await verifyAudit(store.db)).whole, true);
  });

  test('a later throttle or an earlier wake-up wins', async () => {
    const store = await sharedStore(kind);
    const sooner = new Date(later.getTime() - 1000);
    const [inAMinute, inASecond] = [60_000, 1000].map((ms) => new Date(Date.now() + ms));
    assert.ok(inAMinute && inASecond);
    await store.transaction(async (tx) => {
      tx.wake('timer', 'k', later);
      tx.wake('timer', 'k', sooner);
      await setThrottle(tx, 'k', inAMinute, 'first');
    });
    await store.transaction(async (tx) => {
      tx.wake('timer', 'k', later);
      await setThrottle(tx, 'k', inASecond, 'second');
    });
    const wakeups = await store.db.selectFrom('wakeups').select(['key', 'due_at']).execute();
    assert.deepEqual(wakeups, [{ key: 'k', due_at: sooner }]);
    const throttles = await store.db.selectFrom('throttles').selectAll().execute();
    assert.deepEqual(throttles, [{ key: 'k', until: inAMinute, reason: 'first' }]);
  });

  test('takes text that PostgreSQL itself refuses', async () => {
    const store = await sharedStore(kind);
    await store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'personal', reference: {}, name: 'a\0b\ud800' });
      tx.post({ conversationId: 'c', body: { text: 'nul \0 and half \udc00' } });
      tx.audit({ event: 'request.asked', actor: { objectId: 'o', name: '\0' }, details: { reason: ['\0', '\ud800'] } });
    });
    const message = await store.db.selectFrom('messages').select('body').executeTakeFirstOrThrow();
    assert.equal(storedBody.parse(message.body).text, 'nul \ufffd and half \ufffd');
    assert.equal((await verifyAudit(store.db)).whole, true);
  });

  test('reads text as it was written, whatever it begins with', async () => {
    const store = await sharedStore(kind);
    const name = '\ufeff\ufeffOlivia';
    await store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'personal', reference: {}, name });
      tx.audit({ event: 'request.asked', actor: { objectId: 'o', name }, details: { name } });
    });
    assert.equal((await findConversation(store.db, 'c'))?.name, 'Olivia');
    assert.equal((await verifyAudit(store.db)).whole, true);
  });
});

/** Never called: this must not compile. */
export async function misuse(store: Store): Promise<void> {
  // @ts-expect-error nothing is enqueued outside a transaction
  store.wake('step', 'R-1');
  // @ts-expect-error nothing is posted outside a transaction
  store.post({ conversationId: 'c', body: { text: '' } });
  // @ts-expect-error nothing is audited outside a transaction
  store.audit({ event: 'x' });
  // @ts-expect-error a database handle is not a transaction
  await putSetting({ db: store.db, now: () => new Date() }, 'bot', 'x', 1, null);
  // @ts-expect-error nor is anything that only looks like one
  await putSetting({ db: {}, now() {}, wake() {}, post() {}, edit() {}, audit() {} }, 'bot', 'x', 1, null);
}

const save = (store: Store) => store.transaction((tx) => putSetting(tx, 'bot', 'approvals', '19:ops', null));
const saved = async (store: Store) => (await store.db.selectFrom('settings').select('name').execute()).length;

forEachEngine('what was given up', (kind) => {
  test('commits nothing any more, and what was recorded of Azure stays', async () => {
    const store = await sharedStore(kind);
    const saving = new Saving();
    const gaveUpMeanwhile = saving.run(() =>
      store.transaction(async (tx) => {
        await putSetting(tx, 'bot', 'approvals', '19:ops', null);
        assert.equal(saving.giveUp(), true);
      }),
    );
    await assert.rejects(gaveUpMeanwhile, GivenUpError);
    await assert.rejects(
      saving.run(() => save(store)),
      GivenUpError,
    );
    assert.equal(await saved(store), 0);
    await saving.run(() => store.recordEffect((tx) => putSetting(tx, 'bot', 'approvals', '19:ops', null)));
    assert.equal(await saved(store), 1);
  });

  test('is not called undone where something of it was committed', async () => {
    const store = await sharedStore(kind);
    const saving = new Saving();
    await saving.run(() => save(store));
    assert.equal(saving.giveUp(), false);
  });
});

test('of a commit that was sent and not answered nobody says that nothing was done', async (t) => {
  const place = await freshPlace(t, 'server');
  const gate = await startDatabaseGate(place.where.databaseUrl ?? '');
  t.after(() => gate.close());
  const store = await openStore({ ...place.where, databaseUrl: gate.url, clock: new Clock(), log: quiet });
  const saving = new Saving();
  const cut = new Promise<void>((done) => {
    gate.onSaid = {
      said: 'commit',
      act() {
        gate.way = 'silent';
        done();
      },
    };
  });
  const saves = saving.run(() => save(store));
  await cut;
  assert.equal(saving.giveUp(), false);
  gate.close();
  await assert.rejects(saves, (error) => error instanceof CodedError && error.code === 'store.in-doubt');
  await store.close();
  assert.equal(await saved(await place.open()), 1);
});
