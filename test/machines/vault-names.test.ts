import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { findVault, vaultNames } from '../../src/machines/inventory.ts';

const vault = (subscriptionId: string, resourceGroup: string, name: string) => ({
  subscriptionId,
  resourceGroup,
  name,
});

it('a vault has its own name, and of namesakes each its resource group, and its subscription where that is not enough', () => {
  assert.deepEqual(
    vaultNames([
      vault('a', 'g', 'rsv-prod'),
      vault('a', 'h', 'RSV-prod'),
      vault('b', 'h', 'rsv-prod'),
      vault('b', 'h', 'rsv-test'),
    ]),
    ['g/rsv-prod', 'a/h/RSV-prod', 'b/h/rsv-prod', 'rsv-test'],
  );
});

it('a name that is several vaults’ is none of them, and the answer has the names to choose from', () => {
  const vaults = [vault('a', 'g', 'rsv-prod'), vault('a', 'h', 'rsv-prod'), vault('a', 'h', 'rsv-test')];
  assert.throws(() => findVault(vaults, 'RSV-PROD'), {
    code: 'vault-ambiguous',
    params: { vault: 'rsv-prod', choices: 'g/rsv-prod, h/rsv-prod' },
  });
  assert.equal(findVault(vaults, ' rsv-test '), vaults[2]);
  assert.equal(findVault(vaults, 'rsv-dev'), undefined);
});

it('what a vault is called finds it, whatever others there are', () => {
  const part = fc.constantFrom('a', 'b', 'A');
  const one = fc.record({ subscriptionId: part, resourceGroup: part, name: part });
  const key = ({ subscriptionId, resourceGroup, name }: ReturnType<typeof vault>) =>
    `${subscriptionId}/${resourceGroup}/${name}`.toLowerCase();
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: key, maxLength: 8 }), (vaults) => {
      for (const [at, name] of vaultNames(vaults).entries()) assert.equal(findVault(vaults, name), vaults[at]);
    }),
  );
});
