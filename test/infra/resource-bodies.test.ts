import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutSpecs, specsAreHere } from '../sandbox/azure/openapi/specs.ts';
import { bicepFiles, declarations, parse, read } from './bicep.ts';
import { checkBody, readPuts } from './resource-bodies.ts';

const puts = specsAreHere ? readPuts() : new Map();
/** Providers that no document is at hand for. Written from Microsoft's reference; nothing here checks their members. */
const withoutDocument = /^Microsoft\.(App|BotService|ContainerRegistry|DBforPostgreSQL|Insights|OperationalInsights)\//;
const otherTypes = new Set([
  'Microsoft.Network/privateDnsZones@2020-06-01',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01',
  'Microsoft.Storage/storageAccounts/blobServices@2023-01-01',
  'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01',
  'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2023-01-01',
]);

const resources = bicepFiles().flatMap((file) =>
  declarations(parse(read(file)))
    .filter(({ kind }) => kind === 'resource')
    .map((resource) => ({ ...resource, file, of: resource.of ?? '' })),
);

for (const { file, name, of, existing, body } of resources) {
  const unchecked = withoutDocument.test(of) || otherTypes.has(of);
  const reason = unchecked ? `not checked: no OpenAPI document of ${of} is at hand` : skipWithoutSpecs;
  test(`infra/${file}: ${name} is a ${of}`, { skip: reason }, () => {
    const put = puts.get(of.toLowerCase());
    assert.ok(put, `no document describes ${of}: choose a version that one describes`);
    if (!existing) assert.deepEqual(checkBody(put, body), []);
  });
}

test('types and versions are written as Azure writes them', () => {
  for (const { of } of resources) assert.match(of, /^Microsoft\.\w+(\/\w+)+@20\d\d-\d\d-\d\d(?:-preview)?$/);
});

test('the check finds a member that is misspelt, a wrong value and a wrong type', { skip: skipWithoutSpecs }, () => {
  const put = puts.get('microsoft.keyvault/vaults@2023-07-01');
  const wrong = `resource v 'Microsoft.KeyVault/vaults@2023-07-01' = {
    name: 'v'
    location: location
    properties: {
      tenantId: tenant().tenantId
      sku: {
        family: 'A'
        name: 'Standart'
      }
      enableRbacAuthorisation: true
      softDeleteRetentionInDays: '90'
    }
  }`;
  const [resource] = declarations(parse(wrong));
  assert.deepEqual(
    checkBody(put, resource?.body)
      .map((line) => line.split(' ')[0])
      .toSorted(),
    ['/properties', '/properties/sku/name', '/properties/softDeleteRetentionInDays'],
  );
});
