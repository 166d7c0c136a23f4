import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { parse } from 'pg-connection-string';
import { Clock } from '../../../src/kernel/clock.ts';
import { migrateServer } from '../../../src/store/migrate-server.ts';
import { openStore } from '../../../src/store/open.ts';
import { connectionOf, openServer, whereIs } from '../../../src/store/server/open-server.ts';
import { startDatabaseGate } from '../../faults/gate.ts';
import { until } from '../../faults/until.ts';
import { execute, onDatabase, testServer } from '../postgres-server.ts';
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

/** A database behind a network of the test's own. */
async function overNetwork(t: TestContext) {
  const server = await testServer();
  const gate = await startDatabaseGate(server);
  t.after(() => gate.close());
  const given = parse(server).password;
  const password = given ? async () => given : undefined;
  return { gate, open: (options?: { silenceMs?: number }) => openServer(gate.url, quiet, password, options) };
}

test('a connection that breaks while it is being prepared is not waited for: neither by the next one nor at the end', async (t) => {
  const { gate, open } = await overNetwork(t);
  const broken = { said: 'statement_timeout', act: (caller: Socket) => caller.destroy() };
  gate.onSaid = broken;
  await assert.rejects(open(), /does not answer: Connection terminated/);
  gate.onSaid = undefined;
  const { db, connections } = await open();
  await db.connection().execute(async () => {
    gate.onSaid = broken;
    await assert.rejects(sql`select 1`.execute(db), /Connection terminated/);
  });
  assert.deepEqual(connections(), { used: 0, idle: 1, waited_for: 0 });
  await db.destroy();
});

test('a server that falls silent without closing anything is given up, and asked anew when it is back', async (t) => {
  const { gate, open } = await overNetwork(t);
  // A second may pass on a slow machine during each of these, so they are tried again.
  const heard = <T>(what: string, ask: () => Promise<T>) =>
    until(what, () =>
      ask().catch((error: unknown) => {
        assert.match(String(error), /silent for 1 s|Connection terminated/);
        return undefined;
      }),
    );
  const { db } = await heard('a connection', () => open({ silenceMs: 1_000 }));
  try {
    gate.way = 'silent';
    await assert.rejects(sql`select 1`.execute(db), /silent for 1 s|Connection terminated/);
    gate.way = 'open';
    const { rows } = await heard('an answer', () => sql<{ one: number }>`select 1 as one`.execute(db));
    assert.deepEqual(rows, [{ one: 1 }]);
  } finally {
    await db.destroy();
  }
});

// postgres-server.ts admits the role with_password only with a password; a given server has no such role.
const skip = process.env.TEST_DATABASE_URL ? 'TEST_DATABASE_URL is set: its server has no role with_password' : false;

test('each new connection, the queue among them, asks for its password, so that a token may change', {
  skip,
}, async () => {
  const server = await testServer();
  await execute(server, 'drop database if exists passwords');
  await execute(server, 'drop role if exists with_password');
  await execute(server, "create role with_password login password 'first'");
  await execute(server, 'create database passwords');
  await migrateServer({ databaseUrl: onDatabase(server, 'passwords'), bot: { role: 'with_password' }, log: quiet });
  const url = new URL(onDatabase(server, 'passwords'));
  url.username = 'with_password';
  let current = 'first';
  const asked: string[] = [];
  const open = () =>
    openStore({
      databaseUrl: url.href,
      databasePassword: async () => {
        asked.push(current);
        return current;
      },
      dataDir: '',
      clock: new Clock(),
      log: quiet,
    });
  await (await open()).close();
  assert.ok(asked.length >= 2);
  await execute(server, "alter role with_password password 'second'");
  await assert.rejects(open, /does not answer: password authentication failed/);
  current = 'second';
  await (await open()).close();
  assert.ok(asked.includes('second'));
});

test('a password that is asked for replaces the one in the connection string, and leaves the rest as it is', async () => {
  const { password, stream, ...rest } = connectionOf(
    'postgres://bot:old@db.example:6432/strongroom?sslmode=verify-full',
    async () => 'x',
  );
  assert.deepEqual(rest, {
    user: 'bot',
    host: 'db.example',
    port: '6432',
    database: 'strongroom',
    ssl: { rejectUnauthorized: true },
  });
  assert.equal(typeof stream, 'function');
  assert.equal(typeof password === 'function' && (await password()), 'x');
});

test('a password or token goes nowhere but to this host and to a server that proves its name', async (t) => {
  const remote = 'postgres://bot:hunter2@db.example/strongroom';
  for (const mode of ['', '?sslmode=disable', '?sslmode=allow', '?sslmode=prefer', '?sslmode=require']) {
    await t.test(`refused: ${mode || 'no mode'}`, () => assertRefused(`${remote}${mode}`));
  }
  for (const mode of [
    '?sslmode=no-verify',
    '?sslmode=verify-ca',
    '?uselibpqcompat=true&sslmode=require',
    '?uselibpqcompat=true&sslmode=prefer',
    '?ssl=true&sslmode=no-verify',
    '?ssl=0',
    '?host=10.0.0.4',
    '?host=127.0.0.1.example',
  ]) {
    await t.test(`refused: ${mode}`, () => assertRefused(`${remote}${mode}`));
  }
  for (const url of [
    `${remote}?sslmode=verify-full`,
    `${remote}?ssl=true`,
    'postgres://[fe80::1]/x?sslmode=verify-full',
  ]) {
    await t.test(`verified: ${url}`, () => {
      const { ssl } = connectionOf(url);
      assert.equal(typeof ssl === 'object' && ssl.rejectUnauthorized, true);
      assert.ok(typeof ssl === 'object' && ssl.checkServerIdentity === undefined);
    });
  }
  for (const url of [
    'postgres://bot@localhost/x',
    'postgres://bot@127.0.0.1:6432/x',
    'postgres://bot@[::1]/x',
    'postgres://bot@localhost/x?host=%2Fvar%2Frun%2Fpostgresql',
    'postgres://bot@/x?host=/tmp',
  ]) {
    await t.test(`on this host: ${url}`, () => assert.ok(connectionOf(url)));
  }
});

test('a connection string without a host is no way round it: the driver would take it from PGHOST', (t) => {
  const before = process.env.PGHOST;
  t.after(() => {
    if (before === undefined) delete process.env.PGHOST;
    else process.env.PGHOST = before;
  });
  delete process.env.PGHOST;
  assert.ok(connectionOf('postgres:///strongroom'));
  process.env.PGHOST = 'db.example';
  assertRefused('postgres:///strongroom');
});

function assertRefused(url: string): void {
  assert.throws(
    () => connectionOf(url, async () => 'token'),
    (error: Error) => {
      assert.match(error.message, /Add sslmode=verify-full/);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    },
  );
}
