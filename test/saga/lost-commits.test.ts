import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type OwnPostgres, startOwnPostgres } from '../faults/own-postgres.ts';
import { execute } from '../store/postgres-server.ts';
import { over, type Saga, startSaga } from './saga.ts';

let database: OwnPostgres;
let saga: Saga;
before(async () => {
  database = await startOwnPostgres();
  saga = await startSaga({ databaseUrl: database.url });
});
after(async () => {
  await saga?.close();
  await database?.close();
});

const eachTable = (statement: string) => `do $$ declare t text; begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('${statement}', t, t);
  end loop; end $$`;

/** Saves the database, so that later commits may be lost. */
async function keep(): Promise<void> {
  await saga.talk.settled();
  await execute(database.url, 'drop schema if exists kept cascade; create schema kept');
  await execute(database.url, eachTable('create table kept.%I as table public.%I'));
}

/** A server that was behind takes over while the bot runs. */
async function loseCommits(): Promise<void> {
  await saga.talk.settled();
  await execute(
    database.url,
    `set session_replication_role = replica; begin;
     ${eachTable('delete from public.%I')}; ${eachTable('insert into public.%I select * from kept.%I')}; commit`,
  );
}

const sent = async () => (await saga.effects(/restore accepted.*dev-01/)).length;

it('a restore whose row is lost right after it was sent waits, says why, and goes on with the job that it has', async () => {
  const { talk } = saga;
  const { id, card } = await saga.asked('dev-01 latest disks');
  await keep();
  await saga.approve({ card });
  await talk.passes('the restore', async () => ((await sent()) === 1 ? true : undefined), 1);
  await loseCommits();
  const shown = await talk.ask('approver-1', 'ops', `approve ${id}`, /approve R-\w{4} \w{4}/);
  const [typed = assert.fail()] = /approve R-\w{4} \w{4}/.exec(shown.all) ?? [];
  // The next change by anybody reveals the loss, and is rolled back.
  await talk.ask('approver-1', 'ops', typed, /try again in a minute/i);
  await talk.ask('approver-1', 'ops', typed);
  await talk.hears('ops', new RegExp(`came back without its last changes[\\s\\S]*${id}`));
  await talk.letPass(3600, 60);
  assert.equal(await sent(), 1);
  assert.match((await talk.ask('oncall', 'ops', 'status dev-01')).all, /dev-01[\s\S]*Done/);
  assert.match((await saga.until(card, over)).all, /✓ Done/);
});
