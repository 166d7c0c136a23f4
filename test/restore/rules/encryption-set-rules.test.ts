import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { encryptionSetRules } from '../../../src/restore/rules/violations.ts';
import { point } from '../../machines/rules/machines.ts';
import { encryptionSet, facts, type Machine, machines, vault } from './plan-facts.ts';

const params = { set: 'des-app', vault: 'rsv-prod', vm: 'sql-01' };
const choice: RestoreChoice = { mode: 'disks', diskEncryptionSetId: encryptionSet };
const withKey = (customerManagedKey: 'yes' | 'no' | 'unknown') => ({ vault: { ...vault, customerManagedKey } });

function found(machine: Machine, over: Partial<RestoreFacts> = withKey('yes'), more: Partial<RestoreChoice> = {}) {
  return encryptionSetRules(facts(machine, over), { ...choice, ...more }).map(({ code, params }) => [code, params]);
}

describe('a disk encryption set for restored disks', () => {
  it('stands against nothing where none was chosen', () => {
    assert.deepEqual(encryptionSetRules(facts(machines.ade(true, false), withKey('no')), { mode: 'disks' }), []);
  });

  it("is taken where the vault has a customer's key, and where nobody can tell it is not", () => {
    assert.deepEqual(found(machines.pmk()), []);
    for (const known of ['no', 'unknown'] as const) {
      assert.deepEqual(found(machines.pmk(), withKey(known)), [['set-vault-key', params]]);
    }
  });

  it('is taken in any vault for a confidential machine, from its vault tier', () => {
    const snapshot = { ...machines.confidential(), point: point({ tiers: [{ tier: 'snapshot', status: 'valid' }] }) };
    for (const known of ['yes', 'no', 'unknown'] as const) {
      assert.deepEqual(found(machines.confidential(), withKey(known)), []);
      assert.deepEqual(found(snapshot, withKey(known)), [['set-confidential-snapshot-only', params]]);
    }
  });

  it('is taken for managed disks alone, and not where that is not known', () => {
    const of = (value: 'no' | 'unknown') => {
      const one = facts(machines.pmk(), withKey('yes'));
      const encryption = { ...one.encryption, managed: { ...one.encryption.managed, value } };
      return found(machines.pmk(), { ...withKey('yes'), encryption });
    };
    for (const value of ['no', 'unknown'] as const) assert.deepEqual(of(value), [['set-disks', params]]);
  });

  it('is not taken for disks that are encrypted with ADE, or may be', () => {
    for (const machine of [machines.ade(), machines.unknown()]) {
      assert.deepEqual(found(machine), [['set-disks', params]]);
    }
  });

  it('lies in the region of the vault, as far as anybody knows', () => {
    const lies = (diskEncryptionSet?: string) =>
      found(machines.pmk(), { ...withKey('yes'), locations: { diskEncryptionSet } });
    assert.deepEqual([lies(), lies('West Europe')], [[], []]);
    const told = { ...params, region: 'northeurope', wanted: 'westeurope' };
    assert.deepEqual(lies('northeurope'), [['set-other-region', told]]);
  });
});
