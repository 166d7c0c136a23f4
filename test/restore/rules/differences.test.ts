import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { difference as texts } from '../../../src/i18n/en/restore-difference.ts';
import type { InterfaceFacts } from '../../../src/kernel/facts.ts';
import { compareVms, differencesFromNone } from '../../../src/restore/rules/differences.ts';
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
      const { message, remedy } = texts[code as keyof typeof texts];
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
    assert.ok(beside.some(({ code }) => code === 'identity-added'));
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

  it('compares no network that could not be read', () => {
    const found = compareVms({ vm: vm() }, { vm: vm(), nics: [nic()] });
    assert.deepEqual(
      found.map(({ code }) => code),
      always,
    );
  });
});
