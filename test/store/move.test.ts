import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import { auditHead, verifyAudit } from '../../src/store/audit.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { claimKey, recordAnswer } from '../../src/store/idempotency-keys.ts';
import { moveStore } from '../../src/store/move.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { rememberPerson } from '../../src/store/people.ts';
import { putSetting } from '../../src/store/settings.ts';
import { setThrottle } from '../../src/store/throttles.ts';
import { createDatabase, freshPlace, until } from './engines.ts';
import { quiet } from './quiet.ts';

const moved = [
  'requests',
  'plans',
  'steps',
  'attempts',
  'votes',
  'forms',
  'jobs',
  'job_history',
  'conversations',
  'people',
  'messages',
  'handled',
  'settings',
  'throttles',
  'audit',
  'audit_head',
] as const;

/** Tables that belong to the old process, or that the copy itself sets. */
const leftBehind = ['audit_head', 'send_rate', 'store_version'];

const at = new Date('2026-11-24T01:00:00.123Z');

/** Fills every table, and one with more than one page. */
async function fill(store: Store): Promise<void> {
  await rememberPerson(store, { objectId: 'oid-1', tenantId: 't', name: 'Olivia', teamsId: '29:1' });
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: '19:ops', kind: 'channel', reference: { deep: ['"', 1, null] } });
    await claimKey(tx, 'activity:1');
    recordAnswer(tx, ['activity:1'], { kind: 'notice', text: 'a "string"' });
    await putSetting(tx, 'bot', 'list', ['a', { b: 1 }], 'oid-1');
    await putSetting(tx, 'bot', 'null', null, null);
    await setThrottle(tx, 'k', at, 'Retry-After');
    await sql`insert into requests (id, kind, state, requester_oid, requester_name, tenant_id, conversation_id, vault_id,
      vm_id, vm_name, reason, hash, decide_by, card_message_ids, nonce, created_at, updated_at)
      values ('R-1', 'restore', 'running', 'oid-1', 'Olivia', 't', '19:ops', 'v', 'vm', 'sql-01', 'why', 'hash', ${at},
        '["m-1"]', 'n', ${at}, ${at})`.execute(tx.db);
    await sql`insert into plans values ('R-1', 'hash', '{"steps": []}', ${at})`.execute(tx.db);
    await sql`insert into steps values ('S-1', 'R-1', 1, 'restore', 'running', ${at})`.execute(tx.db);
    await sql`insert into attempts values ('A-1', 'S-1', 1, 'accepted', ${at}, ${at}, 1, 0, 'op')`.execute(tx.db);
    await sql`insert into votes values ('R-1', 'oid-2', 'Anton', 'approve', '', '["dba"]', ${at})`.execute(tx.db);
    await sql`insert into views values ('R-1', 'oid-2', 'Anton', ${at})`.execute(tx.db);
    await sql`insert into questions values ('Q-1', 'R-1', 'oid-2', 'Anton', 'sure?', ${at}, 'yes', ${at})`.execute(
      tx.db,
    );
    await sql`insert into reviews values ('R-1', 'oid-2', 'Anton', 'fine', ${at})`.execute(tx.db);
    await sql`insert into jobs values ('v', 'j', 'R-1', 'S-1', '{}', 'InProgress', ${at}, ${at}, null, ${at})`.execute(
      tx.db,
    );
    await sql`insert into job_history (vault_id, job_id, at, status, percent)
      select 'v', 'j', ${at}, 'InProgress', n / 10.0 from generate_series(1, 1100) n`.execute(tx.db);
    await sql`insert into forms values ('F-1', 'restore', 'open', 'oid-1', '19:ops', null, null, 'n', '{}', ${at}, ${at})`.execute(
      tx.db,
    );
    const card = tx.post({ conversationId: '19:ops', body: { text: 'card' } });
    tx.edit(card, { text: 'edited' });
    tx.audit({ event: 'request.asked', requestId: 'R-1', details: { n: 1.5 } });
    tx.wake('step', 'R-1');
  });
}

