import { parseBlobUri } from '../../azure/rules/staging.ts';
import { armIdKey, nameOf, resourceGroupIdOf, sameArmId, subscriptionOf } from '../../kernel/arm-id.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import { parseKeyUrl } from '../../kernel/keys.ts';
import type { ListedResource } from '../../kernel/place-facts.ts';
import { sh } from '../../kernel/quote.ts';
import { requestIdOn, requestTag } from '../../kernel/request.ts';
import { hasJobTag } from './made.ts';

/** When something was made, by this bot's clock; no end: it may still be made. */
export type Span = { from: Date; to?: Date | undefined };

/** A file in the staging account. vhd: a disk, as unmanaged ones come back. */
export type LeftBlob = { uri: string; kind: 'key-copy' | 'vhd' | 'blob' };

/**
 * Secrets and keys that a step made of the copy, and that nothing needs any more. version: beside others of one secret,
 * which it did not make.
 */
export type LeftKey = { url: string; only: 'whole' | 'version' };

/** Things that a request has made, as far as Azure and its own steps tell. */
export type LeftoverSource = {
  request: { id: string; requester: string; vm: string; endedAt: Date };
  /** Jobs of its restore, one for each attempt. */
  restores: readonly { jobId: string; span: Span }[];
  /** ARM ids that its own steps wrote down or that its plan names, the machine first; absent: it makes no machine. */
  made?: { ids: readonly string[]; span: Span } | undefined;
  /** Files that are still there. */
  blobs: readonly LeftBlob[];
  restoredKeys: readonly LeftKey[];
  /** Whether its copy is in quarantine. */
  quarantined?: true;
  /**
   * Disks that it took off a machine: names as the point has them, in the machine's resource group, and when it began to.
   * ownedSince: when those that have such a name were attached or detached last, by comparable id, as far as Azure tells.
   */
  replaced?: { groupId: string; names: readonly string[]; at: Date; ownedSince?: ReadonlyMap<string, Date> };
};

/**
 * Why nothing is offered that deletes it. attached: a machine runs on it. unproven: it carries the request's tag or the
 * job's, which whoever may tag can set, and nothing that the request wrote down says that it made it. quarantined: it
 * waits for its release. named: the machine had a disk of that name at the point, and nothing shows that this restore took it
 * off: somebody may have done that before, and keep it. lost-tag, lost-job: it carries what a request gives, and the database
 * has no such request: its record may be lost, or somebody else set the tag.
 */
export type WhyKept =
  | { why: 'attached'; to: string }
  | { why: 'unproven' | 'quarantined' | 'named' | 'lost-tag' }
  | { why: 'lost-job'; activity: string };

/** exposes: somebody may read key material in it. costs: it is paid for by the hour or by its size. */
export type Leftover = {
  kind: 'key-copy' | 'restored-key' | 'vm' | 'disk' | 'old-disk' | 'vhd' | 'nic' | 'blob' | 'other' | 'job';
  name: string;
  why: 'exposes' | 'costs' | 'stays';
  /** Without a requester where the database has no such request. */
  request: Omit<LeftoverSource['request'], 'requester'> & { requester?: string };
  /** The line that deletes it, or why there is none. Nothing is deleted by the bot. */
  line: string | WhyKept;
};

/** The order of leftovers: key material first, then machines and disks, which cost the most. */
const order: readonly Leftover['kind'][] = [
  'key-copy',
  'restored-key',
  'vm',
  'disk',
  'old-disk',
  'vhd',
  'nic',
  'blob',
  'job',
  'other',
];

const kinds: Record<string, Leftover['kind']> = {
  'microsoft.compute/virtualmachines': 'vm',
  'microsoft.compute/disks': 'disk',
  'microsoft.network/networkinterfaces': 'nic',
};

