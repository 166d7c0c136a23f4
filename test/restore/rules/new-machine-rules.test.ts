import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice, RestoreFacts, TakenName } from '../../../src/restore/rules/plan.ts';
import { planTarget } from '../../../src/restore/rules/target.ts';
import { newMachineRules } from '../../../src/restore/rules/violations.ts';
import { deallocated, vm } from '../../machines/rules/machines.ts';
import { facts, machines, newVm, now, subnet } from './plan-facts.ts';

const one = facts(machines.pmk());
const rebuild: RestoreChoice = { ...newVm, mode: 'rebuild' };
const told = (of: RestoreFacts, choice: RestoreChoice, signed = false) =>
  newMachineRules(of, choice, planTarget(of, choice), { now, signed });

describe('a machine that is made', () => {
  it('is none where disks alone are restored, or replaced', () => {
    const bare = { ...one, profile: { ...one.profile, isolatedSubnetId: undefined } };
    for (const mode of ['disks', 'replace'] as const) assert.deepEqual(told(bare, { mode, size: 'x' }), [], mode);
  });

  it('needs managed disks, and says whether they are none or nobody knows', () => {
    const managed = (value: 'yes' | 'no' | 'unknown', mode: 'rebuild' | 'new-vm' = 'rebuild') => {
      const encryption = { ...one.encryption, managed: { value } };
      return told({ ...one, encryption }, { ...newVm, mode });
    };
    const params = { vm: 'sql-01' };
    assert.deepEqual(managed('yes'), []);
    assert.deepEqual(managed('no'), [{ code: 'rebuild-unmanaged', params }]);
    assert.deepEqual(managed('unknown'), [{ code: 'rebuild-managed-unknown', params }]);
    assert.deepEqual(managed('no', 'new-vm'), [], 'that Azure makes itself');
  });

  it('has a size that the point, the original or the profile has, and is told which those are', () => {
    const profile = { ...one.profile, vmSize: 'Standard_P', vmSizes: ['Standard_P', 'Standard_Q', 'Standard_R'] };
    const offering = { ...one, profile, point: { ...one.point, vmSize: 'Standard_O' } };
    for (const size of ['standard_o', 'Standard_D4s_v5', 'STANDARD_P', 'Standard_Q', 'Standard_R']) {
      assert.deepEqual(told(offering, { ...rebuild, size }), [], size);
    }
    const sizes = 'Standard_O, Standard_D4s_v5, Standard_P, Standard_Q, Standard_R';
    assert.deepEqual(told(offering, { ...rebuild, size: 'Standard_X' }), [
      { code: 'size-not-offered', params: { size: 'Standard_X', sizes } },
    ]);
    const { vm: _, ...gone } = one;
    assert.deepEqual(told(gone, { ...rebuild, size: 'Standard_X' }), [
      { code: 'size-not-offered', params: { size: 'Standard_X', sizes: '' } },
    ]);
  });

  it('has a name, one that Azure accepts', () => {
    for (const names of [undefined, {}, { vm: '' }]) {
      for (const mode of ['rebuild', 'new-vm'] as const) {
        assert.deepEqual(told(one, { mode, names }), [{ code: 'new-vm-name-missing', params: {} }]);
      }
    }
    assert.deepEqual(told(one, { ...rebuild, names: { vm: 'a/b' } }), [
      { code: 'new-vm-name-invalid', params: { name: 'a/b' } },
    ]);
  });

  it('has a name that nobody else has, for itself and for its interface', () => {
    const params = { name: 'sql-01-restored', group: 'rg-restore' };
    const taken = (...names: TakenName[]) => told({ ...one, taken: names }, rebuild);
    const machine: TakenName = { name: 'sql-01-restored', type: 'vm', ours: false };
    const nic: TakenName = { name: 'sql-01-restored-nic', type: 'nic', ours: false };
    assert.deepEqual(taken(nic, machine), [{ code: 'new-vm-name-taken', params }]);
    assert.deepEqual(taken(nic, { ...machine, ours: true }), [
      { code: 'new-vm-interface-taken', params: { ...params, nic: 'sql-01-restored-nic' } },
    ]);
    assert.deepEqual(taken({ ...nic, ours: true }, { ...machine, ours: true }), []);
  });

  it('is not the original itself, which a look at names may have left out', () => {
    const targetResourceGroupId = vm().id.split('/providers')[0];
    const itself: RestoreChoice = { ...rebuild, names: { vm: 'SQL-01' }, targetResourceGroupId };
    const params = { name: 'SQL-01', group: 'rg-app' };
    assert.deepEqual(told(one, itself), [{ code: 'new-vm-name-taken', params }]);
    const { vm: _, ...gone } = one;
    assert.deepEqual(told(gone, itself), [], 'its name is free once it is gone');
    const afterwards = newMachineRules(one, itself, planTarget(one, itself), { now, signed: true, restored: true });
    assert.deepEqual(afterwards, [], 'and what stands there once the disks are out may be the copy');
  });
});

describe('the network of a machine that is made', () => {
  const params = { vm: 'sql-01', vault: 'rsv-prod' };
  const bare = { ...one, profile: { ...one.profile, isolatedSubnetId: undefined } };

  it('has to be known: each place says what it lacks', () => {
    assert.deepEqual(told(bare, rebuild), [{ code: 'new-vm-subnet-missing', params: { vault: 'rsv-prod' } }]);
    assert.deepEqual(told(bare, { ...rebuild, network: 'isolated' }), told(bare, rebuild));
    assert.deepEqual(told(bare, { ...rebuild, network: 'quarantine' }), [{ code: 'quarantine-no-place', params }]);
    assert.deepEqual(told(bare, { ...rebuild, network: 'beside' }), [{ code: 'original-subnet-unknown', params }]);
  });

  it('has to be there where it was looked for', () => {
    const gone = [{ code: 'subnet-gone', params: { subnet: 'isolated', network: 'vnet-restore' } }];
    assert.deepEqual(told({ ...one, subnetThere: 'no' }, rebuild), gone);
    for (const subnetThere of ['yes', 'unknown', undefined] as const)
      assert.deepEqual(told({ ...one, subnetThere }, rebuild), []);
    assert.deepEqual(told({ ...bare, subnetThere: 'no' }, rebuild).length, 1, 'of none that is not known');
  });

  it("is the original's own only where that surely answers to nobody, unless it was signed", () => {
    const inPlace: RestoreChoice = { ...rebuild, network: 'in-place' };
    const at = { ...one, originalSubnetId: subnet };
    const running = [{ code: 'in-place-running', params: { vm: 'sql-01' } }];
    for (const power of ['running', 'stopped', 'changing', 'unknown'] as const) {
      assert.deepEqual(told({ ...at, vm: vm({ power }) }, inPlace), running, power);
    }
    assert.deepEqual(told(at, inPlace, true), []);
    assert.deepEqual(told({ ...at, vm: deallocated(vm()) }, inPlace), []);
    assert.deepEqual(told({ ...at, vm: undefined }, inPlace), []);
    assert.deepEqual(told(at, { ...rebuild, network: 'beside' }), []);
  });
});
