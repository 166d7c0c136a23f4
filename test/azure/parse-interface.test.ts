import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseInterface } from '../../src/azure/networks.ts';

const subnetId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/app';

test('a network interface: subnet, addresses, its own group', () => {
  const properties = {
    ipConfigurations: [
      { name: 'a', properties: { privateIPAddress: '10.0.0.4', subnet: { id: subnetId } } },
      { name: 'b', properties: { privateIPAddress: '10.0.0.5', publicIPAddress: { id: '/ip' } } },
    ],
    networkSecurityGroup: { id: '/nsg' },
    enableAcceleratedNetworking: true,
  };
  assert.deepEqual(parseInterface({ id: '/nic', tags: { a: 'b' }, properties }), {
    id: '/nic',
    tags: { a: 'b' },
    subnetId,
    privateAddresses: ['10.0.0.4', '10.0.0.5'],
    publicAddressId: '/ip',
    securityGroupId: '/nsg',
    acceleratedNetworking: true,
  });
});

test('whatever Azure leaves out is left out, and nothing else goes wrong', () => {
  assert.deepEqual(parseInterface({ id: '/nic' }), { id: '/nic', tags: {}, privateAddresses: [] });
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      (properties) => void parseInterface({ id: '/nic', properties }),
    ),
  );
});
