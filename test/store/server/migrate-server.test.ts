import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { migrateServer } from '../../../src/store/migrate-server.ts';
import { openServer } from '../../../src/store/server/open-server.ts';
import { connected, execute, onDatabase, testServer } from '../postgres-server.ts';
import { quiet } from '../quiet.ts';

// Only a superuser can create an event trigger; a given server's role may not be one.
const skip = process.env.TEST_DATABASE_URL ? 'TEST_DATABASE_URL is set: no event trigger is made there' : false;

/** A database that records the time-out of each statement that changes its tables. */
async function watchedDatabase(t: TestContext) {
  const server = await testServer();
  const name = `strongroom_test_${randomUUID().replaceAll('-', '')}`;
  await execute(server, `create database ${name}`);
  t.after(() => execute(server, `drop database ${name} with (force)`));
  const url = onDatabase(server, name);
  await execute(
    url,
    `create schema watch;
     create table watch.seen (tables text, timeout text);
     create function watch.look() returns event_trigger language plpgsql as $$ begin
       insert into watch.seen select schema_name, current_setting('statement_timeout')
       from pg_event_trigger_ddl_commands() where schema_name is not null;
     end $$;
     create event trigger look on ddl_command_end execute function watch.look()`,
  );
  const seen = () =>
    connected(url, async (client) => {
      const { rows } = await client.query('select distinct tables, timeout from watch.seen order by tables');
      return rows;
    });
  return { url, seen };
}

test('however long a migration takes, of the tables or of the queue, nothing ends it', { skip }, async (t) => {
  const { url, seen } = await watchedDatabase(t);
  const { mock } = t.mock.method(Socket.prototype, 'setTimeout');
  await migrateServer({ databaseUrl: url, log: quiet });
  assert.deepEqual(await seen(), [
    { tables: 'pgboss', timeout: '0' },
    { tables: 'public', timeout: '0' },
  ]);
  const silences = mock.calls.filter(({ arguments: [ms] }) => ms !== 0);
  assert.deepEqual(silences, [], 'a connection on which a long statement says nothing would be given up');
});

test('what the bot itself asks has time-outs: a replica whose host died holds no lock for hours', {
  skip,
}, async (t) => {
  const { url, seen } = await watchedDatabase(t);
  const { mock } = t.mock.method(Socket.prototype, 'setTimeout');
  const { db } = await openServer(url, quiet);
  await sql`create table changed (id int)`.execute(db).finally(() => db.destroy());
  assert.deepEqual(await seen(), [{ tables: 'public', timeout: '30s' }]);
  assert.ok(mock.calls.some(({ arguments: [ms] }) => ms > 30_000));
});
