import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placesOf } from '../../../src/restore/rules/places-of.ts';
import { staging, subnet, targetGroup } from './plan-facts.ts';

const quarantine = {
  resourceGroupId: `${targetGroup}-q`,
  stagingStorageAccountId: `${targetGroup}-q/providers/Microsoft.Storage/storageAccounts/q`,
  subnetId: `${targetGroup}-q/providers/Microsoft.Network/virtualNetworks/v/subnets/held`,
  openings: [],
};
const profile = { targetResourceGroupId: targetGroup, stagingStorageAccountId: staging, isolatedSubnetId: subnet };

describe('where a restore goes', () => {
  it('is a group and a staging account of its own for a quarantine, and nothing else of the profile changes', () => {
    const { resourceGroupId: targetResourceGroupId, stagingStorageAccountId } = quarantine;
    assert.deepEqual(placesOf({ ...profile, quarantine }, { network: 'quarantine' }), {
      ...profile,
      quarantine,
      targetResourceGroupId,
      stagingStorageAccountId,
    });
  });

  it('is what the profile says for everything else, whatever place it has for quarantines', () => {
    const both = { ...profile, quarantine };
    for (const network of [undefined, 'isolated', 'beside', 'in-place'] as const) {
      assert.equal(placesOf(both, { network }), both);
    }
    assert.equal(placesOf(profile, { network: 'quarantine' }), profile, 'a rule refuses it');
  });
});
