import type { Blob } from '../world/blobs.ts';
import { etagOf, openAccount, placeOf, requireContainer, stamps } from './blob-access.ts';
import type { Context, Reply } from './call.ts';
import { BlobError, notServed } from './errors.ts';
import { blobRoute, type Route } from './router.ts';

const blob = '/{containerName}/{blobName}';

/** The data plane of blob storage: Azure Backup's files in a staging account, and images behind signed addresses. */
export function blobRoutes(): Route[] {
  return [
    blobRoute('GET', blob, read),
    blobRoute('HEAD', blob, read),
    blobRoute('PUT', blob, write),
    blobRoute('DELETE', blob, remove),
  ];
}

function read(context: Context): Reply {
  openAccount(context, 'blobs/read');
  const found = theBlob(context);
  const { content, contentType } = found;
  const headers = {
    ...stamps(context, found),
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'x-ms-blob-type': found.appends ? 'AppendBlob' : 'BlockBlob',
  };
  if (!conditionsHold(context, found)) {
    const unwanted = context.headers['if-none-match'];
    // As in Azurite: no existing blob could ever match.
    if (unwanted === '*')
      throw new BlobError(
        400,
        'UnsatisfiableCondition',
        'The request includes an unsatisfiable condition for this operation.',
      );
    if (unwanted !== undefined) return { status: 304, headers };
    throw conditionNotMet();
  }
  if (context.method === 'HEAD') {
    return { status: 200, headers: { ...headers, 'content-length': String(content.length) } };
  }
  const range = rangeOf(context, content.length);
  if (!range) return { status: 200, headers, body: content };
  const [from, to] = range;
  const part = { 'content-range': `bytes ${from}-${to}/${content.length}` };
  return { status: 206, headers: { ...headers, ...part }, body: content.subarray(from, to + 1) };
}

/**
 * First and last requested byte.
 * @throws BlobError 416 for a range that begins after the end
 */
function rangeOf({ headers }: Context, length: number): [from: number, to: number] | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers['x-ms-range'] ?? headers.range ?? '') ?? [];
  if (first === undefined) return undefined;
  const [from, to] = [Number(first), last ? Math.min(Number(last), length - 1) : length - 1];
  if (from < length) return [from, to];
  const message = 'The range specified is invalid for the current size of the resource.';
  throw new BlobError(416, 'InvalidRange', message, { headers: { 'content-range': `bytes */${length}` } });
}

/** Writes a block blob in one call, over an existing one unless a condition says otherwise. */
function write(context: Context): Reply {
  openAccount(context, 'blobs/write');
  const { headers, body, now, world, query } = context;
  if (query.get('comp') === 'appendblock') return append(context);
  if (headers['x-ms-blob-type'] === 'AppendBlob') return create(context);
  if (query.has('comp') || query.has('restype')) throw notServed(`PUT of a blob with ${[...query.keys()].join(', ')}`);
  if (headers['x-ms-blob-type'] !== 'BlockBlob') {
    throw new BlobError(
      400,
      'InvalidHeaderValue',
      'The value for one of the HTTP headers is not in the correct format.',
    );
  }
  const [account, name, blobName] = placeOf(context);
  requireContainer(context);
  const old = world.blobs.get(account, name, blobName);
  if (old && headers['if-none-match'] === '*') {
    throw new BlobError(409, 'BlobAlreadyExists', 'The specified blob already exists.');
  }
  if (old) requireMutable(context);
  if (old ? !conditionsHold(context, old) : headers['if-match'] !== undefined) throw conditionNotMet();
  const content = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
  const contentType = headers['x-ms-blob-content-type'] ?? headers['content-type'] ?? 'application/octet-stream';
  const made = { content, contentType, writtenAt: now };
  world.blobs.put(account, name, blobName, made);
  const encrypted = { 'x-ms-request-server-encrypted': 'true' };
  return { status: 201, headers: { ...stamps(context, made), ...encrypted }, effect: `blob ${blobName} written` };
}

/** Makes an empty append blob. */
function create(context: Context): Reply {
  const [account, name, blobName] = placeOf(context);
  requireContainer(context);
  if (context.world.blobs.get(account, name, blobName)) {
    requireMutable(context);
    if (context.headers['if-none-match'] === '*')
      throw new BlobError(409, 'BlobAlreadyExists', 'The specified blob already exists.');
  }
  const contentType = 'application/octet-stream';
  const made = { content: Buffer.alloc(0), contentType, writtenAt: context.now, appends: true as const };
  context.world.blobs.put(account, name, blobName, made);
  return { status: 201, headers: stamps(context, made), effect: `blob ${blobName} written` };
}

/** Protected append lets only this through under a policy. */
function append(context: Context): Reply {
  const old = theBlob(context);
  if (!old.appends) throw new BlobError(409, 'InvalidBlobType', 'The blob type is invalid for this operation.');
  const position = context.headers['x-ms-blob-condition-appendpos'];
  if (position !== undefined && Number(position) !== old.content.length)
    throw new BlobError(412, 'AppendPositionConditionNotMet', 'The append position condition specified was not met.');
  const [account, name, blobName] = placeOf(context);
  const { body } = context;
  const more = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
  const grown = { ...old, content: Buffer.concat([old.content, more]), writtenAt: context.now };
  context.world.blobs.put(account, name, blobName, grown);
  const headers = { ...stamps(context, grown), 'x-ms-blob-append-offset': String(old.content.length) };
  return { status: 201, headers, effect: `blob ${blobName} appended` };
}

function requireMutable({ world, ...context }: Context): void {
  const [account, name] = placeOf({ world, ...context });
  if (!world.blobs.immutable.has(`${account}/${name}`)) return;
  throw new BlobError(
    409,
    'BlobImmutableDueToPolicy',
    'This operation is not permitted as the blob is immutable due to a policy.',
  );
}

