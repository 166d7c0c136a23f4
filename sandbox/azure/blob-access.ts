import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { type Blob, storageKeys } from '../world/blobs.ts';
import { markers } from '../world/markers.ts';
import type { Context } from './call.ts';
import { BlobError } from './errors.ts';
import { hasSharedKey, isSharedKeyValid } from './shared-key.ts';

const data = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const mismatch = [
  'AuthorizationPermissionMismatch',
  'This request is not authorized to perform this operation using this permission.',
] as const;
const notAuthenticated =
  'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.';

/** Rights on data are separate from those of Resource Manager: an Owner has none. */
export function openAccount(context: Context, what: string): void {
  const { world, principal, headers, query } = context;
  const [account] = placeOf(context);
  if (hasSharedKey(context)) {
    if (isSharedKeyValid(context, account)) return;
    throw new BlobError(403, 'AuthenticationFailed', notAuthenticated);
  }
  const signature = query.get('sig');
  if (signature !== undefined) {
    if (signature === markers.sas && context.method === 'GET') return;
    openBySignature(context);
    return;
  }
  // Bearer tokens are accepted from version 2017-11-09 on; without a version the service assumes its oldest.
  if ((headers['x-ms-version'] ?? '') < '2017-11-09') {
    throw new BlobError(
      403,
      'AuthenticationFailed',
      'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
    );
  }
  const resource = world.subscriptions
    .flatMap(({ id }) => world.resources.list('Microsoft.Storage/storageAccounts', `/subscriptions/${id}`))
    .find(({ name }) => name === account);
  if (!resource) throw new BlobError(404, 'ResourceNotFound', 'The specified resource does not exist.');
  if (!world.roles.allowsData(principal, `${data}/${what}`, resource.id)) {
    throw new BlobError(403, ...mismatch);
  }
}

/** A signed address allows what it states, without any rights of the caller. */
function openBySignature(context: Context): void {
  const [account, container, name] = placeOf(context);
  const blob = name === '' ? undefined : name;
  const allowed = sasPermissions(context.query, { account, container, blob }, context.now);
  if (allowed === undefined) throw new BlobError(403, 'AuthenticationFailed', notAuthenticated);
  const isNew = context.world.blobs.get(account, container, name) === undefined;
  const needed = { GET: blob === undefined ? 'l' : 'r', HEAD: 'r', PUT: isNew ? 'wc' : 'w', DELETE: 'd' }[
    context.method
  ];
  if (![...(needed ?? '')].some((one) => allowed.includes(one))) throw new BlobError(403, ...mismatch);
}

export function requireContainer(context: Context): void {
  const [account, name] = placeOf(context);
  if (context.world.blobs.containers(account).includes(name)) return;
  throw new BlobError(404, 'ContainerNotFound', 'The specified container does not exist.');
}

export function placeOf(context: Context): [string, string, string] {
  const account = context.host.split('.')[0] ?? '';
  return [account, context.params.containerName ?? '', context.params.blobName ?? ''];
}

/** Changes with every write, as the service's does. */
export function etagOf({ content, writtenAt }: Blob): string {
  return `"0x${hash('sha1', `${writtenAt.getTime()} ${hash('sha1', content)}`)
    .slice(0, 15)
    .toUpperCase()}"`;
}

export function stamps({ headers }: Context, found: Blob): Record<string, string> {
  return {
    etag: etagOf(found),
    'last-modified': found.writtenAt.toUTCString(),
    'x-ms-version': String(headers['x-ms-version'] ?? '2023-11-03'),
  };
}

/** Permissions of a signed address. */
export type SasGrant = {
  account: string;
  container: string;
  /** Absent: every blob of the container. */
  blob?: string | undefined;
  /** r read, c create, w write, d delete, l list, in Azure's order. */
  permissions: string;
  start?: string | undefined;
  expiry: string;
};

const version = '2021-12-02';

/** Query of an address to a blob or a container, signed with a key of the account. */
export function serviceSas(grant: SasGrant, key: string): string {
  const { permissions, start, expiry, blob } = grant;
  return new URLSearchParams({
    sv: version,
    sr: blob === undefined ? 'c' : 'b',
    sp: permissions,
    ...(start !== undefined && { st: start }),
    se: expiry,
    sig: signature(grant, key),
  }).toString();
}

/**
 * Whether the query is signed with a key of this account for this blob or its container, and currently valid.
 * @returns what it allows; undefined: not signed, or not valid now
 */
function sasPermissions(
  query: ReadonlyMap<string, string>,
  at: { account: string; container: string; blob?: string | undefined },
  now: Date,
): string | undefined {
  const [permissions = '', expiry = '', given = ''] = ['sp', 'se', 'sig'].map((name) => query.get(name));
  const start = query.get('st');
  const resource = query.get('sr');
  if (query.get('sv') !== version || (resource !== 'b' && resource !== 'c')) return undefined;
  const grant = { ...at, blob: resource === 'b' ? at.blob : undefined, permissions, start, expiry };
  const isSigned = storageKeys(at.account).some(({ value }) => {
    const [wanted, got] = [Buffer.from(signature(grant, value)), Buffer.from(given)];
    return wanted.length === got.length && timingSafeEqual(wanted, got);
  });
  const isOpen = now < new Date(expiry) && (start === undefined || now >= new Date(start));
  return isSigned && isOpen ? permissions : undefined;
}

/** Documented: Create a service SAS, string to sign of version 2020-12-06 and later. Missing values are empty lines. */
function signature({ account, container, blob, permissions, start = '', expiry }: SasGrant, key: string): string {
  const resource = `/blob/${account}/${container}${blob === undefined ? '' : `/${blob}`}`;
  const [identifier, ip, protocol, snapshot, scope] = ['', '', '', '', ''];
  const lines = [
    permissions,
    start,
    expiry,
    resource,
    identifier,
    ip,
    protocol,
    version,
    blob === undefined ? 'c' : 'b',
    snapshot,
    scope,
    // Headers of the answer: cache control, disposition, encoding, language, type.
    ...['', '', '', '', ''],
  ];
  return createHmac('sha256', Buffer.from(key, 'base64')).update(lines.join('\n'), 'utf8').digest('base64');
}
