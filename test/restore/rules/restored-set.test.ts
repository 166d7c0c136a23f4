import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DiskFacts } from '../../../src/kernel/facts.ts';
import { type NamedDisk, restoredSet } from '../../../src/restore/rules/made.ts';
import { disk, diskId, point, vm } from '../../machines/rules/machines.ts';
import { encryptionSet, facts, machines, planned, targetGroup } from './plan-facts.ts';

const job = { jobId: 'job-1', startedAt: new Date('2026-11-24T10:00:00Z') };
const later = new Date('2026-11-24T10:20:00Z');
const restored = (name: string) => `${targetGroup}/providers/Microsoft.Compute/disks/${name}`;

function named(lun: number, name: string, over: Partial<DiskFacts> = {}): NamedDisk {
  const id = restored(name);
  const own = { id, name, sizeGb: 127, tags: { RSVaultBackup: 'JOB-1' }, createdAt: later } as const;
  return { lun, id, facts: { ...own, encryptionType: 'platform-key', ...(lun < 0 && { osType: 'Windows' }), ...over } };
}

const machine = {
  ...machines.pmk(),
  point: point({
    disks: [
      { lun: -1, name: 'os' },
      { lun: 0, name: 'data' },
    ],
  }),
};
const cmkOf = () => ({ ...machines.cmk(), point: machine.point }) as typeof machine;
const both = [named(-1, 'os-r'), named(0, 'data-r')];
const choice = { mode: 'rebuild', names: { vm: 'copy' } } as const;

function setOf(
  disks: NamedDisk[],
  {
    one = machine,
    tagged = disks,
    set,
    dataSets,
  }: { one?: typeof machine; tagged?: { id: string }[]; set?: string; dataSets?: { lun: number; set: string }[] } = {},
) {
  const { effects } = planned(facts(one), choice);
  const target = {
    ...effects.target,
    diskEncryptionSet: set?.toLowerCase() ?? null,
    ...(dataSets && { dataDiskSets: dataSets }),
  };
  return restoredSet(disks, tagged, job, {
    effects: { ...effects, target },
    groupId: targetGroup,
    machineId: restored('vm'),
  });
}

const refused = (disks: NamedDisk[], over: Parameters<typeof setOf>[1] = {}) => {
  try {
    setOf(disks, over);
  } catch (error) {
    return String((error as { params?: { found?: string } }).params?.found);
  }
  return '';
};

