import { serviceSas } from '../../../sandbox/azure/blob-access.ts';
import { sharedKeyHeader } from '../../../sandbox/azure/shared-key.ts';
import { storageKeys } from '../../../sandbox/world/blobs.ts';
import { type Answers, account, type BlobAnswer, type BlobService, blobVersion } from './blob-service.ts';

const container = 'app01-77aa';
const text = JSON.stringify({ resources: ['0123456789'] });
const [key = ''] = storageKeys(account).map(({ value }) => value);

type Asked = { method?: string; path?: string; headers?: Record<string, string>; body?: string; sas?: string };

/** Raw calls of the bot, of az, and of somebody with a key or a signed address. */
export async function blobCalls(service: BlobService): Promise<Answers> {
  await service.fill(container, { 'a.json': text, 'ab.json': text, 'b.json': text, 'doomed.json': text, empty: '' });
  const answers: Answers = {};
  const send = (asked: Asked) => {
    const { method = 'GET', path = `/${container}/a.json`, headers = {}, body, sas } = asked;
    const signed = sas ?? '';
    const authorization: Record<string, string> = sas === undefined ? { authorization: `Bearer ${service.token}` } : {};
    const length: Record<string, string> =
      method === 'PUT' ? { 'content-length': String(Buffer.byteLength(body ?? '')) } : {};
    const all = { 'x-ms-version': blobVersion, ...authorization, ...length, ...headers };
    const separator = path.includes('?') ? '&' : '?';
    return service.send(method, signed ? `${path}${separator}${signed}` : path, all, body);
  };
  const ask = async (name: string, asked: Asked = {}) => {
    answers[name] = shape(asked.method ?? 'GET', await send(asked));
  };
  await ask('whole');
  await ask('nothing in it', { path: `/${container}/empty` });
  await ask('without a token', { sas: '' });
  for (const range of ['bytes=0-3', 'bytes=4-', 'bytes=4-10000', 'bytes=10000-', 'bytes=10000-10010']) {
    await ask(`x-ms-range ${range}`, { headers: { 'x-ms-range': range } });
    await ask(`range ${range}`, { headers: { range } });
  }
  const etag = (await send({})).headers.etag ?? '';
  for (const [about, value] of Object.entries({ 'its own': etag, any: '*', another: '"0x8D0000000000000"' })) {
    await ask(`if-match ${about}`, { headers: { 'if-match': value } });
    await ask(`if-none-match ${about}`, { headers: { 'if-none-match': value } });
    await ask(`HEAD if-match ${about}`, { method: 'HEAD', headers: { 'if-match': value } });
  }
  await ask('HEAD', { method: 'HEAD' });
  await ask('HEAD of none', { method: 'HEAD', path: `/${container}/none` });
  await ask('none', { path: `/${container}/none` });
  await ask('no container', { path: '/nowhere/none' });
  await ask('properties of the container', { path: `/${container}?restype=container` });
  await ask('HEAD of the container', { method: 'HEAD', path: `/${container}?restype=container` });
  await ask('HEAD of no container', { method: 'HEAD', path: '/nowhere?restype=container' });
  const list = `/${container}?restype=container&comp=list`;
  await ask('list', { path: list });
  await ask('list by prefix', { path: `${list}&prefix=a` });
  await ask('list of nothing', { path: `${list}&prefix=z` });
  await ask('list of no container', { path: '/nowhere?restype=container&comp=list' });
  const first = await send({ path: `${list}&maxresults=2` });
  answers['first page'] = names(first);
  const marker = /<NextMarker>([^<]+)</.exec(String(first.body))?.[1] ?? '';
  answers['next page'] = names(await send({ path: `${list}&maxresults=2&marker=${encodeURIComponent(marker)}` }));
  const block = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' };
  const put = { method: 'PUT', headers: block, body: 'new' };
  await ask('PUT', { ...put, path: `/${container}/new` });
  await ask('what was put', { path: `/${container}/new` });
  await ask('PUT over it', { ...put, path: `/${container}/new`, body: 'newer' });
  await ask('what was put over it', { path: `/${container}/new` });
  await ask('PUT if there is none', { ...put, path: `/${container}/new`, headers: { ...block, 'if-none-match': '*' } });
  await ask('PUT on another', { ...put, path: `/${container}/new`, headers: { ...block, 'if-match': etag } });
  await ask('PUT on none', { ...put, path: `/${container}/newest`, headers: { ...block, 'if-match': etag } });
  await ask('PUT into no container', { ...put, path: '/nowhere/new' });
  await ask('PUT without a type', { ...put, path: `/${container}/new`, headers: { 'content-type': 'text/plain' } });
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
  const sasOf = (permissions: string, expiry = at(10), blob?: string, start?: string) =>
    serviceSas({ account, container, blob, permissions, start, expiry }, key);
  await ask('signed to read', { sas: sasOf('r', at(10), 'a.json') });
  await ask('signed, HEAD', { method: 'HEAD', sas: sasOf('r', at(10), 'a.json') });
  await ask('signed for another blob', { sas: sasOf('r', at(10), 'b.json') });
  await ask('signed for the container', { sas: sasOf('rl') });
  await ask('signed to list', { path: list, sas: sasOf('rl') });
  await ask('signed to read, lists', { path: list, sas: sasOf('r') });
  await ask('signed to list, reads', { sas: sasOf('l') });
  await ask('signed and over', { sas: sasOf('r', at(-10)) });
  await ask('signed and not yet', { sas: sasOf('r', at(20), undefined, at(10)) });
  await ask('signed with another key', {
    sas: serviceSas({ account, container, permissions: 'r', expiry: at(10) }, storageKeys('other')[0]?.value ?? ''),
  });
  await ask('signed to read, writes', { ...put, path: `/${container}/new`, sas: sasOf('r') });
  await ask('signed to write', { ...put, path: `/${container}/new`, sas: sasOf('w') });
  await ask('signed to create, writes over', { ...put, path: `/${container}/new`, sas: sasOf('c') });
  await ask('signed to create', { ...put, path: `/${container}/created`, sas: sasOf('c') });
  await ask('signed to read, deletes', { method: 'DELETE', sas: sasOf('r') });
  const dated = { 'x-ms-date': new Date().toUTCString(), 'x-ms-version': blobVersion };
  const call = { method: 'GET', url: `/${container}/a.json`, query: new Map<string, string>(), headers: dated };
  const authorization = sharedKeyHeader(call, account, key);
  await ask('with the key', { sas: '', headers: { ...dated, authorization } });
  await ask('with the key, for another', {
    sas: '',
    path: `/${container}/b.json`,
    headers: { ...dated, authorization },
  });
  await ask('DELETE on another', {
    method: 'DELETE',
    path: `/${container}/doomed.json`,
    headers: { 'if-match': '"0x1"' },
  });
  await ask('DELETE', { method: 'DELETE', path: `/${container}/doomed.json` });
  await ask('DELETE of none', { method: 'DELETE', path: `/${container}/doomed.json` });
  return answers;
}

