import { nameOf, resourceGroupIdOf, sameArmId } from './arm-id.ts';
import { blobOf } from './by-hand/key-copy.ts';
import { sh } from './by-hand/quote.ts';
import { parseKeyUrl } from './encryption/key-url.ts';
import { requestTag } from './request-tag.ts';
import { hasJobTag } from './restored-tag.ts';

/** A resource of a target group as a list tells it. */
export type ListedResource = {
  id: string;
  name: string;
  type: string;
  tags: Record<string, string>;
  /** ARM id of the machine that a disk is attached to. */
  managedBy?: string;
};

/** A file in the staging account. vhd: a disk, as unmanaged ones come back. */
export type LeftBlob = { uri: string; kind: 'key-copy' | 'vhd' | 'blob' };

/**
 * What a step made of the copy of the keys, and nothing needs any more. version: beside others of one secret, which
 * are none of its making.
 */
export type LeftKey = { url: string; only: 'whole' | 'version' };

/** What a request has made, as far as Azure and its own steps tell. */
export type LeftoverSource = {
  request: { id: string; requester: string; vm: string; endedAt: Date };
  /** Of its restore, one for each time that it was tried. */
  jobIds: readonly string[];
  /** ARM id of the machine that it made, or was to make. */
  machineId?: string;
  /** Those that are still there. */
  blobs: readonly LeftBlob[];
  restoredKeys: readonly LeftKey[];
  /** Disks that it took off a machine: names, in the machine's resource group. */
  replaced?: { groupId: string; names: readonly string[] };
};

/** exposes: somebody may read key material in it. costs: it is paid for by the hour or by its size. */
export type Leftover = {
  kind: 'key-copy' | 'restored-key' | 'vm' | 'disk' | 'old-disk' | 'vhd' | 'nic' | 'blob' | 'other';
  name: string;
  why: 'exposes' | 'costs' | 'stays';
  request: LeftoverSource['request'];
  /** The line that deletes it. Nothing is deleted by the bot. */
  line: string;
};

/** What matters first: key material, then machines and disks, which cost the most. */
const order: readonly Leftover['kind'][] = [
  'key-copy',
  'restored-key',
  'vm',
  'disk',
  'old-disk',
  'vhd',
  'nic',
  'blob',
  'other',
];

const kinds: Record<string, Leftover['kind']> = {
  'microsoft.compute/virtualmachines': 'vm',
  'microsoft.compute/disks': 'disk',
  'microsoft.network/networkinterfaces': 'nic',
};

/** Everything of these requests that still costs or exposes something, in the order in which it matters. */
export function leftovers(sources: readonly LeftoverSource[], resources: readonly ListedResource[]): Leftover[] {
  const found = sources.flatMap((source) => [
    ...source.blobs.map((blob) => ofBlob(source, blob)),
    ...source.restoredKeys.flatMap((key) => ofKey(source, key)),
    ...madeBy(source, resources).map((resource) => ofResource(source, resource)),
    ...resources.filter((one) => wasReplaced(one, source)).map((one) => ofResource(source, one, 'old-disk')),
  ]);
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** What there is of a request's making. A disk that another machine runs on, as after a replacement, is left over of nothing. */
export function madeBy(source: LeftoverSource, resources: readonly ListedResource[]): ListedResource[] {
  const { request, jobIds, machineId } = source;
  const made = resources.filter(
    (one) => one.tags[requestTag] === request.id || jobIds.some((jobId) => hasJobTag(one, jobId)),
  );
  const own = [...made.map(({ id }) => id), ...(machineId ? [machineId] : [])];
  return made.filter(({ managedBy }) => !managedBy || own.some((id) => sameArmId(id, managedBy)));
}

/** Azure leaves replaced disks where they are, detached and untagged: they are known by the names that the point has. */
function wasReplaced({ id, name, type, managedBy }: ListedResource, { replaced }: LeftoverSource): boolean {
  if (!replaced || managedBy || kinds[type.toLowerCase()] !== 'disk') return false;
  const named = replaced.names.some((one) => one.toLowerCase() === name.toLowerCase());
  return named && sameArmId(resourceGroupIdOf(id), replaced.groupId);
}

function ofResource(
  { request }: LeftoverSource,
  { id, name, type }: ListedResource,
  kind: Leftover['kind'] = kinds[type.toLowerCase()] ?? 'other',
): Leftover {
  const at = `--resource-group ${sh(nameOf(resourceGroupIdOf(id)))} --name ${sh(name)}`;
  const lines: Partial<Record<Leftover['kind'], string>> = {
    vm: `az vm delete ${at} --yes`,
    disk: `az disk delete ${at} --yes`,
    'old-disk': `az disk delete ${at} --yes`,
    nic: `az network nic delete ${at}`,
  };
  return {
    kind,
    name,
    why: kind === 'vm' || kind === 'disk' || kind === 'old-disk' ? 'costs' : 'stays',
    request,
    line: lines[kind] ?? `az resource delete --ids ${sh(id)}`,
  };
}

function ofBlob({ request }: LeftoverSource, { uri, kind }: LeftBlob): Leftover {
  const { account, container, name } = blobOf(uri);
  return {
    kind,
    name: `${container}/${name}`,
    why: kind === 'key-copy' ? 'exposes' : 'costs',
    request,
    line: `az storage blob delete --auth-mode login --account-name ${sh(account)} --container-name ${sh(container)} --name ${sh(name)}`,
  };
}

function ofKey({ request }: LeftoverSource, { url, only }: LeftKey): Leftover[] {
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
      // A single version can be turned off, not deleted.
      line:
        only === 'version'
          ? `az keyvault ${what} set-attributes --id ${sh(url)} --enabled false --output none`
          : `az keyvault ${what} delete --vault-name ${sh(vault)} --name ${sh(address.name)}`,
    },
  ];
}
