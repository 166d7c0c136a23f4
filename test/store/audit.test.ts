import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { AuditEntry } from '../../src/store/append-audit.ts';
import { auditHead, everyAuditRow, exportAudit, listAudit, verifyAudit } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/open.ts';
import { auditGenesis, auditHash, auditLine, splitPages } from '../../src/store/rules/audit-rows.ts';
import { verify } from '../../tools/verify-evidence/verify-evidence.mjs';
import { type EngineKind, forEachEngine, sharedAsOwner, sharedStore } from './engines.ts';

async function write(store: Store, entries: AuditEntry[]): Promise<void> {
  await store.transaction((tx) => {
    for (const entry of entries) tx.audit(entry);
  });
}

/** Changes rows as a person with full rights on the database could. */
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
    ['a changed name', `update audit set actor_hash = 'Eve' where seq = 1`, { seq: 1, problem: 'changed' }],
    ['a changed detail', `update audit set details = '{"votes": 2}' where seq = 3`, { seq: 3, problem: 'changed' }],
    ['details that are none', `update audit set details = '[7]' where seq = 3`, { seq: 3, problem: 'changed' }],
    ['a changed time', `update audit set at = at + interval '1 ms' where seq = 2`, { seq: 2, problem: 'changed' }],
    ['a removed row', 'delete from audit where seq = 2', { seq: 2, problem: 'missing' }],
    ['a cut end', 'delete from audit where seq = 3', { seq: 3, problem: 'missing' }],
    ['a changed link', `update audit set previous = repeat('f', 64) where seq = 2`, { seq: 2, problem: 'relinked' }],
    [
      'an added row',
      `insert into audit select 9, at, actor_oid, actor_hash, 'added', request_id, vm_name, plan_hash, details, hash, hash from audit where seq = 3`,
      { seq: 9, problem: 'added' },
    ],
    [
      'a row put before the first',
      `insert into audit select 0, at, actor_oid, actor_hash, 'added', request_id, vm_name, plan_hash, details, previous, hash from audit where seq = 1`,
      { seq: 0, problem: 'added' },
    ],
    [
      'an inserted row, those behind it pushed on',
      `with pushed as (update audit set seq = 4 where seq = 3 returning *)
       insert into audit select 3, at, actor_oid, actor_hash, 'added', request_id, vm_name, plan_hash, details, previous, hash from pushed`,
      { seq: 3, problem: 'changed' },
    ],
    ['a changed name behind a hash', `update audit_texts set text = 'Eve'`, { seq: 1, problem: 'text' }],
    [
      'a name that lost its beginning to its salt',
      `update audit_texts set salt = salt || 'An', text = 'ton'`,
      { seq: 1, problem: 'text' },
    ],
    ['a removed name', 'delete from audit_texts', { seq: 1, problem: 'text' }],
    [
      'a name that is called erased',
      `update audit_texts set salt = '', text = '', erased_at = now()`,
      { seq: 1, problem: 'text' },
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

const nasty = '<script>alert(1)</script> ```\n</td> <at>x</at> {"a":1}';

test('an audit without rows is not exported, and neither is what it has no row about', async () => {
  const store = await sharedStore('embedded');
  await assert.rejects(exportAudit(store.db, 'all', tmpdir()), /^Error: The audit has no rows yet\.$/);
  await assert.rejects(exportAudit(store.db, 'R-7K2M', tmpdir()), /no row about R-7K2M/);
});

test('an export is JSON Lines whose chain can be checked without the database, and a page where nothing is markup', async (t) => {
  const store = await sharedStore('embedded');
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-audit-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  await store.transaction((tx) => {
    for (let index = 0; index < 5; index += 1) {
      tx.audit({
        event: 'request.asked',
        requestId: 'R-7K2M',
        actor: { objectId: 'o', name: nasty },
        details: { reason: nasty },
      });
    }
  });
  const [lines, page] = await exportAudit(store.db, 'all', directory);
  let previous = auditGenesis;
  for (const line of readFileSync(lines, 'utf8').trimEnd().split('\n')) {
    assert.doesNotMatch(line, /[`<>&]/);
    const row = JSON.parse(line);
    assert.equal(row.texts[row.details.reason.textHash].text, nasty);
    assert.equal(row.previous, previous);
    previous = auditHash(previous, { ...row, at: new Date(row.at) });
    assert.equal(row.hash, previous);
  }
  assert.doesNotMatch(readFileSync(page, 'utf8'), /<script|<at>/);
  await assert.rejects(exportAudit(store.db, 'R-2222', directory), /no row about R-2222/);
  await assert.rejects(exportAudit(store.db, 'sql-01', directory), /not a request id/);
});

test('an outsider verifies an export of all with a tool that shares no code with the bot', async (t) => {
  const store = await sharedStore('embedded');
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-audit-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const actor = { objectId: 'o', name: nasty };
  for (const hour of [1, 2, 3, 4])
    await store.transaction((tx) => tx.audit({ event: 'request.asked', actor, details: { hour } }));
  const [file] = await exportAudit(store.db, 'all', directory);
  const text = readFileSync(file, 'utf8');
  const lines = text.trimEnd().split('\n');
  const { seq, hash } = JSON.parse(lines[2] ?? '');
  assert.deepEqual(verify(text, { heads: [{ seq, hash }] }).problems, []);
  assert.match(
    verify(text, { heads: [{ seq, hash: auditGenesis }] }).problems[0] ?? '',
    /does not hold the head that you kept/,
  );
  assert.deepEqual(verify(text.replace('{"hour":2}', '{"hour":5}')).problems, ['row 2 of the audit was changed']);
  assert.deepEqual(verify(lines.slice(1)).problems, ['the first row of the audit is missing']);
  assert.match(verify([...lines.slice(0, 1), ...lines.slice(2)]).problems.join(), /rows are missing.* before row 3/);
  // A person who rewrote the page of a quarter could substitute the intact audit for its lines.
  assert.deepEqual(verify(text, { page: '<h1>Evidence of 2026-Q4</h1>', heads: [{ seq, hash }] }).problems, [
    'the lines are the audit alone: nothing that the page says was verified',
  ]);
  const tool = join(import.meta.dirname, '../../tools/verify-evidence/verify-evidence.mjs');
  const told = (...args: string[]) => {
    const { stdout, status } = spawnSync(process.execPath, [tool, file, ...args], { encoding: 'utf8' });
    return [stdout.split('\n').at(-2), status];
  };
  assert.deepEqual(told(), ['Not anchored: this shows only that the file fits itself.', 3]);
  assert.deepEqual(told('--head', `${seq}:${hash}`), ['✓ Everything fits.', 0]);
});

test('whichever column of whichever row is edited, exactly that row is named', async () => {
  const store = await sharedStore('embedded');
  const rows = 40;
  for (let index = 1; index <= rows; index += 1) {
    await store.transaction((tx) =>
      tx.audit({
        event: 'vote.approve',
        actor: { objectId: `o-${index}`, name: `Person ${index}` },
        requestId: `R-${index}`,
        vmName: `vm-${index}`,
        planHash: 'aa',
        details: { index },
      }),
    );
  }
  const before = await everyAuditRow(store.db, {});
  const edits: Record<string, string> = {
    at: `at + interval '1 ms'`,
    actor_oid: `'someone-else'`,
    actor_hash: 'null',
    event: `'vote.reject'`,
    request_id: `request_id || 'x'`,
    vm_name: `upper(vm_name)`,
    plan_hash: `'ab'`,
    details: `details || '{"index": -1}'`,
    previous: `repeat('0', 63) || '1'`,
    hash: `repeat('f', 64)`,
  };
  const edit = (statement: string) =>
    store.db.transaction().execute(async (trx) => {
      await sql.raw('alter table audit disable trigger all').execute(trx);
      await sql.raw(statement).execute(trx);
      await sql.raw('alter table audit enable trigger all').execute(trx);
    });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(edits)), fc.integer({ min: 1, max: rows }), async (column, seq) => {
      const row = before[seq - 1];
      assert.ok(row);
      await edit(`update audit set ${column} = ${edits[column]} where seq = ${seq}`);
      const verdict = await verifyAudit(store.db);
      assert.ok(!verdict.whole && verdict.seq === seq, `${column} of row ${seq}: ${JSON.stringify(verdict)}`);
      const { at, details, texts: _, ...plain } = row;
      const value = (given: unknown) => (given === null ? 'null' : `'${String(given).replaceAll("'", "''")}'`);
      const set = Object.entries(plain).map(([name, given]) => `${name} = ${value(given)}`);
      await edit(
        `update audit set at = '${at.toISOString()}', details = ${value(JSON.stringify(details))}, ${set.join(', ')} where seq = ${seq}`,
      );
      assert.ok((await verifyAudit(store.db)).whole);
    }),
    { numRuns: 80 },
  );
});

test('lines are put on pages in order, none cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 50 }),
      (lines, most) => {
        const whole = lines.map((line) => line.replaceAll('\n', ' '));
        assert.equal(splitPages(whole, most).join('\n'), whole.join('\n'));
      },
    ),
  );
  const row = {
    seq: 1,
    at: new Date(0),
    actor_oid: null,
    actor_hash: null,
    event: 'a',
    request_id: null,
    vm_name: null,
  };
  const line = auditLine({ ...row, plan_hash: null, details: { text: nasty }, previous: '', hash: '', texts: {} });
  assert.deepEqual(JSON.parse(line).details, { text: nasty });
});
