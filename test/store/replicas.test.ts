import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { inSeconds } from '../../src/kernel/clock.ts';
import { asObject } from '../../src/kernel/json-object.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/open.ts';
import { runChild } from './children/run-child.ts';
import { freshPlace, until } from './engines.ts';
import { execute } from './postgres-server.ts';

test('replicas that start at once on empty tables all come up, and make the queues once', async (t) => {
  const place = await freshPlace(t, 'server');
  await place.asOwner((db) => sql`delete from pgboss.queue`.execute(db));
  const replicas = await Promise.all(Array.from({ length: 4 }, () => place.open()));
  await Promise.all(replicas.map((store) => store.transaction((tx) => tx.audit({ event: 'request.asked' }))));
  const [{ db }] = replicas as [Store];
  assert.deepEqual((await verifyAudit(db)).whole, true);
  assert.equal((await db.selectFrom('audit').select('seq').execute()).length, 4);
});

test('two processes share a queue and handle nothing twice', async (t) => {
  const place = await freshPlace(t, 'server');
  const store = await place.open();
  const children = [1, 2].map(() => runChild(t, 'handle.ts', { where: place.where, hang: false }));
  await until(() => children.every((child) => child.lines.length > 0));
  const handled = () => store.db.selectFrom('audit').select(['request_id', 'details']).execute();
  const keys: string[] = [];
  // However much the one that is sooner takes: more is asked for until the other has had some of it.
  await until(async () => {
    const more = Array.from({ length: 20 }, (_, index) => `R-${keys.length + index}`);
    keys.push(...more);
    await store.transaction((tx) => {
      for (const key of more) tx.wake('step', key);
    });
    return keys.length >= 200 && new Set((await handled()).map(({ details }) => asObject(details).by)).size === 2;
  });
  await until(async () => (await store.db.selectFrom('wakeups').select('key').execute()).length === 0);
  const rows = await handled();
  assert.deepEqual(rows.map((row) => row.request_id).sort(), [...keys].sort());
  assert.equal((await verifyAudit(store.db)).whole, true);
});

test('a replica begins what another asked for and did not live to begin, at once and at its time', async (t) => {
  const place = await freshPlace(t, 'server');
  const [asking, other] = [await place.open(), await place.open()];
  const handled: string[] = [];
  other.work('timer', async (key) => {
    handled.push(key);
  });
  await asking.transaction((tx) => {
    tx.wake('timer', 'now');
    tx.wake('timer', 'soon', inSeconds(tx.now(), 1));
  });
  await asking.close();
  await until(() => handled.length === 2);
  // Whoever looks a second late finds both due, and begins them together.
  assert.deepEqual(handled.sort(), ['now', 'soon']);
});

describe('claims', { concurrency: true }, () => {
  test('the key of a process that is killed is taken over by another within 30 s', { timeout: 40_000 }, async (t) => {
    const place = await freshPlace(t, 'server');
    const store = await place.open();
    const child = runChild(t, 'handle.ts', { where: place.where, hang: true });
    await until(() => child.lines.length > 0);
    await store.transaction((tx) => tx.wake('step', 'R-1'));
    await until(() => child.lines.length > 1);
    await child.kill();
    const killedAt = Date.now();
    const { promise: taken, resolve } = Promise.withResolvers<void>();
    store.work('step', async () => resolve());
    await taken;
    assert.ok(Date.now() - killedAt < 30_000);
  });

  test('a run that takes longer than a killed process is waited for keeps its key', async (t) => {
    const place = await freshPlace(t, 'server');
    const [store, other] = [await place.open(), await place.open()];
    let runs = 0;
    const { promise: finish, resolve } = Promise.withResolvers<void>();
    const handle = async () => {
      runs++;
      await finish;
    };
    store.work('step', handle);
    await store.transaction((tx) => tx.wake('step', 'R-1'));
    await until(() => runs === 1);
    other.work('step', handle);
    const held = sql<{ held: boolean }>`select now() - started_on > interval '13 s' as held from pgboss.job`;
    await until(async () => (await held.execute(store.db)).rows.some((row) => row.held));
    assert.equal(runs, 1);
    resolve();
    await until(async () => (await store.db.selectFrom('wakeups').select('key').execute()).length === 0);
  });
});

test('a store outlives the loss of its connections, and says what to do meanwhile', async (t) => {
  const place = await freshPlace(t, 'server');
  const store = await place.open();
  const handled: string[] = [];
  store.work('step', async (key) => {
    handled.push(key);
  });
  const lost = store.transaction(async (tx) => {
    tx.wake('step', 'lost');
    await sql`select 1`.execute(tx.db);
    // As a fail-over does: this transaction's connection, the idle ones and the queue's.
    await execute(
      place.where.databaseUrl ?? '',
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  });
  await assert.rejects(lost, { code: 'store.unavailable' });
  // Another try may still meet a connection whose loss has not been noticed.
  const again = () => store.transaction((tx) => tx.wake('step', 'kept'));
  await until(() =>
    again()
      .then(() => true)
      .catch(() => false),
  );
  await until(() => handled.length > 0);
  assert.deepEqual([...new Set(handled)], ['kept']);
});
