import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InterfaceFacts } from '../../../src/domain/facts.ts';
import { differencesOf } from '../../../src/domain/rebuild/differences.ts';
import { difference as texts } from '../../../src/text/en/difference.ts';
import { vm } from '../machines.ts';

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
    const one = { vm: vm(), nic: nic() };
    assert.deepEqual(
      differencesOf(one, one).map(({ code }) => code),
      always,
    );
  });

  it('names addresses, subnet, group, identity with its roles, extensions, tags, size and zone', () => {
    const original = {
      vm: vm({
        identity: { principalId: 'p', userAssigned: ['/x/id-app'] },
        extensions: ['AzureDiskEncryption', 'Monitor'],
        tags: { service: 'shop' },
        size: 'Standard_D4s_v5',
        zones: ['1'],
      }),
      nic: nic({ publicAddressId: '/x/ip-1', securityGroupId: '/x/nsg-app' }),
      identityRoles: ['Reader'],
    };
    const copy = {
      vm: vm({
        extensions: ['AzureDiskEncryption'],
        tags: { 'strongroom-request': 'R-7K2M' },
        size: 'Standard_D2s_v5',
        zones: [],
      }),
      nic: nic({ subnetId: '/v/subnets/isolated', privateAddresses: ['10.1.0.4'] }),
    };
    const found = differencesOf(original, copy);
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

  it('names the locks that do not hold for the copy, and says nothing where all do', () => {
    const [original, copy] = [
      { vm: vm(), locks: ['keep', 'group'] },
      { vm: vm(), locks: ['group'] },
    ];
    assert.deepEqual(
      differencesOf(original, copy).filter(({ code }) => code.startsWith('locks')),
      [{ code: 'locks', params: { names: 'keep' } }],
    );
    assert.ok(!differencesOf(copy, original).some(({ code }) => code.startsWith('locks')));
  });

  it('compares no network that could not be read', () => {
    const found = differencesOf({ vm: vm() }, { vm: vm(), nic: nic() });
    assert.deepEqual(
      found.map(({ code }) => code),
      always,
    );
  });
});
