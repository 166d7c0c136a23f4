import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInRoles, roles } from '../../../infra/roles.ts';
import { keyTierPlaces, tierState, tiers } from '../../../src/doctor/rules/tiers.ts';
import type { Permission, Rights } from '../../../src/kernel/permissions.ts';

const vault = '/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v';

function holding(actions: string[], condition?: string, dataActions: string[] = []): Rights {
  const definition = {
    id: 'r',
    name: 'role',
    permissions: [{ actions, notActions: [], dataActions, notDataActions: [] }],
  };
  return {
    assignments: [{ roleDefinitionId: 'r', scope: vault, ...(condition && { condition }) }],
    definitions: new Map([['r', definition]]),
    denyAssignments: [],
  };
}

test('every right of a tier at a vault is in the role that is deployed for it', () => {
  for (const { name, rights } of tiers) {
    const ofTier = roles.filter(({ tier }) => tier === name);
    assert.ok(ofTier.length > 0 || builtInRoles.some(({ tier }) => tier === name), `no role for ${name}`);
    const given = ofTier.flatMap(({ permissions, dataPermissions }) => [...permissions, ...dataPermissions]);
    const patterns = given.map(({ action }) => action.toLowerCase());
    for (const { place, actions } of rights) {
      if (place !== 'vault') continue;
      for (const action of actions) assert.ok(patterns.includes(action.toLowerCase()), `${name}: ${action}`);
    }
  }
});

test('a tier is there, there in part, not switched on, or not to be told', () => {
  const [, protect] = tiers;
  assert.ok(protect);
  const all = protect.rights.flatMap(({ actions }) => actions);
  const state = (rights: Rights) => tierState(protect, { vault }, rights);
  assert.deepEqual(state(holding([...all])), { state: 'good', lacking: [] });
  assert.equal(state(holding([])).state, 'off');
  assert.equal(state(holding(all.slice(1))).state, 'bad');
  assert.equal(state(holding(all.slice(1))).lacking.length, 1);
  assert.equal(state(holding([...all], '@Resource[…]')).state, 'unknown');
});

test('a tier of a group of its own is not switched on where only observe reads there', () => {
  for (const name of ['drill', 'quarantine'] as const) {
    const tier = tiers.find((each) => each.name === name);
    assert.ok(tier);
    const scopes = { [`${name}-group`]: vault, [`${name}-staging`]: vault };
    const observe = roles.find(({ name: role }) => role === 'Strongroom observe');
    const reads = observe?.permissions.map(({ action }) => action) ?? [];
    assert.ok(reads.includes('Microsoft.Network/virtualNetworks/read'));
    assert.equal(tierState(tier, scopes, holding(reads)).state, 'off');
    assert.equal(tierState(tier, scopes, holding(['*/read'])).state, 'off');
    assert.equal(tierState(tier, scopes, holding([...reads, 'Microsoft.Compute/disks/write'])).state, 'bad');
  }
});

test('tier rebuild is not switched on where tier restore alone made the bot Contributor', () => {
  const tier = tiers.find(({ name }) => name === 'rebuild');
  assert.ok(tier);
  const scopes = { 'target-group': vault, 'staging-account': vault };
  const read = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
  assert.equal(tierState(tier, scopes, holding(['*'])).state, 'off');
  assert.equal(tierState(tier, scopes, holding(['*'], undefined, [read])).state, 'good');
  assert.equal(tierState(tier, scopes, holding([], undefined, [read])).state, 'bad');
});

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
  assert.deepEqual(keyTierPlaces('grant', rightsAt(keyVault, grant)), [keyVault]);
  assert.deepEqual(keyTierPlaces('grant', rightsAt(keyVault, grant, '@Request[…]')), [keyVault]);
});

test('tier keys takes the data plane, and both keys and secrets', () => {
  const both = ['Microsoft.KeyVault/vaults/keys/restore/action', 'Microsoft.KeyVault/vaults/secrets/restore/action'];
  assert.deepEqual(keyTierPlaces('keys', rightsAt(keyVault, { dataActions: both })), [keyVault]);
  assert.deepEqual(keyTierPlaces('keys', rightsAt(keyVault, { actions: both })), []);
  assert.deepEqual(keyTierPlaces('keys', rightsAt(keyVault, { dataActions: both.slice(1) })), []);
});

test('what is held at a subscription is not told again for what lies below it', () => {
  const wide = rightsAt('/subscriptions/s', grant);
  const both = { ...wide, assignments: [...wide.assignments, ...rightsAt(keyVault, grant).assignments] };
  assert.deepEqual(keyTierPlaces('grant', both), ['/subscriptions/s']);
});
