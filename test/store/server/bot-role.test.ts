import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { Clock } from '../../../src/kernel/clock.ts';
import { createLog } from '../../../src/kernel/telemetry/log.ts';
import { auditHead, verifyAudit } from '../../../src/store/audit.ts';
import { migrateServer } from '../../../src/store/migrate-server.ts';
import { openStore } from '../../../src/store/open.ts';
import { cleanUp } from '../../../src/store/retention.ts';
import { botRole, freshPlace, until } from '../engines.ts';
import { connected, execute, onDatabase, testServer } from '../postgres-server.ts';
import { quiet } from '../quiet.ts';

// A given server has none of these roles, and is left as it was found.
const skip = process.env.TEST_DATABASE_URL ? 'TEST_DATABASE_URL is set: no roles are made there' : false;

/** An empty database owned by a role without any other right, as an administrator creates it. */
async function emptyDatabase(t: TestContext) {
  const server = await testServer();
  const name = `strongroom_test_${randomUUID().replaceAll('-', '')}`;
  const [owner, bot] = [`${name}_owner`, `${name}_bot`];
  await execute(server, `create role ${owner} login`);
  await execute(server, `create database ${name} owner ${owner}`);
  t.after(async () => {
    await execute(server, `drop database ${name} with (force)`);
    for (const role of [owner, bot]) await execute(server, `drop role if exists ${role}`);
  });
  const as = (role: string) => {
    const url = new URL(onDatabase(server, name));
    url.username = role;
    return url.href;
  };
  return { server, owner, bot, as, makeBot: () => execute(server, `create role ${bot} login`) };
}

const runCli = (file: string, env: Record<string, string>, ...args: string[]) =>
  promisify(execFile)(process.execPath, [path.join(import.meta.dirname, '../../../src/app/cli', file), ...args], {
    env: { PATH: process.env.PATH, ...env },
  });

const open = (databaseUrl: string) => openStore({ databaseUrl, dataDir: '', clock: new Clock(), log: quiet });

test('the role of the bot can do nothing to the audit but add to it', { skip }, async (t) => {
  const place = await freshPlace(t, 'server');
  const store = await place.open();
  await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
  for (const statement of [
    "update audit set event = 'other'",
    'delete from audit',
    'truncate audit',
    'drop table audit',
    'alter table audit disable trigger all',
    'alter table audit disable trigger audit_no_change',
    'drop trigger audit_no_change on audit',
    'drop trigger audit_head_no_delete on audit_head',
    'delete from audit_head',
    'truncate audit_head',
    'insert into audit_head values (2, 0, repeat($$0$$, 64))',
    "create or replace function audit_is_append_only() returns trigger language plpgsql as 'begin return new; end'",
    'drop function audit_is_append_only() cascade',
    'create trigger own before insert on audit for each row execute function audit_is_append_only()',
    "set session_replication_role = 'replica'",
    'alter table audit add column more text',
    `alter table audit owner to ${botRole}`,
    'create table own (id int)',
    "update store_version set least = '0001-initial'",
    'drop schema public cascade',
  ]) {
    await t.test(statement, async () => {
      await assert.rejects(sql.raw(statement).execute(store.db), /permission denied|must be (owner|able)/);
    });
  }
  assert.equal((await verifyAudit(store.db)).whole, true);
});

test('the role of the bot can do the rest: work, clean up, and what the queue does by itself', { skip }, async (t) => {
  const place = await freshPlace(t, 'server');
  const warnings: unknown[] = [];
  const log = createLog('silent');
  log.warn = (...said: unknown[]) => void warnings.push(said);
  const store = await place.open({ log });
  const handled: string[] = [];
  store.work('step', async (key) => {
    handled.push(key);
  });
  await store.transaction((tx) => {
    tx.wake('step', 'R-1');
    tx.audit({ event: 'request.asked' });
  });
  await until(() => handled.length > 0);
  await cleanUp(store.db, new Clock(), 30);
  const boss = new PgBoss({ connectionString: place.where.databaseUrl ?? '', migrate: false, reindex: false });
  const failed: unknown[] = [];
  boss.on('error', (error) => failed.push(error));
  await boss.start();
  await boss.supervise();
  await boss.stop({ graceful: false });
  assert.deepEqual([failed, warnings], [[], []]);
});

