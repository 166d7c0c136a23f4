import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Tri } from '../../../src/kernel/facts.ts';
import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { encryptionRules } from '../../../src/restore/rules/violations.ts';
import { point, vm } from '../../machines/rules/machines.ts';
import { facts, machines, refusals, signedAs } from './plan-facts.ts';

const base = facts(machines.pmk());
const plain = base.encryption;
type Known = 'ade' | 'managed' | 'confidential' | 'trustedLaunch';
const encrypted = (over: Partial<Record<Known, Tri>>): RestoreFacts['encryption'] => ({
  ...plain,
  ...Object.fromEntries(
    (Object.keys(over) as Known[]).map((name) => [name, { ...plain[name], value: over[name] ?? 'unknown' }]),
  ),
});
const told = (over: Partial<Record<Known, Tri>>, choice: RestoreChoice, more: Partial<RestoreFacts> = {}) =>
  encryptionRules({ ...base, ...more, encryption: encrypted(over) }, choice);
const codes = (...all: Parameters<typeof told>) => told(...all).map(({ code }) => code);

describe('what the encryption of a machine forbids', () => {
  it('names the machine', () => {
    assert.deepEqual(told({ ade: 'yes' }, { mode: 'new-vm' }), [{ code: 'new-vm-ade', params: { vm: 'sql-01' } }]);
  });

  it('is nothing where its disks are restored, and a machine made of them', () => {
    const worst = { ade: 'yes', managed: 'no', confidential: 'yes', trustedLaunch: 'yes' } as const;
    for (const mode of ['disks', 'rebuild'] as const) assert.deepEqual(codes(worst, { mode }), [], mode);
  });

  it('says apart what is so and what nobody knows', () => {
    const both = (name: Known, mode: RestoreChoice['mode']) =>
      (['yes', 'unknown', 'no'] as const).map((value) => codes({ [name]: value }, { mode }).join());
    assert.deepEqual(both('ade', 'new-vm'), ['new-vm-ade', 'new-vm-encryption-unknown', '']);
    assert.deepEqual(both('ade', 'replace'), ['replace-ade', 'replace-encryption-unknown', '']);
    assert.deepEqual(both('managed', 'replace'), ['', 'replace-managed-unknown', 'replace-unmanaged']);
    assert.deepEqual(codes({ ade: 'yes', managed: 'no' }, { mode: 'replace' }), ['replace-unmanaged', 'replace-ade']);
  });
});

describe('disks that replace those of a machine', () => {
  const replace: RestoreChoice = { mode: 'replace' };
  it('need that machine', () => {
    assert.deepEqual(told({}, replace, { vm: undefined }), [{ code: 'replace-vm-gone', params: { vm: 'sql-01' } }]);
    assert.deepEqual(codes({ trustedLaunch: 'yes' }, replace, { vm: undefined }), ['replace-vm-gone']);
  });

  it('are not swapped for those of a machine that was encrypted with ADE since the point, until they are', () => {
    const since = facts({ ...machines.ade(), point: point() });
    assert.equal(since.encryption.ade.value, 'no');
    const refused = [{ code: 'replace-ade', params: { vm: 'sql-01' } }];
    assert.deepEqual(encryptionRules(since, replace), refused);
    assert.deepEqual(refusals(since, replace), ['replace-ade']);
    assert.deepEqual(encryptionRules(since, { mode: 'disks' }), []);
    assert.deepEqual(encryptionRules({ ...since, signed: signedAs({}, { stands: true }) }, replace), []);
    const { ade } = since.encryption;
    const silent = { ...since, encryption: { ...since.encryption, ade: { ...ade, now: 'unknown' as const } } };
    assert.deepEqual(encryptionRules(silent, replace), [], 'one that is off tells nothing, and its point decides');
  });

  it('of trusted launch need that it still is, in any case', () => {
    const now = (securityType?: string) => ({ vm: vm(securityType === undefined ? {} : { securityType }) });
    const left = [{ code: 'replace-leaves-trusted-launch', params: { vm: 'sql-01' } }];
    assert.deepEqual(told({ trustedLaunch: 'yes' }, replace, now()), left);
    assert.deepEqual(told({ trustedLaunch: 'yes' }, replace, now('Standard')), left);
    assert.deepEqual(told({ trustedLaunch: 'yes' }, replace, now('TrustedLaunch')), []);
    assert.deepEqual(told({ trustedLaunch: 'no' }, replace, now()), []);
    assert.deepEqual(told({ trustedLaunch: 'yes' }, { mode: 'disks' }, now()), []);
  });
});
