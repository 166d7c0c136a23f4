import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type ConnectionOptions, parse } from 'pg-connection-string';
import { whereIs } from '../../../src/store/server/connection.ts';
import { openServer } from '../../../src/store/server/open-server.ts';
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

/** Stands before a server, as a network does: it can fall silent without closing anything. */
async function network({ host, port }: ConnectionOptions) {
  const sockets: Socket[] = [];
  let silent = false;
  const door = createServer((client) => {
    const number = Number(port || 5432);
    const behind = host?.startsWith('/') ? connect(`${host}/.s.PGSQL.${number}`) : connect(number, host ?? 'localhost');
    sockets.push(client, behind);
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      from.on('data', (part) => silent || to.write(part));
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
    close() {
      for (const socket of sockets) socket.destroy();
      door.close();
    },
  };
}

test('a server that falls silent without closing anything is given up, and asked anew when it is back', async () => {
  const server = parse(await testServer());
  const between = await network(server);
  const { user = 'postgres', database } = server;
  const url = `postgres://${user}@127.0.0.1:${between.port}/${database}`;
  const password = server.password ? async () => server.password ?? '' : undefined;
  const { db } = await openServer(url, quiet, password, { silenceMs: 1_000 }).catch((error: unknown) => {
    between.close();
    throw error;
  });
  try {
    between.setSilent(true);
    await assert.rejects(sql`select 1`.execute(db), /silent for 1 s|Connection terminated/);
    between.setSilent(false);
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
    assert.deepEqual(rows, [{ one: 1 }]);
  } finally {
    await db.destroy();
    between.close();
  }
});
