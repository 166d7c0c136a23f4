import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDeployment } from '../../src/azure/deployments.ts';
import { innermost } from '../../src/azure/errors.ts';
import { parseEncryptionInfo } from '../../src/azure/key-source.ts';
import { parseSize } from '../../src/azure/resources.ts';
import { parseBlob } from '../../src/azure/staging-blobs.ts';
import { taggedTemplate } from '../../src/kernel/request.ts';

test('a blob is read in both encodings, with and without mark and NUL', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom('', '\0'), (value, end) => {
      const text = JSON.stringify(value);
      const expected = JSON.parse(text);
      assert.deepEqual(parseBlob(Buffer.from(text)), expected);
      assert.deepEqual(parseBlob(Buffer.from(`\ufeff${text}${end}`)), expected);
      assert.deepEqual(parseBlob(Buffer.from(`${text}${end}`, 'utf16le')), expected);
      assert.deepEqual(parseBlob(Buffer.from(`\ufeff${text}${end}`, 'utf16le')), expected);
    }),
  );
});

test('what is no JSON object is none, whatever its bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const value = parseBlob(Buffer.from(bytes));
      assert.ok(value === undefined || typeof value === 'object');
    }),
  );
  for (const text of ['', '[1]', 'null', '"a"', '{"a":']) assert.equal(parseBlob(Buffer.from(text)), undefined);
});

test('the innermost error is found through every envelope, also one that is quoted as text', () => {
  const members = { code: fc.string({ minLength: 1 }), message: fc.constantFrom('no place', 'A sentence.') };
  const error = fc.record(members, { noNullPrototype: true });
  const wrap = fc.constantFrom(
    (inner: unknown) => ({ error: inner }),
    (inner: unknown) => ({ code: 'DeploymentFailed', message: 'see details', details: [inner] }),
    (inner: unknown) => ({ code: 'Conflict', message: JSON.stringify({ status: 'Failed', error: inner }) }),
  );
  fc.assert(
    fc.property(error, fc.array(wrap, { maxLength: 4 }), (inner, wraps) => {
      const whole = wraps.reduce<unknown>((value, one) => one(value), inner);
      assert.deepEqual(innermost(whole), inner);
    }),
  );
});

test('no shape of an error is too odd, nor endless', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void innermost(value)));
  const endless: Record<string, unknown> = {};
  endless.error = endless;
  assert.equal(innermost(endless), undefined);
});

test('a deployment says where it stands; anything that is not over is running', () => {
  const stateOf = (provisioningState?: string) => parseDeployment({ properties: { provisioningState } } as never).state;
  assert.deepEqual(['Succeeded', 'failed', 'Canceled', 'Accepted', 'Running', 'Deleting', undefined].map(stateOf), [
    'succeeded',
    'failed',
    'canceled',
    'running',
    'running',
    'running',
    'running',
  ]);
});

test('what a failed deployment made is read from its operations, each once, without what failed', () => {
  const operation = (id: string, provisioningState: string) => ({
    properties: { provisioningState, targetResource: { id } },
  });
  const error = { code: 'DeploymentFailed', details: [{ code: 'AllocationFailed', message: 'sig=abc none left' }] };
  const properties = { provisioningState: 'Failed', error, timestamp: new Date('2026-11-24T12:00:00Z') };
  const operations = [operation('/nic', 'Succeeded'), operation('/nic', 'Succeeded'), operation('/vm', 'Failed')];
  assert.deepEqual(parseDeployment({ properties } as never, operations as never), {
    state: 'failed',
    failure: {
      code: 'azure.failed',
      params: { status: 409, azureCode: 'AllocationFailed', message: 'sig=[redacted] none left' },
    },
    resourceIds: ['/nic'],
    parameters: {},
    endedAt: new Date('2026-11-24T12:00:00Z'),
  });
});

test('key material is found by the address that it belongs to, whatever holds it and however it is spelled', () => {
  const entry = (name: string) => ({
    KeyUrl: `https://kv.vault.azure.net:443/keys/${name}/1`,
    KeyBackupData: `key/${name}`,
    SecretUrl: `https://kv.vault.azure.net/secrets/${name.toUpperCase()}/1\\`,
    SecretData: `secret/${name}`,
    KeyVaultSecretBackupData: `backup/${name}`,
  });
  const info = parseEncryptionInfo({
    OsDiskKeyAndSecretDetails: entry('os'),
    AnyNameAtAll: [entry('data'), null, 'text', {}],
    version: 1,
  });
  for (const name of ['os', 'data']) {
    const material = {
      keyBackup: `key/${name}`,
      secretValue: `secret/${name}`,
      secretBackup: `backup/${name}`,
      wrappedBy: `https://kv.vault.azure.net/keys/${name}/1`,
    };
    assert.deepEqual(info.byKey.get(`https://kv.vault.azure.net/keys/${name}/1`), material);
    assert.deepEqual(info.bySecret.get(`https://kv.vault.azure.net/secrets/${name}/1`), material);
  }
  assert.equal(info.bySecret.size, 2);
});

test('tags go on every resource and replace none but their own; the template that was given stays as it was', () => {
  const tags = fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(fc.option(tags, { nil: undefined })), tags, (own, added) => {
      const template = { resources: own.map((one, index) => ({ name: `r${index}`, ...(one && { tags: one }) })) };
      const before = structuredClone(template);
      const { resources } = taggedTemplate(template, added) as { resources: { tags: object }[] };
      for (const [index, resource] of resources.entries()) {
        assert.deepEqual(resource.tags, { ...own[index], ...added });
      }
      assert.deepEqual(template, before);
    }),
  );
  const byExpression = { resources: [{ name: 'r', tags: "[parameters('tags')]" }] };
  assert.deepEqual(taggedTemplate(byExpression, { a: 'b' }), byExpression);
});

test('a size has the zones that are open to the subscription; other SKUs are none', () => {
  const sku = {
    resourceType: 'virtualMachines',
    name: 'Standard_E4s_v5',
    capabilities: [{ name: 'vCPUs', value: '4' }],
    locationInfo: [{ location: 'WestEurope', zones: ['1', '2', '3'] }],
    restrictions: [{ type: 'Zone', restrictionInfo: { zones: ['2'] } }],
  };
  assert.deepEqual(parseSize(sku as never, 'westeurope'), {
    name: 'Standard_E4s_v5',
    cores: 4,
    restricted: false,
    zones: ['1', '3'],
  });
  assert.equal(parseSize({ ...sku, resourceType: 'disks' } as never, 'westeurope'), undefined);
  assert.equal(parseSize({ ...sku, restrictions: [{ type: 'Location' }] } as never, 'westeurope')?.restricted, true);
});
