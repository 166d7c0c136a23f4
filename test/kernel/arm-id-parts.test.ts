import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseItemId, parseResourceId, parseVaultId, sameContainer, segmentOf } from '../../src/kernel/arm-id.ts';

const item =
  '/Subscriptions/S1/resourcegroups/RG/providers/Microsoft.RecoveryServices/Vaults/v1/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rg;vm/protectedItems/VM;iaasvmcontainerv2;rg;vm/recoveryPoints/2261018173779283322';

test('segments are found in any casing and encoding', () => {
  assert.deepEqual(parseItemId(item), {
    containerName: 'IaasVMContainer;iaasvmcontainerv2;rg;vm',
    itemName: 'VM;iaasvmcontainerv2;rg;vm',
  });
  assert.deepEqual(parseItemId(item.replaceAll(';', '%3B').toUpperCase()), {
    containerName: 'IAASVMCONTAINER;IAASVMCONTAINERV2;RG;VM',
    itemName: 'VM;IAASVMCONTAINERV2;RG;VM',
  });
  assert.equal(segmentOf(item, 'nothing'), '');
});

test('the vault of anything below it', () => {
  assert.deepEqual(parseVaultId(item), {
    id: '/subscriptions/S1/resourceGroups/RG/providers/Microsoft.RecoveryServices/vaults/v1',
    subscriptionId: 'S1',
    resourceGroup: 'RG',
    name: 'v1',
  });
});

test('a point id of 19 digits stays as it is', () => {
  assert.equal(parseResourceId(item).name, '2261018173779283322');
});

test('a container is the same with and without its fabric', () => {
  assert.ok(sameContainer('IaasVMContainer;iaasvmcontainerv2;rg;VM', 'iaasvmcontainerv2;RG;vm'));
  assert.ok(!sameContainer('iaasvmcontainerv2;rg;vm', 'iaasvmcontainerv2;rg;vm2'));
});

test('an address reads back what it was made from', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_.()-]{1,40}$/);
  fc.assert(
    fc.property(name, name, name, (subscriptionId, resourceGroup, vm) => {
      const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachines/${vm}`;
      fc.pre(![subscriptionId, resourceGroup, vm].some((part) => /^(subscriptions|resourceGroups)$/i.test(part)));
      assert.deepEqual(parseResourceId({ id }), { id, subscriptionId, resourceGroup, name: vm });
    }),
  );
});