test('a bot does not make or change tables on a server: it says who does', { skip }, async (t) => {
  const { owner, as } = await emptyDatabase(t);
  await assert.rejects(open(as(owner)), /lack 0001-initial\. Run npm run migrate first, as the role that owns/);
  await connected(as(owner), async (client) => {
    const { rows } = await client.query("select 1 from pg_tables where schemaname in ('public', 'pgboss')");
    assert.deepEqual(rows, []);
  });
});

test('tools that come before the tables say who makes them, the doctor in its list too', { skip }, async (t) => {
  const { owner, as } = await emptyDatabase(t);
  // Without its token file, no token is requested anywhere.
  const nowhere = { BOT_FEDERATED_TOKEN_FILE: path.join(tmpdir(), randomUUID()), TENANT_ID: randomUUID() };
  const settings = { ...nowhere, BOT_APP_ID: randomUUID(), SUBSCRIPTIONS: randomUUID(), DATABASE_URL: as(owner) };
  for (const [file, ...args] of [
    ['audit.ts', 'verify'],
    ['audit.ts', 'export', 'all'],
    ['erase.ts', randomUUID()],
  ] as const) {
    await assert.rejects(runCli(file, settings, ...args), ({ stderr }: { stderr: string }) => {
      assert.match(stderr, /they (are not all there|lack 0001-initial.*)\. Run npm run migrate first/, file);
      return true;
    });
  }
  await assert.rejects(runCli('doctor.ts', settings, '--json'), ({ stdout }: { stdout: string }) => {
    const told = JSON.parse(stdout) as { code: string; state: string; message: string }[];
    const database = told.find(({ code }) => code === 'database');
    assert.equal(database?.state, 'bad');
    assert.match(database.message, /they lack 0001-initial.*Run npm run migrate first/);
    return true;
  });
});

test('tables of an older queue are refused too', { skip }, async (t) => {
  const place = await freshPlace(t, 'server');
  await place.asOwner((db) => sql`update pgboss.version set version = version - 1`.execute(db));
  await assert.rejects(place.open(), /those of the queue are of version \d+, not \d+\. Run npm run migrate/);
  await place.asOwner((db) => sql`update pgboss.version set version = version + 2`.execute(db));
  await (await place.open()).close();
});

test('two migrations at once, by a role that only owns the database: one result, and the bot works on it', {
  skip,
}, async (t) => {
  const { owner, bot, as, makeBot } = await emptyDatabase(t);
  await makeBot();
  const once = () => migrateServer({ databaseUrl: as(owner), bot: { role: bot }, log: quiet });
  await Promise.all([once(), once(), once()]);
  await once();
  const store = await open(as(bot));
  t.after(() => store.close());
  await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
  await assert.rejects(sql`delete from audit`.execute(store.db), /permission denied/);
});

test('npm run migrate does it from the settings, and says what is missing', { skip }, async (t) => {
  const { owner, bot, as, makeBot } = await emptyDatabase(t);
  const migrate = (env: Record<string, string>) => runCli('migrate.ts', env);
  const settings = { MIGRATE_DATABASE_URL: as(owner), DATABASE_URL: as(bot) };
  await assert.rejects(migrate({}), /DATABASE_URL: name the database on a server/);
  await assert.rejects(migrate(settings), new RegExp(`The role ${bot}, which the bot signs in as, does not exist`));
  await makeBot();
  const { stdout } = await migrate(settings);
  assert.equal(stdout, `The tables are those of this version, and ${bot} has what the bot needs on them.\n`);
  await (await open(as(bot))).close();
  const alone = await migrate({ DATABASE_URL: as(owner) });
  assert.match(alone.stdout, /could drop the triggers of the audit/);
});