function remove(context: Context): Reply {
  openAccount(context, 'blobs/delete');
  requireMutable(context);
  if (!conditionsHold(context, theBlob(context))) throw conditionNotMet();
  const [account, name, blobName] = placeOf(context);
  context.world.blobs.delete(account, name, blobName, context.now);
  return { status: 202, effect: `blob ${blobName} deleted` };
}

function conditionsHold({ headers }: Context, found: Blob): boolean {
  const [wanted, unwanted] = [headers['if-match'], headers['if-none-match']];
  const etag = etagOf(found);
  if (wanted !== undefined && wanted !== '*' && wanted !== etag) return false;
  return unwanted === undefined || (unwanted !== '*' && unwanted !== etag);
}

function conditionNotMet(): BlobError {
  const message = 'The condition specified using HTTP conditional header(s) is not met.';
  return new BlobError(412, 'ConditionNotMet', message);
}

function theBlob(context: Context) {
  const found = context.world.blobs.get(...placeOf(context));
  if (found) return found;
  requireContainer(context);
  throw new BlobError(404, 'BlobNotFound', 'The specified blob does not exist.');
}

/** Containers of an account and their blobs. */
export function blobListRoutes(): Route[] {
  return [
    blobRoute('GET', '/{containerName}', (context) =>
      context.query.get('comp') === 'list' ? listBlobs(context) : container(context),
    ),
    blobRoute('HEAD', '/{containerName}', container),
    blobRoute('GET', '/', listContainers),
  ];
}

/** Whether the container exists: its first blob creates it here. */
function container(context: Context): Reply {
  if (context.query.get('restype') !== 'container') {
    throw new BlobError(400, 'InvalidUri', 'The requested URI does not represent any resource on the server.');
  }
  openAccount(context, 'blobs/read');
  requireContainer(context);
  const [account, name] = placeOf(context);
  const newest = context.world.blobs.get(account, name, context.world.blobs.list(account, name)[0] ?? '');
  return { status: 200, headers: { ...(newest && stamps(context, newest)), 'x-ms-lease-state': 'available' } };
}

function listBlobs(context: Context): Reply {
  if (context.query.get('restype') !== 'container') {
    throw new BlobError(400, 'InvalidUri', 'The requested URI does not represent any resource on the server.');
  }
  openAccount(context, 'blobs/read');
  requireContainer(context);
  const [account, name] = placeOf(context);
  const { page, rest } = pageOf(context, context.world.blobs.list(account, name).sort());
  const blobs = page.flatMap((one) => {
    const found = context.world.blobs.get(account, name, one);
    return found ? [`<Blob><Name>${escapeXml(one)}</Name>${propertiesOf(found)}</Blob>`] : [];
  });
  if (/\bdeleted\b/.test(context.query.get('include') ?? '')) blobs.push(...deletedBlobs(context, account, name));
  return xml(context, ` ContainerName="${escapeXml(name)}"`, `<Blobs>${blobs.join('')}</Blobs>${rest}`);
}

/** Modelled: the rounding of the remaining days is not documented. */
function deletedBlobs({ world, query, now }: Context, account: string, container: string): string[] {
  const found = world.blobs
    .deleted(account, container, now)
    .filter(({ name }) => name.startsWith(query.get('prefix') ?? ''));
  return found.map(
    ({ name, blob, days }) =>
      `<Blob><Name>${escapeXml(name)}</Name><Deleted>true</Deleted>${propertiesOf(blob, { RemainingRetentionDays: String(days) })}</Blob>`,
  );
}

function propertiesOf(found: Blob, more: Readonly<Record<string, string>> = {}): string {
  const members = {
    'Creation-Time': found.writtenAt.toUTCString(),
    'Last-Modified': found.writtenAt.toUTCString(),
    Etag: etagOf(found).replaceAll('"', ''),
    'Content-Length': String(found.content.length),
    'Content-Type': found.contentType,
    BlobType: 'BlockBlob',
    AccessTier: 'Hot',
    LeaseStatus: 'unlocked',
    LeaseState: 'available',
    ServerEncrypted: 'true',
    ...more,
  };
  const shown = Object.entries(members).map(([member, value]) => `<${member}>${escapeXml(value)}</${member}>`);
  return `<Properties>${shown.join('')}</Properties>`;
}

function listContainers(context: Context): Reply {
  if (context.query.get('comp') !== 'list') throw notServed(`${context.method} ${context.url} of blob storage`);
  openAccount(context, 'blobs/read');
  const account = placeOf(context)[0];
  const { page, rest } = pageOf(context, context.world.blobs.containers(account));
  const all = page.map((name) => `<Container><Name>${escapeXml(name)}</Name><Properties></Properties></Container>`);
  return xml(context, '', `<Containers>${all.join('')}</Containers>${rest}`);
}

/** A page of names that begin with the prefix, and where the next page begins. */
function pageOf({ query }: Context, names: string[]): { page: string[]; rest: string } {
  const [prefix, marker] = [query.get('prefix') ?? '', query.get('marker') ?? ''];
  const most = Math.min(5000, Number(query.get('maxresults') ?? 5000));
  const found = names.filter((name) => name.startsWith(prefix) && name >= marker);
  const next = found[most];
  const rest = next === undefined ? '<NextMarker />' : `<NextMarker>${escapeXml(next)}</NextMarker>`;
  return { page: found.slice(0, most), rest };
}

function xml({ host }: Context, attributes: string, inner: string): Reply {
  const text = `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://${host}/"${attributes}>${inner}</EnumerationResults>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: Buffer.from(text) };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
