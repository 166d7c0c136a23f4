import type { Blob } from '../world/blobs.ts';
import { etagOf, openAccount, placeOf, requireContainer, stamps } from './blob-access.ts';
import type { Context, Reply } from './call.ts';
import { BlobError, notServed } from './errors.ts';
import { blobRoute, type Route } from './router.ts';

/** Containers of an account and what is in them. */
export function blobListRoutes(): Route[] {
  return [
    blobRoute('GET', '/{containerName}', (context) =>
      context.query.get('comp') === 'list' ? listBlobs(context) : container(context),
    ),
    blobRoute('HEAD', '/{containerName}', container),
    blobRoute('GET', '/', listContainers),
  ];
}

/** Whether the container is there: one is made with its first blob here. */
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

/** Modelled: how Azure rounds the days that are left is not documented. */
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

/** Names that begin with the prefix, as many as are asked for, and where the next ones begin. */
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
