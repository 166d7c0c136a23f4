import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rebuild } from '../../../src/i18n/en/restore/rebuild.ts';
import type { InterfaceFacts } from '../../../src/kernel/facts.ts';
import {
  type ComparedVm,
  compareVms,
  differencesFromNone,
  notCompared,
} from '../../../src/restore/rules/verification.ts';
import { vm } from '../../machines/rules/machines.ts';

const nic = (over: Partial<InterfaceFacts> = {}): InterfaceFacts => ({
  id: 'nic',
  tags: {},
  subnetId: '/v/subnets/app',
  privateAddresses: ['10.0.0.4'],
  ...over,
});

const always = ['locks-unread', 'host-name'];

describe('what a copy has otherwise', () => {
  it('is nothing but what nobody can see, where both say the same', () => {
    const one = { vm: vm(), nics: [nic()] };
    assert.deepEqual(
      compareVms(one, one).map(({ code }) => code),
      always,
    );
  });

  it('names addresses, subnet, group, identity with its roles, extensions, tags, size and zone', () => {
    const original = {
      vm: vm({
        identity: { principalId: 'p', userAssigned: ['/x/id-app'] },
        extensions: ['AzureDiskEncryption', 'Monitor', 'VMSnapshot'],
        tags: { service: 'shop' },
        size: 'Standard_D4s_v5',
        zones: ['1'],
      }),
      nics: [nic({ publicAddressId: '/x/ip-1', securityGroupId: '/x/nsg-app' })],
      identityRoles: ['Reader'],
    };
    const copy = {
      vm: vm({
        extensions: ['AzureDiskEncryption'],
        tags: { 'strongroom-request': 'R-7K2M' },
        size: 'Standard_D2s_v5',
        zones: [],
      }),
      nics: [nic({ subnetId: '/v/subnets/isolated', privateAddresses: ['10.1.0.4'] })],
    };
    const found = compareVms(original, copy);
    assert.deepEqual(
      found.map(({ code }) => code),
      [
        'address',
        'subnet',
        'public-address',
        'network-group',
        'identity',
        'identity-roles',
        'extensions',
        'tags',
        'size',
        'zone',
        ...always,
      ],
    );
    assert.deepEqual(found.find(({ code }) => code === 'extensions')?.params, { names: 'Monitor' });
    assert.match(String(found.find(({ code }) => code === 'identity')?.params.names), /sql-01, id-app/);
    for (const { code, params } of found) {
      const { message, remedy } = rebuild.texts.difference[code as keyof typeof rebuild.texts.difference];
      for (const [, name = ''] of `${message} ${remedy}`.matchAll(/\{\{(\w+)\}\}/g)) {
        assert.ok(Object.hasOwn(params, name), `${code} lacks ${name}`);
      }
    }
  });

  it('names an identity and extensions that no plan gives it, whether or not the original is there', () => {
    const added = {
      identity: { principalId: 'p', userAssigned: [] },
      extensions: ['AzureDiskEncryption', 'Agent', 'New'],
    };
    const ade = {
      name: 'AzureDiskEncryption',
      type: 'AzureDiskEncryption',
      typeHandlerVersion: '2.2',
      provisioningState: '',
    };
    const copy = vm({ ...added, adeExtension: ade });
    const beside = compareVms({ vm: vm({ extensions: ['Agent'] }) }, { vm: copy });
    assert.deepEqual(beside.find(({ code }) => code === 'extensions-added')?.params, { names: 'New' });
    assert.deepEqual(beside.find(({ code }) => code === 'identity-added')?.params, { copy: 'sql-01' });
    const alone = differencesFromNone(copy, 'sql-01');
    assert.deepEqual(alone.find(({ code }) => code === 'extensions-added')?.params, { names: 'Agent, New' });
    const own = { identity: { principalId: 'q', userAssigned: [] } };
    const both = compareVms({ vm: vm(own), identityRoles: ['Reader'] }, { vm: vm(own) }).map(({ code }) => code);
    assert.ok(both.includes('identity-roles') && both.includes('identity-added') && !both.includes('identity'));
  });

  it('says first of all what protects a machine and the copy lacks', () => {
    const original = {
      vm: vm({ encryptionAtHost: 'yes', securityType: 'TrustedLaunch', uefi: { secureBoot: true, vTpm: true } }),
      nics: [nic()],
    };
    const copy = { vm: vm(), nics: [nic({ privateAddresses: ['10.1.0.4'] })] };
    const found = compareVms(original, copy);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['not-encrypted-at-host', 'less-secure', 'address', ...always],
    );
    assert.deepEqual(found[1]?.params, { names: 'TrustedLaunch, secure boot, vTPM' });
    assert.ok(!compareVms(original, original).some(({ code }) => /host$|secure/.test(code)));
  });

  it('compares all network interfaces, not the first alone', () => {
    const first = nic({ securityGroupId: '/x/nsg-app' });
    const second = nic({
      subnetId: '/v/subnets/db',
      privateAddresses: ['10.0.1.4'],
      securityGroupId: '/x/nsg-db',
      publicAddressId: '/x/ip-2',
    });
    const found = compareVms({ vm: vm(), nics: [first, second] }, { vm: vm(), nics: [first] });
    assert.deepEqual(found.slice(0, -always.length), [
      { code: 'interfaces', params: { before: 2, after: 1 } },
      { code: 'address', params: { before: '10.0.0.4, 10.0.1.4', after: '10.0.0.4' } },
      { code: 'subnet', params: { before: 'app, db', after: 'app' } },
      { code: 'public-address', params: { name: 'ip-2' } },
      { code: 'network-group', params: { name: 'nsg-db' } },
    ]);
  });

  it('names the locks that do not hold for the copy, and says nothing where all do', () => {
    const [original, copy] = [
      { vm: vm(), locks: ['keep', 'group'] },
      { vm: vm(), locks: ['group'] },
    ];
    assert.deepEqual(
      compareVms(original, copy).filter(({ code }) => code.startsWith('locks')),
      [{ code: 'locks', params: { names: 'keep' } }],
    );
    assert.ok(!compareVms(copy, original).some(({ code }) => code.startsWith('locks')));
  });

  const told = (original: ComparedVm, copy: ComparedVm) =>
    compareVms(original, copy)
      .filter(({ code }) => !always.includes(code))
      .map(({ code, params }) => [code, params]);

  it('says nothing of how ids, sizes and kinds of security are spelled', () => {
    const ids = { subnetId: '/v/subnets/app', securityGroupId: '/x/nsg-app' };
    const loud = { subnetId: '/V/subnets/APP', securityGroupId: '/X/NSG-APP' };
    const one = { securityType: 'TrustedLaunch', identity: { userAssigned: ['/x/id-app'] } };
    const other = { securityType: 'trustedlaunch', size: 'STANDARD_D4S_V5', identity: { userAssigned: ['/X/ID-APP'] } };
    assert.deepEqual(told({ vm: vm(one), nics: [nic(ids)] }, { vm: vm(other), nics: [nic(loud)] }), []);
  });

  it('says nothing of what the copy has beyond its original, but for what somebody may have added', () => {
    const copy = vm({ tags: { new: '1' }, encryptionAtHost: 'yes', securityType: 'TrustedLaunch' });
    const extra = { uefi: { secureBoot: true, vTpm: true }, identity: { userAssigned: ['/x/id-new'] } };
    assert.deepEqual(told({ vm: vm() }, { vm: { ...copy, ...extra } }), []);
  });

  it('says of each protection alone that the copy lacks it', () => {
    const lacking = (over: Parameters<typeof vm>[0]) => told({ vm: vm(over) }, { vm: vm() });
    assert.deepEqual(lacking({ encryptionAtHost: 'yes' }), [
      ['not-encrypted-at-host', { vm: 'sql-01', copy: 'sql-01' }],
    ]);
    assert.deepEqual(lacking({ encryptionAtHost: 'unknown' }), []);
    assert.deepEqual(lacking({ uefi: { secureBoot: true, vTpm: false } }), [['less-secure', { names: 'secure boot' }]]);
    assert.deepEqual(lacking({ uefi: { secureBoot: false, vTpm: true } }), [['less-secure', { names: 'vTPM' }]]);
    assert.deepEqual(lacking({ securityType: 'ConfidentialVM' }), [['less-secure', { names: 'ConfidentialVM' }]]);
  });

  it('names what lies on one side alone by a dash', () => {
    const bare = { id: 'nic', tags: {}, privateAddresses: [] };
    const [with1, without] = [
      { vm: vm(), nics: [nic()] },
      { vm: vm(), nics: [bare] },
    ];
    assert.deepEqual(told(with1, without), [['address', { before: '10.0.0.4', after: '-' }]], 'no subnet, none told');
    assert.deepEqual(told(without, with1), [['address', { before: '-', after: '10.0.0.4' }]]);
    const zoned = { vm: vm({ zones: ['1', '2'] }) };
    assert.deepEqual(told(zoned, { vm: vm() }), [['zone', { before: '1, 2', after: '-' }]]);
    assert.deepEqual(told({ vm: vm() }, zoned), [['zone', { before: '-', after: '1, 2' }]]);
  });

  it('names subnets where either side is in one more', () => {
    const [one, both] = [[nic()], [nic(), nic({ subnetId: '/v/subnets/db' })]];
    const subnets = (before: InterfaceFacts[], after: InterfaceFacts[]) =>
      told({ vm: vm(), nics: before }, { vm: vm(), nics: after }).filter(([code]) => code === 'subnet');
    assert.deepEqual(subnets(one, both), [['subnet', { before: 'app', after: 'app, db' }]]);
    assert.deepEqual(subnets(both, one), [['subnet', { before: 'app, db', after: 'app' }]]);
    assert.deepEqual(subnets(both, [...both].reverse()), []);
  });

  it('names a subnet once, however many interfaces are in it, in whatever spelling', () => {
    const twice = [nic(), nic({ id: 'nic-2', subnetId: '/V/subnets/App' })];
    const moved = [nic({ subnetId: '/v/subnets/db' }), nic({ id: 'nic-2', subnetId: '/v/subnets/db' })];
    assert.deepEqual(
      told({ vm: vm(), nics: twice }, { vm: vm(), nics: moved }).filter(([code]) => code === 'subnet'),
      [['subnet', { before: 'app', after: 'db' }]],
    );
  });

  it('names public addresses as far as the copy has fewer, whichever they are', () => {
    const reached = (...names: string[]) =>
      names.map((name) => nic({ ...(name && { publicAddressId: `/x/${name}` }) }));
    const lost = (before: InterfaceFacts[], after: InterfaceFacts[]) =>
      told({ vm: vm(), nics: before }, { vm: vm(), nics: after });
    const [both, one, none] = [reached('ip-1', 'ip-2'), reached('ip-9', ''), reached('', '')];
    assert.deepEqual(lost(both, none), [['public-address', { name: 'ip-1, ip-2' }]]);
    assert.deepEqual(lost(both, one), [['public-address', { name: 'ip-2' }]]);
    assert.deepEqual([lost(one, both), lost(none, one)], [[], []]);
  });

  it('names the sizes, and only where both are known', () => {
    const { size: _, ...unsized } = vm();
    assert.deepEqual(told({ vm: vm() }, { vm: vm({ size: 'Standard_D2s_v5' }) }), [
      ['size', { before: 'Standard_D4s_v5', after: 'Standard_D2s_v5' }],
    ]);
    assert.deepEqual([told({ vm: vm() }, { vm: unsized }), told({ vm: unsized }, { vm: vm() })], [[], []]);
  });

  it('names tags that are lacking or have another value, but not that of the request that made the original', () => {
    const original = vm({ tags: { a: '1', b: '2', c: '3', 'strongroom-request': 'R-1' } });
    assert.deepEqual(told({ vm: original }, { vm: vm({ tags: { a: '1', b: 'x' } }) }), [['tags', { names: 'b, c' }]]);
  });

  it('leaves out extensions that come with the first backup', () => {
    const original = vm({ extensions: ['VMSnapshotLinux', 'vmsnapshot', 'VMSnapshotX', 'MyVMSnapshot', 'Both'] });
    assert.deepEqual(told({ vm: original }, { vm: vm({ extensions: ['Both'] }) }), [
      ['extensions', { names: 'VMSnapshotX, MyVMSnapshot' }],
    ]);
  });

  it('names an identity that the copy lacks, and roles only where there was one', () => {
    const own = vm({ identity: { principalId: 'p', userAssigned: [] } });
    assert.deepEqual(told({ vm: own, identityRoles: ['Reader', 'Owner'] }, { vm: vm() }), [
      ['identity', { names: 'sql-01' }],
      ['identity-roles', { roles: 'Reader, Owner' }],
    ]);
    assert.deepEqual(told({ vm: vm(), identityRoles: ['Reader'] }, { vm: vm() }), []);
  });

  it('reminds of locks that could not be read on either side, and names all that do not hold', () => {
    const locks = (before?: string[], after?: string[]) =>
      compareVms({ vm: vm(), locks: before }, { vm: vm(), locks: after }).filter(({ code }) => code.includes('lock'));
    const unread = [{ code: 'locks-unread', params: { vm: 'sql-01' } }];
    assert.deepEqual([locks(['keep']), locks(undefined, ['keep'])], [unread, unread]);
    assert.deepEqual(locks(['a', 'b', 'c'], ['b']), [{ code: 'locks', params: { names: 'a, c' } }]);
  });

  it('compares no network that could not be read', () => {
    const found = compareVms({ vm: vm() }, { vm: vm(), nics: [nic()] });
    assert.deepEqual(
      found.map(({ code }) => code),
      always,
    );
  });

  it('says of an original that is gone what nobody can compare, and nothing of what the copy shows', () => {
    assert.deepEqual(differencesFromNone(vm({ name: 'copy' }), 'sql-01'), [
      { code: 'security-unknown', params: { vm: 'sql-01', copy: 'copy' } },
    ]);
    assert.deepEqual(differencesFromNone(vm({ encryptionAtHost: 'yes' }), 'sql-01'), []);
    assert.deepEqual(notCompared('original-gone', vm().id), { code: 'original-gone', params: { vm: 'sql-01' } });
  });
});
