import { hash } from 'node:crypto';
import type { Blob } from '../world/blobs.ts';
import { markers } from '../world/markers.ts';
import type { Context } from './call.ts';
import { BlobError } from './errors.ts';
import { sasPermissions } from './service-sas.ts';
import { hasSharedKey, isSharedKeyValid } from './shared-key.ts';

const data = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const mismatch = [
  'AuthorizationPermissionMismatch',
  'This request is not authorized to perform this operation using this permission.',
] as const;
const notAuthenticated =
  'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.';

/** Rights on data are apart from those of Resource Manager: an Owner has none. */
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
  // Bearer tokens are understood from version 2017-11-09 on; without a version the service assumes its oldest.
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

/** A signed address allows what stands in it, and asks for nobody's rights. */
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

/** Differs for each writing, as the service's does. */
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