test('an auditor reads, verifies and exports with a role of their own, and can do nothing else', {
  skip,
}, async (t) => {
  const { server, owner, bot, as, makeBot } = await emptyDatabase(t);
  await makeBot();
  const auditor = `${owner}_auditor`;
  await execute(server, `create role ${auditor} login`);
  t.after(() => execute(server, `drop role if exists ${auditor}`));
  const settings = { MIGRATE_DATABASE_URL: as(owner), DATABASE_URL: as(bot), AUDITOR_ROLE: auditor };
  await runCli('migrate.ts', settings);
  const store = await open(as(bot));
  await store.transaction((tx) => tx.audit({ event: 'request.asked', requestId: 'R-7K2M' }));
  const { seq, hash } = await auditHead(store.db);
  await store.close();
  const asAuditor = { DATABASE_URL: as(auditor) };
  const verified = await runCli('audit.ts', asAuditor, 'verify', '--head', `${seq}:${hash}`, '--json');
  assert.deepEqual(JSON.parse(verified.stdout), {
    msg: 'The audit chain is whole',
    whole: true,
    head: { seq, hash },
    missing: [],
    anchored: { kind: 'none' },
  });
  const other = `${seq}:${'0'.repeat(64)}`;
  await assert.rejects(runCli('audit.ts', asAuditor, 'verify', '--head', other), { code: 2 });
  assert.equal(JSON.parse((await runCli('audit.ts', asAuditor, 'print')).stdout).event, 'request.asked');
  const directory = mkdtempSync(path.join(tmpdir(), 'strongroom-audit-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const exported = await runCli('audit.ts', asAuditor, 'export', 'R-7K2M', '--to', directory);
  assert.match(exported.stdout, /audit-R-7K2M\.jsonl/);
  await connected(as(auditor), async (client) => {
    for (const statement of [
      'select * from requests',
      'select * from messages',
      'select * from people',
      "insert into audit select * from audit where event = 'other'",
      'delete from audit',
      'update audit_head set seq = 0',
      'select * from pgboss.job',
      'create table own (id int)',
    ]) {
      await assert.rejects(client.query(statement), /permission denied/, statement);
    }
  });
});

test('a role of the bot that could become the owner is refused, and so is a migration by who does not own the tables', {
  skip,
}, async (t) => {
  const { server, owner, bot, as, makeBot } = await emptyDatabase(t);
  await makeBot();
  const target = { databaseUrl: as(owner), log: quiet };
  await execute(server, `grant ${owner} to ${bot}`);
  await assert.rejects(migrateServer({ ...target, bot: { role: bot } }), /could drop the triggers of the audit/);
  await assert.rejects(migrateServer({ ...target, bot: { role: owner } }), /could drop the triggers of the audit/);
  await execute(server, `revoke ${owner} from ${bot}`);
  await migrateServer({ ...target, bot: { role: bot } });
  await assert.rejects(
    migrateServer({ databaseUrl: as(bot), log: quiet }),
    new RegExp(
      `The tables belong to the role ${owner}, and ${bot} may not change them.*reassign owned by "${owner}"`,
      's',
    ),
  );
});

test('tables that the bot has owned are handed over', { skip }, async (t) => {
  const { server, owner, bot, as, makeBot } = await emptyDatabase(t);
  await makeBot();
  const database = new URL(as(owner)).pathname.slice(1);
  await execute(server, `alter database ${database} owner to ${bot}`);
  await migrateServer({ databaseUrl: as(bot), log: quiet });
  await execute(server, `alter database ${database} owner to ${owner}`);
  const migrate = () => migrateServer({ databaseUrl: as(owner), bot: { role: bot }, log: quiet });
  await assert.rejects(migrate(), /reassign owned by/);
  await execute(onDatabase(server, database), `reassign owned by "${bot}" to "${owner}"`);
  await migrate();
  const store = await open(as(bot));
  t.after(() => store.close());
  await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
  await assert.rejects(sql`delete from audit`.execute(store.db), /permission denied/);
});