/** The parts of an answer that both services must share: not times, callers and etags. */
function shape(method: string, { status, headers, body }: BlobAnswer): unknown {
  const isError = status >= 400;
  const code = headers['x-ms-error-code'] ?? (isError ? (/<Code>([^<]+)</.exec(String(body))?.[1] ?? '') : undefined);
  const told = method === 'GET' || method === 'HEAD';
  return {
    status,
    ...(isError && method !== 'HEAD' && { code }),
    ...(!isError &&
      told && { range: headers['content-range'], etag: 'etag' in headers, date: 'last-modified' in headers }),
    ...(!isError && method === 'HEAD' && { length: headers['content-length'] }),
    ...(!isError && method === 'GET' && status !== 304 && { body: listed(body) ?? String(body) }),
  };
}

function listed(body: Buffer): unknown {
  const whole = String(body);
  if (!whole.includes('<EnumerationResults')) return undefined;
  const found = [...whole.matchAll(/<Name>([^<]+)<\/Name>.*?<\/Blob>/gs)].map(([blob, name]) => ({
    name,
    has: ['Last-Modified', 'Etag', 'Content-Length', 'BlobType'].filter((one) => blob.includes(`<${one}>`)),
  }));
  return { found, more: /<NextMarker>[^<]/.test(whole) };
}

function names({ status, body }: BlobAnswer): unknown {
  return { status, body: listed(body) };
}
