import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { inSeconds } from '../../src/kernel/clock.ts';
import { asObject } from '../../src/kernel/stored.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/open.ts';
import { heartbeatMs } from '../../src/store/queue.ts';
import type { Schema } from '../../src/store/schema.ts';
import { runChild } from './children/run-child.ts';
import { freshPlace, until } from './engines.ts';
import { execute } from './postgres-server.ts';

/** Keys that a process lost because its heartbeats stopped: it was killed, or paused for long. */
async function takenFrom(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select singleton_key as key from pgboss.job
    where state = 'failed' and output->'value'->>'message' = 'job heartbeat timeout'`.execute(db);
  return rows.map(({ key }) => key);
}

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
  // More work is added until both processes had some, however much the faster one takes.
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
  const handledKeys = rows.map((row) => row.request_id ?? '');
  assert.deepEqual([...new Set(handledKeys)].sort(), [...keys].sort());
  const twice = handledKeys.filter((key, index) => handledKeys.indexOf(key) < index);
  // A key taken from a process that paused too long is rightly started again.
  const paused = new Set(await takenFrom(store.db));
  assert.deepEqual(
    twice.filter((key) => !paused.has(key)),
    [],
  );
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
  // A look that is a second late finds both due, and starts them together.
  assert.deepEqual(handled.sort(), ['now', 'soon']);
});

describe('claims', { concurrency: true }, () => {
  test('the key of a process that is killed is taken over by another once it was not heard of for 10 s', async (t) => {
    const place = await freshPlace(t, 'server');
    const store = await place.open();
    const child = runChild(t, 'handle.ts', { where: place.where, hang: true });
    await until(() => child.lines.length > 0);
    await store.transaction((tx) => tx.wake('step', 'R-1'));
    await until(() => child.lines.length > 1);
    const { rows } = await sql`select heartbeat_seconds from pgboss.job`.execute(store.db);
    assert.deepEqual(rows, [{ heartbeat_seconds: 10 }]);
    await child.kill();
    const { promise: taken, resolve } = Promise.withResolvers<void>();
    store.work('step', async () => resolve());
    await taken;
    // The key isn't held for the hour in which a run must end.
    assert.deepEqual(await takenFrom(store.db), ['R-1']);
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
    const claimed = sql<{ held: boolean; heard: boolean }>`
      select now() - started_on > interval '13 s' as held, heartbeat_on > started_on as heard from pgboss.job`;
    let looked = performance.now();
    let longestPauseMs = 0;
    let heard: boolean | undefined;
    await until(async () => {
      const { rows } = await claimed.execute(store.db);
      heard = rows.at(-1)?.heard;
      longestPauseMs = Math.max(longestPauseMs, performance.now() - looked);
      looked = performance.now();
      return rows.some((row) => row.held);
    });
    // A process that pauses longer than that between two heartbeats rightly loses its key.
    if (longestPauseMs < heartbeatMs) assert.deepEqual({ runs, heard }, { runs: 1, heard: true });
    resolve();
    await until(async () => (await store.db.selectFrom('wakeups').select('key').execute()).length === 0);
  });

  test('a run that takes the better part of an hour keeps its key for as long as its process is heard of', async (t) => {
    const place = await freshPlace(t, 'server');
    const store = await place.open();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: finish, resolve } = Promise.withResolvers<void>();
    store.work('step', async () => {
      begin();
      await finish;
      await store.transaction((tx) => tx.audit({ event: 'step.done', requestId: 'R-1' }));
    });
    await store.transaction((tx) => tx.wake('step', 'R-1'));
    await begun;
    await sql`update pgboss.job set started_on = started_on - interval '50 minutes'`.execute(store.db);
    // The second look of the queue begins when the first has ended.
    const looks = new Set<string>();
    await until(async () => {
      const { rows } = await sql<{ at: string }>`
        select monitor_on::text as at from pgboss.queue where name = 'step' and monitor_on is not null`.execute(
        store.db,
      );
      for (const { at } of rows) looks.add(at);
      return looks.size >= 3;
    });
    const { rows } =
      await sql`select output from pgboss.job where output->'value'->>'message' = 'job timed out'`.execute(store.db);
    assert.deepEqual(rows, []);
    resolve();
    await until(async () => (await store.db.selectFrom('audit').select('seq').execute()).length > 0);
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
    // Ends this transaction's connection, the idle ones and the queue's, as a fail-over does.
    await execute(
      place.where.databaseUrl ?? '',
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  });
  await assert.rejects(lost, { code: 'store.unavailable' });
  // Another try may still get a connection whose loss has not been noticed.
  const again = () => store.transaction((tx) => tx.wake('step', 'kept'));
  await until(() =>
    again()
      .then(() => true)
      .catch(() => false),
  );
  await until(() => handled.length > 0);
  assert.deepEqual([...new Set(handled)], ['kept']);
});
