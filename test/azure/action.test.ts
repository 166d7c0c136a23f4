import assert from 'node:assert/strict';
import { test } from 'node:test';
import { azureAction } from '../../src/azure/action.ts';

const named = (method: string, url: string) => azureAction(method, url).action;

test('calls of Key Vault are the data actions that a role gives', () => {
  const kv = 'https://kv.vault.azure.net';
  const vaults = 'Microsoft.KeyVault/vaults';
  const actions: [string, string, string][] = [
    ['GET', '/keys/k/versions', 'keys/read'],
    ['GET', '/deletedkeys', 'keys/read'],
    ['GET', '/secrets/s/versions', 'secrets/readMetadata/action'],
    ['GET', '/deletedsecrets', 'secrets/readMetadata/action'],
    ['GET', '/secrets/s', 'secrets/getSecret/action'],
    ['GET', '/secrets/s/1', 'secrets/getSecret/action'],
    ['PUT', '/secrets/s', 'secrets/setSecret/action'],
    ['POST', '/secrets/restore', 'secrets/restore/action'],
    ['POST', '/keys/restore', 'keys/restore/action'],
    ['POST', '/deletedkeys/k/recover', 'keys/recover/action'],
    ['POST', '/deletedsecrets/s/recover', 'secrets/recover/action'],
  ];
  for (const [method, path, action] of actions) {
    assert.equal(named(method, `${kv}${path}?api-version=7.4`), `${vaults}/${action}`, `${method} ${path}`);
  }
});

test('calls of a Managed HSM are its own data actions, of which those for deleted keys have a name of their own', () => {
  const hsm = 'https://hsm.managedhsm.azure.net';
  const actions: [string, string, string][] = [
    ['GET', '/keys/k/versions', 'keys/read/action'],
    ['GET', '/deletedkeys', 'keys/deletedKeys/read/action'],
    ['POST', '/keys/restore', 'keys/restore/action'],
    ['POST', '/deletedkeys/k/recover', 'keys/deletedKeys/recover/action'],
    ['GET', '/providers/Microsoft.Authorization/roleAssignments', 'roleAssignments/read/action'],
  ];
  for (const [method, path, action] of actions) {
    assert.equal(named(method, `${hsm}${path}?api-version=7.4`), `Microsoft.KeyVault/managedHsm/${action}`, path);
  }
});

test('calls of blob storage are its data actions, and each account counts its own', () => {
  const blob = 'https://ststaging.blob.core.windows.net/c/b';
  const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
  assert.deepEqual(
    ['GET', 'HEAD', 'DELETE'].map((method) => named(method, blob)),
    [`${blobs}/read`, `${blobs}/read`, `${blobs}/delete`],
  );
  const call = azureAction('GET', `${blob}?sig=secret`);
  assert.equal(call.subscriptionId, 'ststaging.blob.core.windows.net');
  assert.ok(!JSON.stringify(call).includes('secret'));
});

test('operations of a deployment are listed below its group, and belong to deployments', () => {
  const group = 'https://management.azure.com/subscriptions/s/resourcegroups/rg';
  assert.equal(named('GET', `${group}/deployments/d/operations`), 'Microsoft.Resources/deployments/operations/read');
  assert.equal(
    named('POST', `${group}/providers/Microsoft.Resources/deployments/d/validate`),
    'Microsoft.Resources/deployments/validate/action',
  );
  assert.equal(
    named('POST', `${group}/providers/Microsoft.Resources/deployments/d/exportTemplate`),
    'Microsoft.Resources/deployments/exportTemplate/action',
  );
  assert.equal(named('GET', group), 'Microsoft.Resources/subscriptions/resourcegroups/read');
});