function rows(store: Store, table: string): Promise<{ rows: unknown[] }> {
  return sql`select to_jsonb(t) as row from ${sql.table(table)} t order by to_jsonb(t)::text`.execute(store.db);
}

async function emptyServer(t: TestContext): Promise<string> {
  const database = await createDatabase();
  t.after(() => database.drop());
  return database.url;
}

async function filledEmbedded(t: TestContext): Promise<{ dataDir: string; open(): Promise<Store> }> {
  const place = await freshPlace(t, 'embedded');
  const store = await place.open();
  await fill(store);
  await store.close();
  return { dataDir: place.where.dataDir, open: () => place.open() };
}

test('everything is on the server afterwards, row for row, and what was under way goes on there', async (t) => {
  const source = await filledEmbedded(t);
  const to = await emptyServer(t);
  const counts = new Map((await moveStore(source.dataDir, to)).map(({ table, rows: n }) => [table, n]));
  assert.deepEqual([counts.get('requests'), counts.get('job_history'), counts.get('messages')], [1, 1100, 1]);

  const before = await source.open();
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema() and tablename !~ '^kysely_'`.execute(
    before.db,
  );
  const left = tables.map(({ name }) => name).filter((name) => !counts.has(name) && !leftBehind.includes(name));
  assert.deepEqual(left, [], 'src/store/move.ts names every table');
  const after = await openStore({ databaseUrl: to, dataDir: '', clock: new Clock(), log: quiet });
  t.after(() => after.close());
  for (const table of moved) assert.deepEqual((await rows(after, table)).rows, (await rows(before, table)).rows, table);
  assert.deepEqual(await verifyAudit(after.db), { whole: true, head: await auditHead(before.db) });
  await after.transaction((tx) => tx.audit({ event: 'request.retried' }));
  await sql`insert into job_history (vault_id, job_id, at, status) values ('v', 'j', ${at}, 'Completed')`.execute(
    after.db,
  );

  const handled: string[] = [];
  after.work('step', async (key) => {
    handled.push(key);
  });
  await until(() => handled.length > 0);
  assert.deepEqual(handled, ['R-1']);
});

test('a target that is not empty is refused and left as it was', async (t) => {
  const source = await filledEmbedded(t);
  const to = await emptyServer(t);
  const target = await openStore({ databaseUrl: to, dataDir: '', clock: new Clock(), log: quiet });
  t.after(() => target.close());
  await target.transaction((tx) => tx.audit({ event: 'request.asked' }));
  await assert.rejects(moveStore(source.dataDir, to), /not empty: its table audit has rows. Nothing was copied/);
  assert.deepEqual((await rows(target, 'requests')).rows, []);
});

test('a source whose audit chain is broken is refused', async (t) => {
  const place = await freshPlace(t, 'embedded');
  const store = await place.open();
  await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
  await sql`update audit_head set hash = 'x'`.execute(store.db);
  await store.close();
  await assert.rejects(moveStore(place.where.dataDir, await emptyServer(t)), /broken at row 1 \(head\)/);
});

test('the command says what it did and what to do next, and what is wrong with its arguments', async (t) => {
  const source = await filledEmbedded(t);
  const to = await emptyServer(t);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--liftoff-only', 'src/app/cli/move-store.ts', ...args], {
      cwd: join(import.meta.dirname, '..', '..'),
      encoding: 'utf8',
    });
  const done = run('--from', source.dataDir, '--to', to);
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stdout, /1100 {2}job_history[\s\S]*Next: start Strongroom with DATABASE_URL/);

  const nowhere = mkdtempSync(join(tmpdir(), 'strongroom-nothing-'));
  t.after(() => rmSync(nowhere, { recursive: true }));
  const wrong = run('--from', nowhere, '--to', to);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /no embedded database in .*DATA_DIR/);
  assert.match(run('--from', nowhere).stderr, /Usage: npm run move-store/);
});
