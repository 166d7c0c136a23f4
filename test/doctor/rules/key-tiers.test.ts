import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyTierPlaces } from '../../../src/doctor/rules/key-tiers.ts';
import type { Permission, Rights } from '../../../src/kernel/permissions.ts';

const keyVault = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-prod';

function rightsAt(scope: string, permission: Partial<Permission>, condition?: string): Rights {
  const definition = {
    id: '/roles/one',
    name: 'one',
    permissions: [{ actions: [], notActions: [], dataActions: [], notDataActions: [], ...permission }],
  };
  return {
    assignments: [{ roleDefinitionId: definition.id, scope, ...(condition && { condition }) }],
    definitions: new Map([[definition.id, definition]]),
    denyAssignments: [],
  };
}

const grant = {
  actions: ['Microsoft.KeyVault/vaults/accessPolicies/write', 'Microsoft.Authorization/roleAssignments/write'],
};

test('tier grant is where it was given, also under its condition', () => {
  assert.deepEqual(keyTierPlaces('grant', rightsAt(keyVault, grant)), ['kv-prod']);
  assert.deepEqual(keyTierPlaces('grant', rightsAt(keyVault, grant, '@Request[…]')), ['kv-prod']);
});

test('tier keys takes the data plane, and both keys and secrets', () => {
  const both = ['Microsoft.KeyVault/vaults/keys/restore/action', 'Microsoft.KeyVault/vaults/secrets/restore/action'];
  assert.deepEqual(keyTierPlaces('keys', rightsAt(keyVault, { dataActions: both })), ['kv-prod']);
  assert.deepEqual(keyTierPlaces('keys', rightsAt(keyVault, { actions: both })), []);
  assert.deepEqual(keyTierPlaces('keys', rightsAt(keyVault, { dataActions: both.slice(1) })), []);
});

test('what is held at a subscription is not told again for what lies below it', () => {
  const wide = rightsAt('/subscriptions/s', grant);
  const both = { ...wide, assignments: [...wide.assignments, ...rightsAt(keyVault, grant).assignments] };
  assert.deepEqual(keyTierPlaces('grant', both), ['s']);
});
