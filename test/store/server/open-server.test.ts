import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { type ConnectionOptions, parse } from 'pg-connection-string';
import { whereIs } from '../../../src/store/server/connection.ts';
import { openServer } from '../../../src/store/server/open-server.ts';
import { until } from '../../faults/until.ts';
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

/** Stands before a server, as a network does: it can fall silent without closing anything, or cut a connection. */
async function network({ host, port }: ConnectionOptions) {
  const sockets: Socket[] = [];
  let silent = false;
  let cutAt: string | undefined;
  const door = createServer((client) => {
    const number = Number(port || 5432);
    const behind = host?.startsWith('/') ? connect(`${host}/.s.PGSQL.${number}`) : connect(number, host ?? 'localhost');
    sockets.push(client, behind);
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      from.on('data', (part) => {
        if (cutAt !== undefined && part.includes(cutAt)) from.destroy();
        else if (!silent) to.write(part);
      });
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  assert.ok(address && typeof address === 'object');
  return {
    port: address.port,
    setSilent(value: boolean) {
      silent = value;
    },
    /** Those that say this. */
    cutAt(said?: string) {
      cutAt = said;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      door.close();
    },
  };
}

/** A database that is reached over a network of the test's own. */
async function overNetwork(t: TestContext) {
  const server = parse(await testServer());
  const between = await network(server);
  t.after(() => between.close());
  const { user = 'postgres', database } = server;
  const url = `postgres://${user}@127.0.0.1:${between.port}/${database}`;
  const password = server.password ? async () => server.password ?? '' : undefined;
  return { between, open: (options?: { silenceMs?: number }) => openServer(url, quiet, password, options) };
}

test('a connection that breaks while it is being prepared is not waited for: neither by the next one nor at the end', async (t) => {
  const { between, open } = await overNetwork(t);
  between.cutAt('statement_timeout');
  await assert.rejects(open(), /does not answer: Connection terminated/);
  between.cutAt(undefined);
  const { db, connections } = await open();
  await db.connection().execute(async () => {
    between.cutAt('statement_timeout');
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
    between.setSilent(true);
    await assert.rejects(sql`select 1`.execute(db), /silent for 1 s|Connection terminated/);
    between.setSilent(false);
    const { rows } = await heard('an answer', () => sql<{ one: number }>`select 1 as one`.execute(db));
    assert.deepEqual(rows, [{ one: 1 }]);
  } finally {
    await db.destroy();
  }
});
