import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SasGrant, serviceSas } from '../../../sandbox/azure/blob-access.ts';
import { storageKeys } from '../../../sandbox/world/blobs.ts';
import { type Setting, setting } from './setting.ts';

const account = 'ststagingprod';

function seeded(s: Setting): { grant: SasGrant; key: string } {
  const content = Buffer.from('as it was');
  s.world.blobs.put(account, 'box', 'config.json', {
    content,
    contentType: 'text/plain',
    writtenAt: s.world.clock.now(),
  });
  const expiry = new Date(s.world.clock.now().getTime() + 3_600_000).toISOString();
  return {
    grant: { account, container: 'box', permissions: 'rw', expiry },
    key: storageKeys(account)[0]?.value ?? '',
  };
}

async function call(s: Setting, method: string, query: string, name = 'config.json'): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${s.azure.port}/box/${name}?${query}`, {
    method,
    headers: {
      'x-emulated-host': `${account}.blob.core.windows.net`,
      ...(method === 'PUT' && { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' }),
    },
    ...(method === 'PUT' && { body: 'new' }),
  });
  return response.status;
}

const now = (s: Setting) => s.world.blobs.get(account, 'box', 'config.json')?.content.toString();

test('whoever holds an address that was signed for writing writes what it names, of the container or of one blob', async (t) => {
  const s = await setting(t);
  const { grant, key } = seeded(s);
  assert.equal(await call(s, 'PUT', serviceSas(grant, key)), 201);
  assert.equal(now(s), 'new');
  assert.equal(await call(s, 'PUT', serviceSas({ ...grant, blob: 'config.json' }, key)), 201);
  assert.equal(await call(s, 'PUT', serviceSas({ ...grant, blob: 'config.json' }, key), 'other.json'), 403);
});

test('it allows what stands in it, until it ends, and nothing once it is changed', async (t) => {
  const s = await setting(t);
  const { grant, key } = seeded(s);
  const read = serviceSas({ ...grant, permissions: 'r' }, key);
  assert.equal(await call(s, 'GET', read), 200);
  assert.equal(await call(s, 'PUT', read), 403);
  assert.equal(await call(s, 'PUT', read.replace('sp=r', 'sp=rw')), 403);
  assert.equal(await call(s, 'DELETE', serviceSas(grant, key)), 403);
  // To create is not to write over what is there.
  const create = serviceSas({ ...grant, permissions: 'c' }, key);
  assert.equal(await call(s, 'PUT', create), 403);
  assert.equal(await call(s, 'PUT', create, 'fresh.json'), 201);
  assert.equal(await call(s, 'PUT', serviceSas(grant, storageKeys('ststagingtest')[0]?.value ?? '')), 403);
  const later = new Date(s.world.clock.now().getTime() + 60_000).toISOString();
  assert.equal(await call(s, 'PUT', serviceSas({ ...grant, start: later }, key)), 403);
  const over = new Date(s.world.clock.now().getTime() - 1).toISOString();
  assert.equal(await call(s, 'PUT', serviceSas({ ...grant, expiry: over }, key)), 403);
  assert.equal(now(s), 'as it was');
});
