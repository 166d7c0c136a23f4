import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bot, people } from '../../../sandbox/world/people.ts';
import { type Setting, setting } from './setting.ts';

const account = 'ststagingprod';
const host = `${account}.blob.core.windows.net`;

function seed(s: Setting, names: string[]): void {
  for (const name of names) {
    const content = Buffer.from(`0123456789 ${name}`);
    s.world.blobs.put(account, 'box', name, { content, contentType: 'text/plain', writtenAt: s.world.clock.now() });
  }
}

async function send(
  s: Setting,
  method: string,
  path: string,
  more: { headers?: Record<string, string>; body?: string; principal?: string } = {},
) {
  const token = await s.azure.issueToken('https://storage.azure.com', bot.appId, more.principal ?? bot.objectId);
  const response = await fetch(`http://127.0.0.1:${s.azure.port}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'x-emulated-host': host,
      'x-ms-version': '2023-11-03',
      ...more.headers,
    },
    ...(more.body !== undefined && { body: more.body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('a part of a blob is answered as a part', async (t) => {
  const s = await setting(t);
  seed(s, ['one.json']);
  for (const name of ['x-ms-range', 'range']) {
    const part = await send(s, 'GET', '/box/one.json', { headers: { [name]: 'bytes=2-5' } });
    assert.deepEqual([part.status, part.text, part.headers.get('content-range')], [206, '2345', 'bytes 2-5/19']);
    assert.equal(part.headers.get('content-length'), '4');
  }
  const rest = await send(s, 'GET', '/box/one.json', { headers: { 'x-ms-range': 'bytes=0-4194303' } });
  assert.deepEqual([rest.status, rest.headers.get('content-range')], [206, 'bytes 0-18/19']);
  assert.equal((await send(s, 'GET', '/box/one.json', { headers: { 'x-ms-range': 'bytes=19-' } })).status, 416);
  const whole = await send(s, 'GET', '/box/one.json');
  assert.deepEqual([whole.status, whole.text], [200, '0123456789 one.json']);
});

test('conditions of reads, writes and deletions count', async (t) => {
  const s = await setting(t);
  seed(s, ['one.json']);
  const etag = (await send(s, 'HEAD', '/box/one.json')).headers.get('etag') ?? '';
  const put = (headers: Record<string, string>) =>
    send(s, 'PUT', '/box/one.json', { headers: { 'x-ms-blob-type': 'BlockBlob', ...headers }, body: 'new' });
  assert.equal((await send(s, 'GET', '/box/one.json', { headers: { 'if-match': '"0x1"' } })).status, 412);
  assert.equal((await send(s, 'GET', '/box/one.json', { headers: { 'if-none-match': etag } })).status, 304);
  assert.equal((await put({ 'if-none-match': '*' })).status, 409);
  assert.equal((await put({ 'if-match': '"0x1"' })).status, 412);
  assert.equal((await send(s, 'DELETE', '/box/one.json', { headers: { 'if-match': '"0x1"' } })).status, 412);
  assert.equal(s.world.blobs.get(account, 'box', 'one.json')?.content.toString(), '0123456789 one.json');
  const written = await put({ 'if-match': etag });
  assert.equal(written.status, 201);
  const now = written.headers.get('etag') ?? '';
  assert.notEqual(now, etag);
  assert.equal((await send(s, 'DELETE', '/box/one.json', { headers: { 'if-match': now } })).status, 202);
});

test('a list has the blobs that begin so, a page at a time, with size and time; containers are listed too', async (t) => {
  const s = await setting(t);
  seed(s, ['a&1.json', 'a2.json', 'b1.json']);
  const list = '/box?restype=container&comp=list';
  const namesIn = (text: string) => [...text.matchAll(/<Name>([^<]*)<\/Name>/g)].map(([, name]) => name);
  const found = await send(s, 'GET', `${list}&prefix=a`);
  assert.deepEqual(namesIn(found.text), ['a&amp;1.json', 'a2.json']);
  assert.match(found.text, /<Content-Length>19<\/Content-Length>/);
  assert.match(found.text, /<Last-Modified>[^<]+GMT<\/Last-Modified><Etag>0x/);
  const first = await send(s, 'GET', `${list}&maxresults=2`);
  const marker = /<NextMarker>([^<]+)</.exec(first.text)?.[1] ?? '';
  assert.deepEqual(namesIn((await send(s, 'GET', `${list}&maxresults=2&marker=${marker}`)).text), ['b1.json']);
  assert.ok(namesIn((await send(s, 'GET', '/?comp=list')).text).includes('box'));
  assert.equal((await send(s, 'HEAD', '/box?restype=container')).status, 200);
  assert.equal((await send(s, 'HEAD', '/none?restype=container')).status, 404);
  assert.equal((await send(s, 'GET', list, { principal: people.outsider.objectId })).status, 403);
});
