import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { AuditEntry } from '../../src/store/append-audit.ts';
import { auditHead, listAudit, verifyAudit } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/open.ts';
import { type EngineKind, forEachEngine, sharedAsOwner, sharedStore } from './engines.ts';

async function write(store: Store, entries: AuditEntry[]): Promise<void> {
  await store.transaction((tx) => {
    for (const entry of entries) tx.audit(entry);
  });
}

/** What someone with full rights on the database could do. */
function tamper(kind: EngineKind, statement: string): Promise<void> {
  return sharedAsOwner(kind, (db) =>
    db.transaction().execute(async (trx) => {
      await sql.raw('alter table audit disable trigger all').execute(trx);
      await sql.raw(statement).execute(trx);
      await sql.raw('alter table audit enable trigger all').execute(trx);
    }),
  );
}

forEachEngine('the audit chain', (kind) => {
  test('is empty and whole at first, and follows each row', async () => {
    const store = await sharedStore(kind);
    assert.deepEqual(await verifyAudit(store.db), { whole: true, head: { seq: 0, hash: '0'.repeat(64) } });
    await write(store, [
      { event: 'request.asked' },
      { event: 'vote.approve', details: { small: 1e-7, large: 1e21, zero: -0, list: [1.5, null] } },
    ]);
    await write(store, [{ event: 'step.done', actor: { objectId: 'o-1', name: 'Zoë — 日本' } }]);
    assert.deepEqual(await verifyAudit(store.db), { whole: true, head: await auditHead(store.db) });
    assert.equal((await auditHead(store.db)).seq, 3);
  });

  test('has one order however many rows are written at once, by however many', async () => {
    const store = await sharedStore(kind);
    const many: AuditEntry[] = Array.from({ length: 120 }, (_, index) => ({
      event: 'job.followed',
      details: { index },
    }));
    await Promise.all([write(store, many), ...many.slice(0, 20).map((entry) => write(store, [entry, entry]))]);
    assert.deepEqual(await verifyAudit(store.db), { whole: true, head: await auditHead(store.db) });
    assert.equal((await auditHead(store.db)).seq, 160);
    const written = (await listAudit(store.db, { limit: 160 })).filter(({ event }) => event === 'job.followed').length;
    assert.equal(written, 160);
  });

  test('is read by request and by VM, newest first', async () => {
    const store = await sharedStore(kind);
    await write(store, [
      { event: 'request.asked', requestId: 'R-1', vmName: 'sql-01' },
      { event: 'request.asked', requestId: 'R-2', vmName: 'web-01' },
      { event: 'vote.approve', requestId: 'R-1', vmName: 'SQL-01' },
    ]);
    const events = async (filter: Parameters<typeof listAudit>[1]) =>
      (await listAudit(store.db, filter)).map((row) => `${row.seq} ${row.event}`);
    assert.deepEqual(await events({ requestId: 'R-1', limit: 10 }), ['3 vote.approve', '1 request.asked']);
    assert.deepEqual(await events({ vmName: 'sql-01', limit: 1 }), ['3 vote.approve']);
    assert.deepEqual(await events({ vmName: 'sql-01', beforeSeq: 3, limit: 10 }), ['1 request.asked']);
  });

  test('refuses every change, even to the role that owns it', async () => {
    const store = await sharedStore(kind);
    await write(store, [{ event: 'request.asked' }]);
    for (const statement of [
      `update audit set event = 'b'`,
      'delete from audit',
      'truncate audit',
      'delete from audit_head',
    ]) {
      await assert.rejects(
        sharedAsOwner(kind, (db) => sql.raw(statement).execute(db)),
        /append-only/,
      );
    }
  });

  test('refuses every row, and what it tells of, once its head is gone', async () => {
    const store = await sharedStore(kind);
    const asOwner = (statement: string) => sharedAsOwner(kind, (db) => sql.raw(statement).execute(db));
    await asOwner('alter table audit_head disable trigger all');
    await asOwner('delete from audit_head');
    try {
      await assert.rejects(write(store, [{ event: 'vote.approve' }]), /head/);
    } finally {
      await asOwner(`insert into audit_head values (1, 0, '${'0'.repeat(64)}')`);
      await asOwner('alter table audit_head enable trigger all');
    }
    assert.deepEqual(await listAudit(store.db, { limit: 1 }), []);
  });

  for (const [what, statement, found] of [
    ['a changed word', `update audit set event = 'rejected' where seq = 2`, { seq: 2, problem: 'changed' }],
    ['a changed name', `update audit set actor_name = 'Eve' where seq = 1`, { seq: 1, problem: 'changed' }],
    ['a changed detail', `update audit set details = '{"votes": 2}' where seq = 3`, { seq: 3, problem: 'changed' }],
    ['details that are none', `update audit set details = '[7]' where seq = 3`, { seq: 3, problem: 'changed' }],
    ['a changed time', `update audit set at = at + interval '1 ms' where seq = 2`, { seq: 2, problem: 'changed' }],
    ['a removed row', 'delete from audit where seq = 2', { seq: 2, problem: 'missing' }],
    ['a cut end', 'delete from audit where seq = 3', { seq: 3, problem: 'missing' }],
    ['a changed link', `update audit set previous = repeat('f', 64) where seq = 2`, { seq: 2, problem: 'relinked' }],
    [
      'an added row',
      `insert into audit select 9, at, actor_oid, actor_name, 'added', request_id, vm_name, plan_hash, details, hash, hash from audit where seq = 3`,
      { seq: 9, problem: 'added' },
    ],
    [
      'a row put before the first',
      `insert into audit select 0, at, actor_oid, actor_name, 'added', request_id, vm_name, plan_hash, details, previous, hash from audit where seq = 1`,
      { seq: 0, problem: 'added' },
    ],
    [
      'an inserted row, those behind it pushed on',
      `with pushed as (update audit set seq = 4 where seq = 3 returning *)
       insert into audit select 3, at, actor_oid, actor_name, 'added', request_id, vm_name, plan_hash, details, previous, hash from pushed`,
      { seq: 3, problem: 'changed' },
    ],
    ['a changed head', `update audit_head set hash = repeat('f', 64)`, { seq: 3, problem: 'head' }],
  ] as const) {
    test(`names the first bad row after ${what}`, async () => {
      const store = await sharedStore(kind);
      const actor = { objectId: 'o-1', name: 'Anton' };
      await write(store, [
        { event: 'request.asked', actor },
        { event: 'vote.approve', actor },
        { event: 'step.done', details: { votes: 1 } },
      ]);
      await tamper(kind, statement);
      assert.deepEqual(await verifyAudit(store.db), { whole: false, ...found });
    });
  }
});
