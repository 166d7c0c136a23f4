import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Column,
  forbiddenBy,
  inferredBy,
  isRebuilt,
  joinsOriginal,
  makesMachine,
  restoreKinds,
  toRestoreChoice,
} from '../../../src/restore/rules/restore-kinds.ts';
import { anyMachine, anyPoint } from '../../machines/rules/any-machine.ts';
import { encryptionSet, facts, type Machine, machines, subnet } from './plan-facts.ts';

const those = (is: (make: (typeof restoreKinds)[number]) => boolean) => restoreKinds.filter(is);

describe('what a restore is to make', () => {
  it('is a machine with a name, one that Strongroom deploys, or one where the original is', () => {
    assert.deepEqual(those(makesMachine), ['isolated', 'quarantine', 'beside', 'in-place', 'new-vm']);
    assert.deepEqual(those(isRebuilt), ['isolated', 'quarantine', 'beside', 'in-place']);
    assert.deepEqual(those(joinsOriginal), ['beside', 'in-place']);
  });

  it('is no more than the way and the network where nothing else is chosen', () => {
    assert.deepEqual(
      restoreKinds.map((make) => toRestoreChoice({ make })),
      [
        { mode: 'rebuild', network: 'isolated' },
        { mode: 'rebuild', network: 'quarantine' },
        { mode: 'rebuild', network: 'beside' },
        { mode: 'rebuild', network: 'in-place' },
        { mode: 'new-vm', network: 'isolated' },
        { mode: 'replace' },
        { mode: 'disks' },
      ],
    );
  });

  it('takes all that is chosen where Strongroom deploys the machine', () => {
    const luns = [0, 2];
    const wish = {
      name: 'copy',
      size: 'Standard_D4s_v5',
      zone: '2',
      luns,
      extension: true,
      set: encryptionSet,
      subnet,
    };
    assert.deepEqual(toRestoreChoice({ make: 'in-place', ...wish, urgent: true }), {
      mode: 'rebuild',
      network: 'in-place',
      names: { vm: 'copy' },
      size: 'Standard_D4s_v5',
      zone: '2',
      luns,
      adeExtension: true,
      diskEncryptionSetId: encryptionSet,
      subnetId: subnet,
      urgent: true,
    });
  });

  it('never takes a subnet where it is to be apart, whatever a form still holds', () => {
    for (const make of those((one) => !joinsOriginal(one)))
      assert.equal(toRestoreChoice({ make, name: 'copy', subnet }).subnetId, undefined, make);
  });

  it('hurries back from the archive whatever is made of it', () => {
    for (const make of restoreKinds) assert.equal(toRestoreChoice({ make, urgent: true }).urgent, true, make);
    assert.deepEqual(toRestoreChoice({ make: 'disks', urgent: false, extension: false }), { mode: 'disks' });
  });
});

const elsewhere: Column[] = ['other-region', 'other-subscription', 'other-zone'];
const columns: Column[] = ['disks', 'new-vm', 'replace', ...elsewhere, 'encryption-set'];
const encryptionOf = (machine: Machine) => facts(machine).encryption;

describe('what forbids a restore', () => {
  const forbidding = (machine: Machine, ...of: Column[]) =>
    of.map((column) => forbiddenBy(encryptionOf(machine), column));

  it('is each thing that a machine is, of which there may be several', () => {
    const both = [
      { row: 'unmanaged', known: true },
      { row: 'ade', known: true },
    ];
    assert.deepEqual(forbidding(machines.ade(true, false), 'replace', 'encryption-set'), [both, both]);
  });

  it('is nothing but unmanaged disks, which stay in their subscription and zone, and take no set', () => {
    const unmanaged = [{ row: 'unmanaged', known: true }];
    assert.deepEqual(forbidding(machines.unmanaged(), ...columns), [
      ...[[], [], unmanaged],
      ...[[], unmanaged, unmanaged],
      unmanaged,
    ]);
  });

  it('is also what a machine may be, which is told apart', () => {
    const { managed: _, ...known } = encryptionOf(machines.pmk());
    const unread = { ...known, managed: { value: 'unknown' as const } };
    assert.deepEqual(forbiddenBy(unread, 'replace'), [{ row: 'unmanaged', known: false }]);
    assert.deepEqual(forbidding(machines.unknown(), 'new-vm'), [[{ row: 'ade', known: false }]]);
  });
});

describe('what leaves a restore to Azure', () => {
  const deciding = (machine: Machine, of = columns) => of.map((column) => inferredBy(encryptionOf(machine), column));

  it('is nothing where it is documented', () => {
    assert.deepEqual(new Set(deciding(machines.pmk()).flat()), new Set());
    assert.deepEqual(new Set(deciding(machines.ade()).flat()), new Set());
  });

  it('is, of whatever kind the restore, what no table names: encryption at host and trusted launch', () => {
    for (const found of deciding(machines.host())) assert.deepEqual(found, ['host']);
    for (const found of deciding(machines.trusted())) assert.deepEqual(found, ['trusted-launch']);
  });

  it('is what is made of unmanaged disks', () => {
    const unmanaged = ['unmanaged'];
    assert.deepEqual(deciding(machines.unmanaged()), [...[[], unmanaged, []], ...[[], [], []], []]);
  });

  it('is a key of the customer in another subscription', () => {
    assert.deepEqual(deciding(machines.cmk(), elsewhere), [[], ['customer-key'], []]);
  });

  it('is that a machine is confidential where that does not forbid it', () => {
    const confidential = encryptionOf(machines.confidential());
    for (const column of columns) {
      const forbids = forbiddenBy(confidential, column).some(({ row }) => row === 'confidential');
      assert.deepEqual(inferredBy(confidential, column), forbids ? [] : ['confidential'], column);
    }
  });

  it('is never what forbids it', () => {
    fc.assert(
      fc.property(anyMachine, anyPoint, fc.constantFrom(...columns), (machine, point, column) => {
        const encryption = encryptionOf({ ...machine, point });
        const inferred = inferredBy(encryption, column);
        assert.ok(forbiddenBy(encryption, column).every(({ row }) => !inferred.includes(row)));
      }),
    );
  });
});
