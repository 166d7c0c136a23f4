import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import { isKeptInPoint } from '../../../src/machines/rules/check-keys.ts';
import { point } from './machines.ts';

const keyVaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv';
const bek = { secretUrl: 'https://kv.vault.azure.net/secrets/AA-11/1', keyVaultId };
const kek = { keyUrl: 'https://kv.vault.azure.net/keys/kek/1', keyVaultId };
const holding = (keys: AdeKeys) => point({ keys, hasKeyAndSecret: true });

it('a point gives back its own key and the secret that it wraps, in any spelling', () => {
  assert.ok(isKeptInPoint(holding({ bek, kek }), kek.keyUrl));
  assert.ok(isKeptInPoint(holding({ bek, kek }), bek.secretUrl.replace('AA-11', 'aa-11')));
});

it('no secret of another disk, none without a key, and nothing where it holds nothing', () => {
  assert.ok(!isKeptInPoint(holding({ bek, kek }), 'https://kv.vault.azure.net/secrets/BB-22/1'));
  assert.ok(!isKeptInPoint(holding({ bek }), bek.secretUrl));
  assert.ok(!isKeptInPoint(point({ keys: { bek, kek }, hasKeyAndSecret: false }), kek.keyUrl));
});
