import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../../src/domain/clock.ts';
import { openStore } from '../../../src/store/open.ts';
import { connectionOf } from '../../../src/store/server/connection.ts';
import { execute, onDatabase, testServer } from '../postgres-server.ts';
import { quiet } from '../quiet.ts';

// The role with_password is the one that postgres-server.ts lets in with a password only; a given server knows none.
const skip = process.env.TEST_DATABASE_URL ? 'TEST_DATABASE_URL is set: its server has no role with_password' : false;

test('each new connection, the queue among them, asks for its password, so that a token may change', {
  skip,
}, async () => {
  const server = await testServer();
  await execute(server, 'drop database if exists passwords');
  await execute(server, 'drop role if exists with_password');
  await execute(server, "create role with_password login password 'first'");
  await execute(server, 'create database passwords owner with_password');
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
    ssl: {},
    sslmode: 'verify-full',
  });
  assert.equal(typeof stream, 'function');
  assert.equal(typeof password === 'function' && (await password()), 'x');
});
