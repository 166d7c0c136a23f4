import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedKeyHeader } from '../../../sandbox/azure/shared-key.ts';
import { storageKeys } from '../../../sandbox/world/blobs.ts';
import { bot, people } from '../../../sandbox/world/people.ts';
import { restoreTargets } from '../../../sandbox/world/places.ts';
import { type Setting, setting } from './setting.ts';

const account = 'ststagingprod';
const host = `${account}.blob.core.windows.net`;
const path = '/box/config.json';

function seeded(s: Setting): void {
  const content = Buffer.from('as it was');
  s.world.blobs.put(account, 'box', 'config.json', {
    content,
    contentType: 'text/plain',
    writtenAt: s.world.clock.now(),
  });
}

function put(s: Setting, key: string, { signedFor = account, type = 'BlockBlob' } = {}) {
  const headers: Record<string, string> = {
    'x-ms-date': new Date().toUTCString(),
    'x-ms-version': '2023-11-03',
    'x-ms-blob-type': type,
    'content-type': 'application/octet-stream',
    'content-length': '3',
  };
  const authorization = sharedKeyHeader({ method: 'PUT', url: path, query: new Map(), headers }, signedFor, key);
  const url = `http://127.0.0.1:${s.azure.port}${path}`;
  return fetch(url, { method: 'PUT', headers: { ...headers, authorization, 'x-emulated-host': host }, body: 'new' });
}

test('whoever holds a key of the account writes any blob of it anew', async (t) => {
  const s = await setting(t);
  seeded(s);
  for (const { value } of storageKeys(account)) assert.equal((await put(s, value)).status, 201);
  assert.equal(s.world.blobs.get(account, 'box', 'config.json')?.content.toString(), 'new');
});

test('a key of another account, a wrong one and another kind of blob are refused', async (t) => {
  const s = await setting(t);
  seeded(s);
  const [other, own] = ['ststagingtest', account].map((name) => storageKeys(name)[0]?.value ?? '');
  assert.equal((await put(s, other ?? '')).status, 403);
  assert.equal((await put(s, other ?? '', { signedFor: 'ststagingtest' })).status, 403);
  assert.equal((await put(s, own ?? '', { type: 'PageBlob' })).status, 400);
  assert.equal(s.world.blobs.get(account, 'box', 'config.json')?.content.toString(), 'as it was');
});

test('the keys are told to those who may list them', async (t) => {
  const s = await setting(t);
  const list = async (principal: string) => {
    const token = await s.azure.issueToken('https://management.azure.com', bot.appId, principal);
    const address = `http://127.0.0.1:${s.azure.port}${restoreTargets[0]?.stagingStorageAccountId}/listKeys?api-version=2023-01-01`;
    return fetch(address, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  };
  assert.equal((await list(people.outsider.objectId)).status, 403);
  const answer = await list(people.oncall.objectId);
  const { keys } = (await answer.json()) as { keys: { value: string }[] };
  assert.deepEqual(
    keys.map(({ value }) => value),
    storageKeys(account).map(({ value }) => value),
  );
});
