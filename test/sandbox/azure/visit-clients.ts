import assert from 'node:assert/strict';
import { prod, vaultIds } from '../../../sandbox/world/places.ts';
import { ask } from './ask.ts';
import type { Setting } from './setting.ts';

type Send = (method: string, path: string, body?: unknown) => Promise<Response>;
type Location = (response: Response, header: string) => string;

const subscription = `/subscriptions/${prod.id}`;
const group = `${subscription}/resourceGroups/rg-app`;
const vault = vaultIds.prod;

/**
 * Routes that the bot does not use: lists, settings, lookups of az and the portal, and manual changes. It deletes the
 * policy and the item that visitProtection made.
 */
export async function visitClients(s: Setting, send: Send): Promise<void> {
  const types = [
    'Compute/diskEncryptionSets',
    'Compute/snapshots',
    'KeyVault/vaults',
    'Network/networkInterfaces',
    'Network/networkSecurityGroups',
    'Network/publicIPAddresses',
    'Network/virtualNetworks',
    'RecoveryServices/vaults',
    'Storage/storageAccounts',
  ];
  for (const path of [
    '/tenants',
    `${subscription}/locations`,
    `${subscription}/providers`,
    `${subscription}/providers/Microsoft.Compute`,
    `${subscription}/providers/Microsoft.KeyVault/deletedVaults`,
    ...types.flatMap((type) => [subscription, group].map((scope) => `${scope}/providers/Microsoft.${type}`)),
    `${group}/providers/Microsoft.Network/virtualNetworks/vnet-app/subnets`,
    `${subscription}/resourcegroups/rg-restore/providers/Microsoft.Resources/deployments`,
    `${vault}/backupEncryptionConfigs/backupResourceEncryptionConfig`,
    `${vault}/backupstorageconfig/vaultstorageconfig`,
    `${vault}/backupconfig/vaultconfig`,
    `${vault}/backupProtectionContainers`,
    `${vault}/backupEngines`,
    `${vault}/usages`,
    `${vault}/replicationUsages`,
  ]) {
    assert.equal((await send('GET', path)).status, 200, path);
  }
  const machine = `${group}/providers/Microsoft.Compute/virtualMachines/plain-03`;
  for (const act of ['restart', 'powerOff']) assert.equal((await send('POST', `${machine}/${act}`)).status, 202, act);
  assert.equal((await send('PATCH', machine, { tags: { visited: 'yes' } })).status, 200);
  s.pass(2);
  const unique = 'iaasvmcontainerv2;rg-app;plain-02';
  const item = `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${unique}/protectedItems/VM;${unique}`;
  assert.equal((await send('DELETE', `${vault}/backupPolicies/DefaultPolicy`)).status, 400);
  assert.equal((await send('DELETE', `${vault}/backupPolicies/visited`)).status, 200);
  assert.equal((await send('DELETE', item)).status, 202);
  const keyVault = `${group}/providers/Microsoft.KeyVault/vaults/kv-new`;
  const before = s.world.resources.get(keyVault);
  for (const method of ['PUT', 'PATCH']) {
    assert.equal((await send(method, keyVault, { ...before, tags: { visited: 'yes' } })).status, 200, method);
  }
}

/** A group with a vault and a key vault in it, made and taken away. */
export async function visitRemovals(s: Setting, send: Send, location: Location): Promise<void> {
  const subscription = `/subscriptions/${prod.id}`;
  const group = `${subscription}/resourcegroups/rg-brief`;
  assert.equal((await send('PUT', group, { location: 'westeurope', tags: { visited: 'yes' } })).status, 201);
  const resources = ['Microsoft.RecoveryServices/vaults', 'Microsoft.KeyVault/vaults'].map((type) => ({
    type,
    name: 'brief',
    apiVersion: '2023-06-01',
    location: 'westeurope',
    properties: {},
  }));
  const body = { properties: { mode: 'Incremental', template: { resources } } };
  assert.equal((await send('PUT', `${group}/providers/Microsoft.Resources/deployments/brief`, body)).status, 201);
  s.pass(2);
  assert.equal((await send('DELETE', `${group}/providers/Microsoft.RecoveryServices/vaults/brief`)).status, 200);
  const places = (namespace: string) => `${subscription}/providers/${namespace}/locations/westeurope/deletedVaults`;
  assert.equal((await send('GET', places('Microsoft.RecoveryServices'))).status, 200);
  assert.equal((await send('DELETE', `${group}/providers/Microsoft.KeyVault/vaults/brief`)).status, 200);
  const deleted = `${places('Microsoft.KeyVault')}/brief`;
  assert.equal((await send('GET', deleted)).status, 200);
  assert.equal((await send('POST', `${deleted}/purge`)).status, 200);
  assert.equal((await send('GET', deleted)).status, 404);
  const accepted = await send('DELETE', group);
  const result = location(accepted, 'location');
  assert.deepEqual([accepted.status, (await send('GET', result)).status], [202, 202]);
  s.pass(2);
  assert.deepEqual([(await send('GET', result)).status, (await send('GET', group)).status], [200, 404]);
  const full = await send('DELETE', `${subscription}/resourcegroups/rg-backup`);
  assert.equal(full.status, 400, 'its vaults still protect machines');
}

/** Changes of keys and secrets; the key vault's policies allow everything by now. */
export async function visitKeyChanges(s: Setting): Promise<void> {
  const { uri, secrets, keys } = s.world.keyVault('kv-prod');
  const secret = [...secrets.values()].find(({ deletedAt, managed }) => !deletedAt && !managed);
  const key = [...keys.values()].find(({ deletedAt, managed }) => !deletedAt && !managed);
  const visits: [string, string, unknown?][] = [
    ['PATCH', `/secrets/${secret?.name}/${secret?.versions[0]?.version}`, { contentType: 'BEK' }],
    ['PATCH', `/secrets/${secret?.name}/`, { tags: { visited: 'yes' } }],
    ['PATCH', `/keys/${key?.name}/${key?.versions[0]?.version}`, { attributes: { enabled: true } }],
    ['PATCH', `/keys/${key?.name}/`, { tags: { visited: 'yes' } }],
    ['POST', `/secrets/${secret?.name}/backup`],
    ['POST', `/keys/${key?.name}/backup`],
    ['POST', '/keys/visited/create', { kty: 'RSA', key_size: 2048 }],
    ['DELETE', '/keys/visited'],
    ['DELETE', `/secrets/${secret?.name}`],
  ];
  for (const [method, path, body] of visits) {
    const answer = await ask(s, `${uri}${path}`, undefined, { method, body });
    assert.equal(answer.status, 200, `${method} ${path}`);
  }
}
