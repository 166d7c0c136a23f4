import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  armIdKey,
  containerKey,
  decodeArmId,
  nameOf,
  parseItemId,
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
