import { nameOf, resourceGroupIdOf } from './arm-id.ts';
import { blobOf } from './by-hand/key-copy.ts';
import { sh } from './by-hand/quote.ts';
import { parseKeyUrl } from './encryption/key-url.ts';
import { requestTag } from './request-tag.ts';

/** The tag that Azure Backup gives restored disks: the id of the job. */
const jobTag = 'RSVaultBackup';

/** A resource of a target group as a list tells it. */
export type ListedResource = { id: string; name: string; type: string; tags: Record<string, string> };

/** What a request has made, as far as Azure and its own steps tell. */
export type LeftoverSource = {
  request: { id: string; requester: string; vm: string; endedAt: Date };
  /** Of its restore. */
  jobId?: string;
  /** Addresses of the files in the staging account that are still there. */
  blobs: readonly { uri: string; keyMaterial: boolean }[];
  /** Keys and secrets that a step of it brought back. */
  restoredKeys: readonly string[];
};

/** exposes: somebody may read key material in it. costs: it is paid for by the hour or by its size. */
export type Leftover = {
  kind: 'key-copy' | 'restored-key' | 'vm' | 'disk' | 'nic' | 'blob' | 'other';
  name: string;
  why: 'exposes' | 'costs' | 'stays';
  request: LeftoverSource['request'];
  /** The line that deletes it. Nothing is deleted by the bot. */
  line: string;
};

/** What matters first: key material, then machines and disks, which cost the most. */
const order: readonly Leftover['kind'][] = ['key-copy', 'restored-key', 'vm', 'disk', 'nic', 'blob', 'other'];

const kinds: Record<string, Leftover['kind']> = {
  'microsoft.compute/virtualmachines': 'vm',
  'microsoft.compute/disks': 'disk',
  'microsoft.network/networkinterfaces': 'nic',
};

/** Everything of these requests that still costs or exposes something, in the order in which it matters. */
export function leftovers(sources: readonly LeftoverSource[], resources: readonly ListedResource[]): Leftover[] {
  const found = sources.flatMap((source) => [
    ...source.blobs.map((blob) => ofBlob(source, blob)),
    ...source.restoredKeys.flatMap((url) => ofKey(source, url)),
    ...resources.filter((resource) => isOf(resource, source)).map((resource) => ofResource(source, resource)),
  ]);
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

export function madeByJob({ tags }: ListedResource, jobId: string): boolean {
  return tags[jobTag]?.toLowerCase() === jobId.toLowerCase();
}

function isOf(resource: ListedResource, { request, jobId }: LeftoverSource): boolean {
  return resource.tags[requestTag] === request.id || (jobId !== undefined && madeByJob(resource, jobId));
}

function ofResource({ request }: LeftoverSource, { id, name, type }: ListedResource): Leftover {
  const kind = kinds[type.toLowerCase()] ?? 'other';
  const at = `--resource-group ${sh(nameOf(resourceGroupIdOf(id)))} --name ${sh(name)}`;
  const lines: Partial<Record<Leftover['kind'], string>> = {
    vm: `az vm delete ${at} --yes`,
    disk: `az disk delete ${at} --yes`,
    nic: `az network nic delete ${at}`,
  };
  return {
    kind,
    name,
    why: kind === 'vm' || kind === 'disk' ? 'costs' : 'stays',
    request,
    line: lines[kind] ?? `az resource delete --ids ${sh(id)}`,
  };
}

function ofBlob({ request }: LeftoverSource, { uri, keyMaterial }: LeftoverSource['blobs'][number]): Leftover {
  const { account, container, name } = blobOf(uri);
  return {
    kind: keyMaterial ? 'key-copy' : 'blob',
    name: `${container}/${name}`,
    why: keyMaterial ? 'exposes' : 'costs',
    request,
    line: `az storage blob delete --auth-mode login --account-name ${sh(account)} --container-name ${sh(container)} --name ${sh(name)}`,
  };
}

function ofKey({ request }: LeftoverSource, url: string): Leftover[] {
  const address = parseKeyUrl(url);
  if (!address) return [];
  const vault = address.host.split('.')[0] ?? address.host;
  const what = address.kind === 'keys' ? 'key' : 'secret';
  return [
    {
      kind: 'restored-key',
      name: `${vault}/${address.name}`,
      why: 'exposes',
      request,
      line: `az keyvault ${what} delete --vault-name ${sh(vault)} --name ${sh(address.name)}`,
    },
  ];
}
