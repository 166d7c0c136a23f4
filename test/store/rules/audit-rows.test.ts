import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AuditFacts, auditGenesis, auditHash, hashedText } from '../../../src/store/rules/audit-rows.ts';

const facts: AuditFacts = {
  seq: 1,
  at: new Date('2026-11-24T01:00:00Z'),
  actor_oid: 'aaaaaaaa-0000-4000-8000-000000000002',
  actor_hash: 'cd'.repeat(32),
  event: 'request.approved',
  request_id: 'R-7K2M',
  vm_name: 'sql-01',
  plan_hash: 'ab'.repeat(32),
  details: { votes: 1, by: { b: null, a: ['x'] } },
};

test('a row hashes to 64 hex digits that depend on nothing but the row and the hash before it', () => {
  const hash = auditHash(auditGenesis, facts);
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.equal(auditHash(auditGenesis, structuredClone(facts)), hash);
  assert.notEqual(auditHash(hash, facts), hash);
});

test('any change of any member changes the hash', () => {
  const changes: Partial<AuditFacts>[] = [
    { seq: 2 },
    { at: new Date('2026-11-24T01:00:00.001Z') },
    { actor_oid: null },
    { actor_hash: null },
    { event: 'request.rejected' },
    { request_id: 'R-7K2N' },
    { vm_name: 'sql-02' },
    { plan_hash: null },
    { details: { votes: 2, by: { b: null, a: ['x'] } } },
  ];
  const hashes = changes.map((change) => auditHash(auditGenesis, { ...facts, ...change }));
  assert.equal(new Set([auditHash(auditGenesis, facts), ...hashes]).size, changes.length + 1);
});

test('details hash alike before they are stored and after they come back with their members in another order', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (details) => {
      const reversed = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(details))).reverse());
      assert.equal(
        auditHash(auditGenesis, { ...facts, details }),
        auditHash(auditGenesis, { ...facts, details: reversed }),
      );
    }),
  );
});

test('the hash is that of the text in three parts, with the hash before it and the number between them', () => {
  const text = fc.option(fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(
      fc.record({
        seq: fc.nat(),
        at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') }),
        actor_oid: text,
        actor_hash: text,
        event: fc.string(),
        request_id: text,
        vm_name: text,
        plan_hash: text,
        details: fc.dictionary(fc.string(), fc.jsonValue()),
      }),
      ({ seq, ...row }) => {
        const [start, middle, end] = hashedText(row);
        const whole = createHash('sha256').update(`${start}${auditGenesis}${middle}${seq}${end}`).digest('hex');
        assert.equal(whole, auditHash(auditGenesis, { ...row, seq }));
      },
    ),
  );
});
