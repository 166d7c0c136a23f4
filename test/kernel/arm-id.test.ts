import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import {
  armIdKey,
  containerKey,
  decodeArmId,
  nameOf,
  parseItemId,
  parseResourceId,
  parseVaultId,
  protectedItemIdOf,
  resourceGroupIdOf,
  sameContainer,
  segmentOf,
} from '../../src/kernel/arm-id.ts';
import { covers } from '../../src/kernel/permissions.ts';

const subscription = '/subscriptions/11111111-1111-4111-8111-111111111111';

/** Letters of any script, digits, and what a resource group's name may hold beside them. */
const groups = fc
  .array(
    fc.oneof(fc.constantFrom(...'aZ09-_.()äßıçñøЖ測試グ한', ...'éàü'), fc.string({ unit: 'binary', maxLength: 1 })),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((letters) => letters.join('').replace(/[^\p{L}\p{N}_.()-]/gu, ''))
  .filter((name) => name !== '' && name === name.toLowerCase() && name.toUpperCase().toLowerCase() === name);

/** The id as the service sends it: each segment percent-encoded, with or without `;`. */
const encoded = (id: string, alsoSemicolon: boolean) =>
  id
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/')
    .replace(/%3B/g, alsoSemicolon ? '%3b' : ';');

describe('an id that Azure percent-encodes', () => {
  it('is the same as one that it does not, whatever letters its group has', () => {
    fc.assert(
      fc.property(groups, fc.boolean(), (group, semicolon) => {
        const vm = `${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/vm-1`;
        const vault = `${subscription}/resourceGroups/${group}/providers/Microsoft.RecoveryServices/vaults/rsv`;
        const item = protectedItemIdOf(vault, vm);
        const sent = encoded(item, semicolon);
        assert.equal(armIdKey(sent), armIdKey(item));
        assert.deepEqual(parseItemId(sent), parseItemId(item));
        assert.deepEqual(parseVaultId(sent), parseVaultId(item));
        assert.equal(resourceGroupIdOf(sent), `${subscription}/resourceGroups/${group}`);
        assert.equal(nameOf(encoded(resourceGroupIdOf(vm), semicolon)), group);
        assert.equal(segmentOf(sent, 'resourceGroups'), group);
        const container = `iaasvmcontainerv2;${group};vm-1`;
        assert.ok(sameContainer(container, parseItemId(sent).containerName));
        assert.ok(sameContainer(encoded(container, semicolon).toUpperCase(), parseItemId(item).containerName));
        assert.equal(containerKey(encoded(`IaasVMContainer;${container}`, semicolon)), container);
        assert.ok(covers(encoded(resourceGroupIdOf(vm), semicolon), vm));
      }),
    );
  });

  it('keeps what would divide it otherwise, and what is no encoding', () => {
    for (const id of ['/a/b%2Fc', '/a/b%3Fc', '/a/b%23c', '/a/b%5Cc', '/a/100%', '/a/%E6%B8'])
      assert.equal(decodeArmId(id), id);
  });
});

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