/** Everything of these requests that still costs or exposes something, in the order in which it matters. */
export function findLeftovers(sources: readonly LeftoverSource[], resources: readonly ListedResource[]): Leftover[] {
  const found = sources.flatMap((source) => [
    ...source.blobs.map((blob) => ofBlob(source, blob)),
    ...source.restoredKeys.flatMap((key) => ofKey(source, key)),
    ...madeBy(source, resources).map((one) => ofResource(source, one, whyKept(one, source))),
    ...listReplaced(source, resources).map((one) => ofResource(source, one, whyUnreplaced(one, source), 'old-disk')),
  ]);
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/**
 * Resources of a request that the database does not know: it may have lost its last commits.
 * @param known ids of requests, and those of attempts in small letters
 */
export function findLost(
  resources: readonly ListedResource[],
  jobs: readonly Pick<JobFacts, 'id' | 'vmName' | 'operation' | 'activityId' | 'startedAt'>[],
  known: { requests: Pick<ReadonlySet<string>, 'has'>; attempts: ReadonlySet<string> },
): Leftover[] {
  const tagged = resources.flatMap((one) => {
    const id = requestIdOn(one);
    if (id === undefined || known.requests.has(id)) return [];
    const request = { id, vm: one.name, endedAt: one.createdAt ?? new Date(0) };
    return [ofResource({ request }, one, { why: 'lost-tag' })];
  });
  const ran = jobs.flatMap(({ id, vmName: vm, operation, activityId = '', startedAt: endedAt }): Leftover[] => {
    const activity = activityId.toLowerCase();
    if (operation !== 'Restore' || !isAttemptId(activity) || known.attempts.has(activity)) return [];
    return [{ kind: 'job', name: id, why: 'stays', request: { id, vm, endedAt }, line: { why: 'lost-job', activity } }];
  });
  return [...tagged, ...ran].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Ids of attempts are made from names (UUIDv5); those that other clients give are random or of the time. */
function isAttemptId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}

/** Clocks differ, and a list may tell the time of the resource's first write, which is before that of its deployment. */
const slackMs = 5 * 60_000;

function isWithin({ createdAt }: ListedResource, { from, to }: Span): boolean {
  if (!createdAt || createdAt.getTime() < from.getTime() - slackMs) return false;
  return to === undefined || createdAt.getTime() <= to.getTime() + slackMs;
}

function isDisk({ type }: ListedResource): boolean {
  return kinds[type.toLowerCase()] === 'disk';
}

/**
 * Resources that may be of a request's making: those on its record, and those that carry its tags. A disk that another
 * machine runs on, as after a replacement, is no leftover.
 */
export function madeBy(source: LeftoverSource, resources: readonly ListedResource[]): ListedResource[] {
  const { request, restores, made } = source;
  const told = resources.filter(
    (one) =>
      one.tags[requestTag] === request.id ||
      restores.some(({ jobId }) => hasJobTag(one, jobId)) ||
      isOnRecord(one, made),
  );
  const own = [...told.map(({ id }) => id), ...(made?.ids ?? [])];
  return told.filter(({ managedBy }) => !managedBy || own.some((id) => sameArmId(id, managedBy)));
}

function isOnRecord(one: ListedResource, made: LeftoverSource['made']): boolean {
  if (!made) return false;
  return made.ids.some((id) => sameArmId(id, one.id)) && isWithin(one, made.span);
}

/**
 * Tags find what is told; to be named for deletion takes more. What a step wrote down must have been made while that
 * step ran, or it is another of that name. Nobody writes down the disks that Azure Backup makes: one counts if it
 * carries the job's tag, was made while that job ran, and nothing runs on it.
 */
function isProven(one: ListedResource, { restores, made }: LeftoverSource): boolean {
  if (isOnRecord(one, made)) return true;
  return isDisk(one) && restores.some(({ jobId, span }) => hasJobTag(one, jobId) && isWithin(one, span));
}

function whyKept(one: ListedResource, source: LeftoverSource): WhyKept | undefined {
  if (source.quarantined) return { why: 'quarantined' };
  if (one.managedBy) return { why: 'attached', to: nameOf(one.managedBy) };
  return isProven(one, source) ? undefined : { why: 'unproven' };
}

/**
 * Azure leaves replaced disks where they are, detached and untagged: they are known by the names that were signed, and
 * were there before. Those that had been detached before as well are none of them.
 */
export function listReplaced({ replaced }: LeftoverSource, resources: readonly ListedResource[]): ListedResource[] {
  if (!replaced) return [];
  const { names, groupId, at } = replaced;
  return resources.filter((one) => {
    if (one.managedBy || !isDisk(one) || !one.createdAt || one.createdAt > at) return false;
    const named = names.some((name) => name.toLowerCase() === one.name.toLowerCase());
    const since = ownedSince(one, replaced);
    const wasOff = since !== undefined && since.getTime() < at.getTime() - slackMs;
    return named && sameArmId(resourceGroupIdOf(one.id), groupId) && !wasOff;
  });
}

function whyUnreplaced(one: ListedResource, { replaced }: LeftoverSource): WhyKept | undefined {
  return ownedSince(one, replaced) ? undefined : { why: 'named' };
}

function ownedSince({ id }: ListedResource, replaced: LeftoverSource['replaced']): Date | undefined {
  return replaced?.ownedSince?.get(armIdKey(id));
}

function ofResource(
  { request }: Pick<Leftover, 'request'>,
  { id, name, type }: ListedResource,
  kept: WhyKept | undefined,
  kind: Leftover['kind'] = kinds[type.toLowerCase()] ?? 'other',
): Leftover {
  // Group and disk names repeat across subscriptions: without the subscription another one's resource would be deleted
  // without a question.
  const at = `--subscription ${sh(subscriptionOf(id))} --resource-group ${sh(nameOf(resourceGroupIdOf(id)))} --name ${sh(name)}`;
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
    line: kept ?? lines[kind] ?? `az resource delete --ids ${sh(id)}`,
  };
}

function ofBlob({ request }: LeftoverSource, { uri, kind }: LeftBlob): Leftover {
  const { account, container, name } = parseBlobUri(uri);
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
