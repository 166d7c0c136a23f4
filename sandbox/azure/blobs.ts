import { markers } from '../world/markers.ts';
import { type Context, param, type Reply } from './call.ts';
import { BlobError } from './errors.ts';
import { blobRoute, type Route } from './router.ts';
import { sasPermissions } from './service-sas.ts';
import { hasSharedKey, isSharedKeyValid } from './shared-key.ts';

const data = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const blob = '/{containerName}/{blobName}';
const mismatch = [
  'AuthorizationPermissionMismatch',
  'This request is not authorized to perform this operation using this permission.',
] as const;
const notAuthenticated =
  'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.';

/** The data plane of blob storage: what Azure Backup leaves in a staging account, and pictures behind signed addresses. */
export function blobRoutes(): Route[] {
  return [
    blobRoute('GET', blob, (context) => read(context)),
    blobRoute('HEAD', blob, (context) => read(context)),
    blobRoute('PUT', blob, write),
    blobRoute('DELETE', blob, remove),
    blobRoute('GET', '/{containerName}', list),
  ];
}

function read(context: Context): Reply {
  open(context, 'blobs/read');
  const { content, contentType, writtenAt } = theBlob(context);
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      etag: `"0x${writtenAt.getTime().toString(16).toUpperCase()}"`,
      'last-modified': writtenAt.toUTCString(),
      'x-ms-blob-type': 'BlockBlob',
      'x-ms-version': String(context.headers['x-ms-version'] ?? '2023-11-03'),
      ...(context.method === 'HEAD' && { 'content-length': String(content.length) }),
    },
    ...(context.method === 'GET' && { body: content }),
  };
}

/** A block blob in one call, over whatever stands there. */
function write(context: Context): Reply {
  open(context, 'blobs/write');
  const { headers, body, now, world } = context;
  if (headers['x-ms-blob-type'] !== 'BlockBlob') {
    throw new BlobError(
      400,
      'InvalidHeaderValue',
      'The value for one of the HTTP headers is not in the correct format.',
    );
  }
  const [account, container, name] = placeOf(context);
  if (world.blobs.list(account, container).length === 0) {
    throw new BlobError(404, 'ContainerNotFound', 'The specified container does not exist.');
  }
  const content = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
  const contentType = headers['content-type'] ?? 'application/octet-stream';
  world.blobs.put(account, container, name, { content, contentType, writtenAt: now });
  return { status: 201, effect: `blob ${name} written` };
}

function remove(context: Context): Reply {
  open(context, 'blobs/delete');
  theBlob(context);
  const [account, container, name] = placeOf(context);
  context.world.blobs.delete(account, container, name);
  return { status: 202, effect: `blob ${name} deleted` };
}

function list(context: Context): Reply {
  if (context.query.get('restype') !== 'container' || context.query.get('comp') !== 'list') {
    throw new BlobError(400, 'InvalidUri', 'The requested URI does not represent any resource on the server.');
  }
  open(context, 'blobs/read');
  const [account, container] = placeOf(context);
  const names = context.world.blobs.list(account, container);
  if (names.length === 0) throw new BlobError(404, 'ContainerNotFound', 'The specified container does not exist.');
  const blobs = names.map(
    (name) => `<Blob><Name>${name}</Name><Properties><BlobType>BlockBlob</BlobType></Properties></Blob>`,
  );
  const xml = `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://${context.host}/" ContainerName="${container}"><Blobs>${blobs.join('')}</Blobs><NextMarker /></EnumerationResults>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: Buffer.from(xml) };
}

/** Rights on data are apart from those of Resource Manager: an Owner has none. */
function open(context: Context, what: string): void {
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

function theBlob(context: Context) {
  const [account, container, name] = placeOf(context);
  const found = context.world.blobs.get(account, container, name);
  if (found) return found;
  if (context.world.blobs.list(account, container).length === 0) {
    throw new BlobError(404, 'ContainerNotFound', 'The specified container does not exist.');
  }
  throw new BlobError(404, 'BlobNotFound', 'The specified blob does not exist.');
}

function placeOf(context: Context): [string, string, string] {
  const account = context.host.split('.')[0] ?? '';
  return [account, param(context, 'containerName'), context.params.blobName ?? ''];
}
