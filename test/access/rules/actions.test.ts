import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyGives, recoveryActions, verbOf } from '../../../src/access/rules/actions.ts';
import type { KeyVaultFacts } from '../../../src/kernel/facts.ts';

const keyVault = (keys: string[], secrets: string[]) =>
  ({ accessPolicies: [{ objectId: 'AAAA', keys, secrets }] }) as unknown as KeyVaultFacts;

test('every data action of a recovery is a permission of an access policy', () => {
  assert.deepEqual(
    Object.values(recoveryActions).map((action) => Object.values(verbOf(action) ?? {}).join(' ')),
    ['secrets recover', 'secrets restore', 'secrets set', 'keys recover', 'keys restore'],
  );
});

test('a policy gives what it names, to its own person, and all gives everything', () => {
  const { setSecret, restoreKey } = recoveryActions;
  assert.ok(policyGives(keyVault([], ['set']), 'aaaa', setSecret));
  assert.ok(policyGives(keyVault(['all'], []), 'aaaa', restoreKey));
  assert.ok(!policyGives(keyVault([], ['set']), 'bbbb', setSecret));
  assert.ok(!policyGives(keyVault([], ['set']), 'aaaa', restoreKey));
  assert.ok(!policyGives(keyVault(['all'], ['all']), 'aaaa', 'Microsoft.KeyVault/vaults/deploy/action'));
});