describe('the disks that a restore made', () => {
  it('are those of the target group with its tag, as the plan has them', () => {
    const { disks, deviations } = setOf(both);
    assert.deepEqual(
      disks.map(({ lun, id }) => [lun, id]),
      [
        [-1, restored('os-r')],
        [0, restored('data-r')],
      ],
    );
    assert.deepEqual(deviations, []);
  });

  it('may be attached to the machine that was made of them', () => {
    assert.equal(refused([named(-1, 'os-r', { managedBy: restored('vm').toUpperCase() }), named(0, 'data-r')]), '');
  });

  it('are smaller where the original has grown since', () => {
    const grown = { ...machine, disks: [disk('os', { sizeGb: 512 }), disk('data')] };
    assert.equal(refused(both, { one: grown }), '');
  });

  it('are as encrypted as the set that was chosen, or as the original', () => {
    const by = { encryptionType: 'customer-key', diskEncryptionSetId: encryptionSet } as const;
    const keyed = [named(-1, 'os-r', by), named(0, 'data-r', by)];
    assert.equal(refused(keyed, { set: encryptionSet }), '');
    assert.equal(refused(keyed, { one: { ...machines.cmk(), point: machine.point } as typeof machine }), '');
    assert.match(refused(both, { set: encryptionSet }), /encrypted otherwise/);
  });

  it('are put to a vote where they are encrypted otherwise than the original is today: it may have been so at the point', () => {
    const path = 'disks/properties/encryption';
    const [os] = both;
    const by = { encryptionType: 'customer-key', diskEncryptionSetId: encryptionSet } as const;
    const keyed = named(0, 'data-r', by);
    assert.ok(os);
    const before = setOf([os, keyed], { one: cmkOf() });
    assert.equal(before.disks.length, 2);
    assert.deepEqual(before.deviations, [{ path, value: '{"disks":["os-r"],"set":null,"type":"platform-key"}' }]);
    const other = { encryptionType: 'customer-key', diskEncryptionSetId: `${encryptionSet}-OTHER` } as const;
    const moved = setOf([named(-1, 'os-r', other), keyed], { one: cmkOf() });
    const value = JSON.stringify({
      disks: ['os-r'],
      set: 'rg-app/des-app-other',
      type: 'customer-key',
    });
    assert.deepEqual(moved.deviations, [{ path, value }]);
    const twice = { encryptionType: 'platform-and-customer-keys', diskEncryptionSetId: encryptionSet } as const;
    const paths = ({ deviations }: ReturnType<typeof setOf>) => deviations.map((one) => one.path);
    assert.deepEqual(paths(setOf([named(-1, 'os-r', twice), keyed], { one: cmkOf() })), [path]);
    assert.deepEqual(paths(setOf([named(-1, 'os-r', by), named(0, 'data-r')])), [path]);
  });

  it('are one finding where they are encrypted alike, however many they are', () => {
    const luns = Array.from({ length: 33 }, (_, index) => index - 1);
    const by = { encryptionType: 'customer-key', diskEncryptionSetId: encryptionSet } as const;
    const originals = luns.map((lun) => disk(`o${lun}`, by));
    const attached = luns.map((lun) => ({ lun, name: `o${lun}`, diskId: diskId(`o${lun}`) }));
    const one = { ...machine, vm: vm({ disks: attached }), disks: originals, point: point({ disks: [] }) };
    const { deviations } = setOf(
      luns.map((lun) => named(lun, `r${lun}`)),
      { one },
    );
    const disks = luns.map((lun) => `r${lun}`).toSorted();
    const value = JSON.stringify({ disks, set: null, type: 'platform-key' });
    assert.deepEqual(deviations, [{ path: 'disks/properties/encryption', value }]);
  });

  it('are put to a vote where they are larger than the original is today: another disk may have been there at the point', () => {
    const { disks, deviations } = setOf([named(-1, 'os-r', { sizeGb: 128 }), named(0, 'data-r')]);
    assert.equal(disks.length, 2);
    assert.deepEqual(deviations, [{ path: 'disks/os-r/properties/diskSizeGB', value: '128' }]);
  });

  it('without the tag are put to a vote', () => {
    const { disks, deviations } = setOf([named(-1, 'os-r', { tags: {} }), named(0, 'data-r')]);
    assert.equal(disks.length, 2);
    assert.deepEqual(deviations, [{ path: 'disks/os-r/tags/RSVaultBackup', value: 'null' }]);
  });

  for (const [what, found, over] of [
    ['of another restore', /os-r is of another restore/, { tags: { RSVaultBackup: 'job-2' } }],
    ['there before', /os-r is older than the restore/, { createdAt: new Date('2026-11-24T09:59:59Z') }],
    ['of another machine', /os-r is attached elsewhere/, { managedBy: vm().id }],
    ['of another system', /os-r has another operating system/, { osType: 'Linux' }],
    ['another than was named', /os-r is in another group/, { id: restored('os-x') }],
  ] as [string, RegExp, Partial<DiskFacts>][]) {
    it(`are none that is ${what}`, () => assert.match(refused([named(-1, 'os-r', over), named(0, 'data-r')]), found));
  }

  it('are none of another group', () => {
    const id = restored('os-r').replace('rg-restore', 'rg-app');
    const [, data] = both;
    assert.ok(data);
    const elsewhere = { ...named(-1, 'os-r', { id }), id };
    assert.match(refused([elsewhere, data]), /os-r is in another group/);
    assert.match(refused([{ ...elsewhere, facts: undefined }, data]), /os-r is not there/);
  });

  it('are exactly those of the plan', () => {
    assert.match(refused([named(-1, 'os-r')]), /LUN 0 missing/);
    assert.match(refused([...both, named(1, 'more')]), /LUN 1 too many/);
    assert.match(refused([...both, named(0, 'twin')]), /LUN 0 twice/);
    assert.match(refused(both, { tagged: [...both, { id: restored('fits') }] }), /fits too many/);
  });

  it('may have been made in the very moment in which the restore began, and be as large as the original was', () => {
    assert.equal(refused([named(-1, 'os-r', { createdAt: job.startedAt }), named(0, 'data-r')]), '');
    const { createdAt: _, ...timeless } = named(0, 'data-r').facts ?? assert.fail();
    assert.equal(refused([named(-1, 'os-r'), { ...named(0, 'data-r'), facts: timeless }]), '');
  });

  it('have an operating system where the original has one alone', () => {
    assert.equal(refused([named(-1, 'os-r'), named(0, 'data-r', { osType: 'Linux' })]), '');
  });

  it('are none under another customer key than that of the set that was chosen', () => {
    const other = { encryptionType: 'customer-key', diskEncryptionSetId: `${encryptionSet}-other` } as const;
    const keyed = [named(-1, 'os-r', other), named(0, 'data-r', other)];
    assert.match(refused(keyed, { set: encryptionSet }), /os-r is encrypted otherwise, data-r is encrypted otherwise/);
  });

  it('of a confidential machine are under the set that was chosen for each, however the service encrypts them', () => {
    const type = 'ConfidentialVM_DiskEncryptedWithCustomerKey';
    const secured = (lun: number, secureEncryptionSetId?: string) =>
      named(lun, lun < 0 ? 'os-r' : 'data-r', {
        securityEncryptionType: type,
        ...(secureEncryptionSetId && { secureEncryptionSetId }),
      });
    const [own, other] = [encryptionSet, `${encryptionSet}-data`];
    const os = (id?: string) => refused([secured(-1, id), named(0, 'data-r')], { set: own, one: cmkOf() });
    const data = (id: string | undefined, dataSets?: { lun: number; set: string }[]) =>
      refused([secured(-1, own), secured(0, id)], { set: own, ...(dataSets && { dataSets }) });
    assert.match(os(other), /os-r is encrypted otherwise/);
    assert.match(os(), /os-r is encrypted otherwise/);
    assert.equal(data(other, [{ lun: 0, set: other }]), '');
    assert.equal(data(own.toUpperCase(), [{ lun: 0, set: own }]), '');
    assert.equal(data(own, [{ lun: 0, set: other }]), 'data-r is encrypted otherwise');
    assert.equal(data(undefined, [{ lun: 0, set: other }]), 'data-r is encrypted otherwise');
    assert.equal(data(other, [{ lun: 1, set: own }]), '', 'none was chosen for it');
    assert.equal(data(other), '');
    assert.equal(refused([secured(-1), secured(0)]), '', 'none was chosen at all');
  });

  it('of which Azure does not say how they are encrypted, are not measured by that', () => {
    const silent = [
      named(-1, 'os-r', { encryptionType: 'unknown' }),
      named(0, 'data-r', { encryptionType: 'unknown' }),
    ];
    assert.equal(refused(silent, { set: encryptionSet }), '');
  });

  it('are each measured by their own original', () => {
    const sizes = { ...machine, disks: [disk('os', { sizeGb: 512 }), disk('data', { sizeGb: 64 })] };
    const { deviations } = setOf(both, { one: sizes });
    assert.deepEqual(deviations, [{ path: 'disks/data-r/properties/diskSizeGB', value: '127' }]);
  });

  it('may have any system where nobody knows that of the machine', () => {
    const unknown = {
      ...machine,
      vm: vm({ osType: 'unknown' }),
      point: { ...machine.point, osType: 'unknown' as const },
    };
    assert.equal(refused(both, { one: unknown }), '');
  });

  it('of which Azure tells no tags at all are put to a vote as well', () => {
    const { tags: _, ...bare } = named(0, 'data-r').facts ?? assert.fail();
    const { deviations } = setOf([named(-1, 'os-r'), { ...named(0, 'data-r'), facts: bare }]);
    assert.deepEqual(deviations, [{ path: 'disks/data-r/tags/RSVaultBackup', value: 'null' }]);
  });

  it('of plans that say nothing of the machine are measured by the restore alone', () => {
    const { effects } = planned(facts(machine), choice);
    const { machine: _, ...before } = effects;
    const large = [named(-1, 'os-r', { sizeGb: 999, osType: 'Linux' }), named(0, 'data-r')];
    const signed = { effects: before as typeof effects, groupId: targetGroup };
    assert.equal(restoredSet(large, large, job, signed).disks.length, 2);
    const { vm: __, ...gone } = machine;
    assert.equal(
      refused([named(-1, 'os-r', { sizeGb: 999 }), named(0, 'data-r')], { one: gone as typeof machine }),
      '',
    );
  });

  it('of a point that does not list its disks are those that were chosen, and the one of the system', () => {
    const unlisted = { ...machine, point: point({ disks: [] }) };
    assert.equal(refused(both, { one: unlisted }), '');
    const some = { ...planned(facts(unlisted), choice).effects, disks: { selection: [0], included: [] } };
    const chosen = (disks: NamedDisk[]) => () =>
      restoredSet(disks, disks, job, { effects: some, groupId: targetGroup }).disks.length;
    assert.equal(chosen(both)(), 2);
    assert.equal(chosen([named(-1, 'os-r')])(), 1);
    assert.throws(chosen([...both, named(1, 'more')]), { params: { count: 1, found: 'LUN 1 too many' } });
  });

  it('that are foreign are told five at most, each cut, and counted', () => {
    const many = Array.from({ length: 7 }, (_, lun) => named(lun + 1, `x${lun}-${'y'.repeat(200)}`));
    const error = (() => {
      try {
        setOf([...both, ...many], { tagged: [] });
      } catch (thrown) {
        return thrown as { code: string; params: { count: number; found: string } };
      }
      return assert.fail();
    })();
    assert.equal(error.code, 'rebuild.disks-foreign');
    assert.equal(error.params.count, 7);
    assert.equal(error.params.found, [1, 2, 3, 4, 5].map((lun) => `LUN ${lun} too many`).join(', '));
    const long = named(-1, `os-${'y'.repeat(200)}`, { tags: { RSVaultBackup: 'job-2' } });
    assert.equal(refused([long, named(0, 'data-r')]).length, 120);
  });

  it('whose restore did not say when it began are not measured by that', () => {
    const { effects } = planned(facts(machine), choice);
    const old = [named(-1, 'os-r', { createdAt: new Date(0) }), named(0, 'data-r')];
    assert.equal(restoredSet(old, old, { jobId: 'job-1' }, { effects, groupId: targetGroup }).disks.length, 2);
  });
});
