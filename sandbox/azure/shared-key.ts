import { createHmac, timingSafeEqual } from 'node:crypto';
import { storageKeys } from '../world/blobs.ts';
import type { Call } from './call.ts';

/** Headers that are signed, each on its own line (documented: Authorize with Shared Key, Blob service). */
const signed = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
];

/** The `authorization` value for a call to blob storage, signed with a key of the account. */
export function sharedKeyHeader(
  call: Pick<Call, 'method' | 'url' | 'query' | 'headers'>,
  account: string,
  key: string,
) {
  const path = call.url.split('?')[0] ?? '/';
  const named = Object.keys(call.headers).filter((name) => name.startsWith('x-ms-'));
  const lines = [
    call.method,
    // The length of an empty body is signed as an empty line.
    ...signed.map((name) =>
      name === 'content-length' && call.headers[name] === '0' ? '' : (call.headers[name] ?? ''),
    ),
    ...named.sort().map((name) => `${name}:${call.headers[name] ?? ''}`),
    `/${account}${path}`,
    ...[...call.query].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}`),
  ];
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(lines.join('\n'), 'utf8').digest('base64');
  return `SharedKey ${account}:${signature}`;
}

export function hasSharedKey({ headers }: Pick<Call, 'headers'>): boolean {
  return headers.authorization?.startsWith('SharedKey ') === true;
}

/** Whether a call is signed with a key of this account. */
export function isSharedKeyValid(call: Call, account: string): boolean {
  const given = Buffer.from(call.headers.authorization ?? '');
  return storageKeys(account).some(({ value }) => {
    const wanted = Buffer.from(sharedKeyHeader(call, account, value));
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
