import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { parse } from 'pg-connection-string';
import { whereIs } from '../../../src/store/server/connection.ts';
import { openServer } from '../../../src/store/server/open-server.ts';
import { until } from '../../faults/until.ts';
import { openNetworkPath } from '../network-path.ts';
import { testServer } from '../postgres-server.ts';
import { quiet } from '../quiet.ts';

test('a server that does not answer is named with what to check, without its password', async () => {
  await assert.rejects(openServer('postgres://bot:hunter2@127.0.0.1:1/strongroom', quiet), (error: Error) => {
    assert.match(error.message, /127\.0\.0\.1:1\/strongroom does not answer.*DATABASE_URL/s);
    assert.doesNotMatch(error.message, /hunter2/);
    return true;
  });
});

test('where a database is never shows who signs in', () => {
  assert.equal(whereIs('postgres://bot:hunter2@db.example:5432/strongroom?password=x'), 'db.example:5432/strongroom');
  assert.equal(whereIs('host=db password=x'), 'DATABASE_URL');
});

/** A database that is reached over a network of the test's own. */
async function overNetwork(t: TestContext) {
  const server = await testServer();
  const between = await openNetworkPath(server);
  t.after(() => between.close());
  const given = parse(server).password;
  const password = given ? async () => given : undefined;
  return { between, open: (options?: { silenceMs?: number }) => openServer(between.url, quiet, password, options) };
}

test('a connection that breaks while it is being prepared is not waited for: neither by the next one nor at the end', async (t) => {
  const { between, open } = await overNetwork(t);
  between.breakAt('statement_timeout');
  await assert.rejects(open(), /does not answer: Connection terminated/);
  between.breakAt();
  const { db, connections } = await open();
  await db.connection().execute(async () => {
    between.breakAt('statement_timeout');
    await assert.rejects(sql`select 1`.execute(db), /Connection terminated/);
  });
  assert.deepEqual(connections(), { used: 0, idle: 1, waited_for: 0 });
  await db.destroy();
});

test('a server that falls silent without closing anything is given up, and asked anew when it is back', async (t) => {
  const { between, open } = await overNetwork(t);
  // A second may also pass on a slow machine, for each of these: then it is tried again.
  const heard = <T>(what: string, ask: () => Promise<T>) =>
    until(what, () =>
      ask().catch((error: unknown) => {
        assert.match(String(error), /silent for 1 s|Connection terminated/);
        return undefined;
      }),
    );
  const { db } = await heard('a connection', () => open({ silenceMs: 1_000 }));
  try {
    between.cut();
    await assert.rejects(sql`select 1`.execute(db), /silent for 1 s|Connection terminated/);
    between.heal();
    const { rows } = await heard('an answer', () => sql<{ one: number }>`select 1 as one`.execute(db));
    assert.deepEqual(rows, [{ one: 1 }]);
  } finally {
    await db.destroy();
  }
});
