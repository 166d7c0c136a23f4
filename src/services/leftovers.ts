import type { VaultFacts } from '../domain/facts.ts';
import { type Leftover, type LeftoverSource, type ListedResource, leftovers } from '../domain/leftovers.ts';
import { resultOf } from '../domain/rebuild/results.ts';
import { stagedOf } from '../domain/rebuild/staged.ts';
import { findPlan, listRequests, type RequestRow } from '../store/requests.ts';
import { listSteps } from '../store/steps.ts';
import { readableVaults } from './readable-vaults.ts';
import { reading } from './reading.ts';
import type { Services } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';

/** Requests that are looked at, the newest: each with a restore costs a few calls. */
const mostRequests = 30;

export type Leftovers = {
  found: Leftover[];
  /** Resource groups and files that could not be read: there may be more. */
  unread: number;
};

type About = { vmId?: string; requestId?: string };

/** What the restores of vaults that this person may read have left behind. */
export async function leftoversFor(services: Services, objectId: string, about: About): Promise<Leftovers> {
  const vaults = new Map((await readableVaults(services, objectId)).map((vault) => [vault.id.toLowerCase(), vault]));
  const rows = await listRequests(services.store.db, { limit: 500, ...(about.vmId && { vmId: about.vmId }) });
  const mine = rows
    .filter(({ kind, id }) => kind === 'restore' && (about.requestId === undefined || id === about.requestId))
    .flatMap((row) => {
      const vault = vaults.get(row.vault_id.toLowerCase());
      return vault ? [{ row, vault }] : [];
    });
  const sources: LeftoverSource[] = [];
  const groups = new Set<string>();
  let unread = 0;
  for (const { row, vault } of mine) {
    if (sources.length === mostRequests) break;
    const made = await sourceOf(services, row, vault);
    if (!made) continue;
    sources.push(made.source);
    unread += made.unread;
    groups.add(made.groupId);
  }
  const resources: ListedResource[] = [];
  for (const group of groups) {
    const read = await reading(() => services.azure.resources.inGroup(group));
    if (read.kind === 'read') resources.push(...read.value);
    else unread += 1;
  }
  return { found: leftovers(sources, resources), unread };
}

/** undefined: the request has sent nothing, so it made nothing. */
async function sourceOf(services: Services, row: RequestRow, vault: VaultFacts) {
  const { store, azure } = services;
  const steps = await listSteps(store.db, row.id);
  if (steps.every(({ started_at }) => started_at === null)) return undefined;
  const plan = (await findPlan<StoredPlan>(store.db, row.id))?.body;
  if (plan?.kind !== 'restore') return undefined;
  const results = Object.fromEntries(steps.map(({ kind, result }) => [kind, result ?? undefined]));
  const restored = resultOf(results, 'restore-disks');
  const { template, config } = stagedOf(restored?.properties ?? {});
  const copy = restored && (await reading(() => azure.jobs.encryptionInfo(vault, restored.jobId)));
  const candidates = [
    ...(copy?.kind === 'read' && copy.value ? [{ uri: copy.value, keyMaterial: true }] : []),
    ...[template, config].flatMap((uri) => (uri ? [{ uri, keyMaterial: false }] : [])),
  ];
  let unread = copy?.kind === 'unread' ? 1 : 0;
  const blobs: LeftoverSource['blobs'][number][] = [];
  for (const blob of candidates) {
    const there = await reading(() => azure.stagingBlobs.exists(blob.uri));
    if (there.kind === 'unread') unread += 1;
    else if (there.value) blobs.push(blob);
  }
  const recovered = steps.some(({ kind, state }) => kind === 'recover-keys' && state === 'done');
  const states = resultOf(results, 'check-keys')?.states ?? [];
  const source: LeftoverSource = {
    request: {
      id: row.id,
      requester: row.requester_name,
      vm: row.vm_name,
      endedAt: steps.findLast(({ ended_at }) => ended_at !== null)?.ended_at ?? row.created_at,
    },
    ...(restored && { jobId: restored.jobId }),
    blobs,
    restoredKeys: recovered
      ? states.filter(({ state }) => state === 'missing' || state === 'soft-deleted').map(({ url }) => url)
      : [],
  };
  return { source, unread, groupId: plan.plan.target.resourceGroupId };
}
