import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { everyAuditRow, verifyAudit } from '../../src/store/audit.ts';
import { exportAudit } from '../../src/store/audit-files.ts';
import { auditGenesis, auditHash } from '../../src/store/rules/audit-chain.ts';
import { auditLine, splitPages } from '../../src/store/rules/audit-lines.ts';
import { verify } from '../../tools/verify-evidence/verify-evidence.mjs';
import { sharedStore } from './engines.ts';

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
    assert.equal(row.details.reason, nasty);
    assert.equal(row.previous, previous);
    const { seq, at, event, details } = row;
    previous = auditHash(previous, {
      seq,
      at: new Date(at),
      actorOid: row.actor_oid,
      actorName: row.actor_name,
      event,
      requestId: row.request_id,
      vmName: row.vm_name,
      planHash: row.plan_hash,
      details,
    });
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
  assert.deepEqual(verify(text, undefined, { seq, hash }), []);
  assert.deepEqual(verify(text, undefined, { seq, hash: auditGenesis }), [
    'the chain does not hold the head that you kept',
  ]);
  assert.deepEqual(verify(text.replace('{"hour":2}', '{"hour":5}')), ['row 2 of the audit was changed']);
  assert.deepEqual(verify(lines.slice(1).join('\n')), ['the first row of the audit is missing']);
  assert.match(verify([...lines.slice(0, 1), ...lines.slice(2)].join('\n')).join(), /rows are missing.* before row 3/);
  // Whoever wrote the page of a quarter anew could put the audit, which is whole, in the place of its lines.
  assert.deepEqual(verify(text, '<h1>Evidence of 2026-Q4</h1>', { seq, hash }), [
    'the lines are the audit alone: nothing that the page says was verified',
  ]);
  const tool = join(import.meta.dirname, '../../tools/verify-evidence/verify-evidence.mjs');
  const { stdout, status } = spawnSync(process.execPath, [tool, file], { encoding: 'utf8' });
  assert.deepEqual([stdout, status], ['✓ Everything fits: rows of the audit, and nothing else.\n', 0]);
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
    actor_name: 'null',
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
      const { at, details, ...plain } = row;
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
    actor_name: null,
    event: 'a',
    request_id: null,
    vm_name: null,
  };
  const line = auditLine({ ...row, plan_hash: null, details: { text: nasty }, previous: '', hash: '' });
  assert.deepEqual(JSON.parse(line).details, { text: nasty });
});
