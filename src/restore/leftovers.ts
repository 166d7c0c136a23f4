import { sharedReader } from '../access/contacts.ts';
import { armIdKey, resourceGroupIdOf, sameArmId } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import { requestIdOn } from '../kernel/request.ts';
import { mentionRequester } from '../requests/request-messages.ts';
import { secondJobSeconds } from '../saga/second-jobs.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findRequest, knownRequests, type ListedRequest, listRequests } from '../store/requests.ts';
import { logUnread, whenUnread } from '../store/rows.ts';
import { listSent } from '../store/steps.ts';
import { leftoversCard, leftoversText } from './cards/leftovers.ts';
import { listHeldCopies } from './held-copies.ts';
import { findLeftKeys, findLeftSource, startedRestore } from './left-source.ts';
import { leavingKinds } from './restore-requests.ts';
import { findLeftovers, findLost, type Leftover, type LeftoverSource, listReplaced } from './rules/leftovers.ts';
import type { RestoreServices } from './services.ts';

/** Requests that are looked at, the newest: each with a restore costs a few calls. */
const mostRequests = 30;

export type Leftovers = {
  found: Leftover[];
  /** Subscriptions, restores, resource groups, files and keys that could not be read: there may be more. */
  unread: number;
  /** Started restores that were not looked at, being older. */
  older: number;
};

type About = { vmId?: string; requestId?: string };

/** Leftovers of the restores of vaults that this person may read. */
export async function leftoversFor(services: RestoreServices, about: About): Promise<Leftovers> {
  const { vaults: readable, unread: failures } = await services.inventory.readVaults();
  const vaults = new Map(readable.map((vault) => [vault.id.toLowerCase(), vault]));
  const rows = await listStarted(services, about);
  const held = await idsOfHeld(services);
  const mine = rows.flatMap((row) => {
    const vault = vaults.get(row.vault_id.toLowerCase());
    return vault ? [{ row, vault }] : [];
  });
  let unread = failures.length;
  const leaveOut = ({ id: requestId }: ListedRequest) =>
    whenUnread((error) => {
      logUnread(services.log, error, { requestId });
      unread += 1;
    });
  const made = [];
  for (const { row, vault } of mine.slice(0, mostRequests)) {
    const one = await startedRestore(services, row, vault).catch(leaveOut(row));
    const left = one && (await findLeftSource(services, one).catch(leaveOut(row)));
    if (!left) continue;
    made.push({ one, source: left.source });
    unread += left.unread;
  }
  const resources: ListedResource[] = [];
  for (const group of new Set(made.map(({ one }) => one.plan.plan.target.resourceGroupId))) {
    const read = await tryRead(() => services.azure.resources.inGroup(group));
    if (read.kind === 'read') resources.push(...read.value);
    else unread += 1;
  }
  const sources = [];
  for (const { one, source } of made) {
    const keys = await findLeftKeys(services, one, source, resources).catch(leaveOut(one.row));
    unread += keys?.unread ?? 0;
    const quarantined = held.has(source.request.id) && { quarantined: true as const };
    const replaced = await readReplaced(services, source, resources);
    sources.push({ ...source, restoredKeys: keys?.left ?? [], ...quarantined, ...replaced });
  }
  const lost = about.vmId || about.requestId ? noneLost : await readLost(services, readable, resources);
  return {
    found: [...lost.found, ...findLeftovers(sources, resources)],
    unread: unread + lost.unread,
    older: Math.max(0, mine.length - mostRequests),
  };
}

const noneLost = { found: [], unread: 0 };

/** The places that restores of these vaults go to by their profiles, and the vaults' jobs of the last days. */
async function readLost(
  services: RestoreServices,
  vaults: readonly VaultFacts[],
  already: readonly ListedResource[],
): Promise<{ found: Leftover[]; unread: number }> {
  const { azure, clock, planning, store } = services;
  const since = inSeconds(clock.now(), -secondJobSeconds);
  const read = await Promise.all(
    vaults.flatMap((vault) => {
      const profile = planning.findProfile(vault.name);
      if (!profile) return [];
      const group = profile.targetResourceGroupId;
      const own = already.filter(({ id }) => sameArmId(resourceGroupIdOf(id), group));
      return [
        Promise.all([
          tryRead(() => azure.jobs.list(vault, { operation: 'Restore', since })),
          tryRead(async () => (own.length > 0 ? own : await azure.resources.inGroup(group))),
        ]),
      ];
    }),
  );
  const jobs = read.flatMap(([list]) => readValue(list) ?? []);
  const byId = new Map(read.flatMap(([, list]) => readValue(list) ?? []).map((one) => [armIdKey(one.id), one]));
  const ids = [...byId.values()].flatMap((one) => requestIdOn(one) ?? []);
  const activities = jobs.flatMap(({ activityId }) => activityId?.toLowerCase() ?? []);
  const known = {
    requests: await knownRequests(store.db, ids),
    attempts: new Set((await listSent(store.db, activities, new Date(0))).map(({ id }) => id)),
  };
  const unread = read.flat().filter(({ kind }) => kind === 'unread').length;
  return { found: findLost([...byId.values()], jobs, known), unread };
}

/** No list of a group tells when a disk was detached. */
async function readReplaced(
  { azure }: RestoreServices,
  source: LeftoverSource,
  resources: readonly ListedResource[],
): Promise<Pick<LeftoverSource, 'replaced'>> {
  if (!source.replaced) return {};
  const ownedSince = new Map<string, Date>();
  for (const { id } of listReplaced(source, resources)) {
    const disk = readValue(await tryRead(() => azure.disks.get(id)));
    if (disk?.ownedSince) ownedSince.set(armIdKey(id), disk.ownedSince);
  }
  return { replaced: { ...source.replaced, ownedSince } };
}

/** Copies that cannot be read are among them: nobody is told to delete one that may be in quarantine. */
async function idsOfHeld(services: RestoreServices): Promise<Set<string>> {
  const unread: string[] = [];
  const copies = await listHeldCopies(services, (error, { requestId }) => {
    logUnread(services.log, error, { requestId });
    unread.push(requestId);
  });
  return new Set([...copies.map(({ request }) => request.id), ...unread]);
}

/** Requests of every kind that restores and whose copy stays, the newest first. */
function listStarted({ store, requestKinds }: RestoreServices, about: About): Promise<ListedRequest[]> {
  return listRequests(store.db, {
    kinds: leavingKinds(requestKinds),
    started: true,
    ...(about.vmId && { vmId: about.vmId }),
    ...(about.requestId && { id: about.requestId }),
  });
}

/** Delay before a look that Azure could not answer is repeated (world seconds). */
const againSeconds = 120;

/** Timer `left-by-stop`: says in its thread what a stopped restore has left, with the lines that remove it. */
export async function notifyLeftByStop(services: RestoreServices, id: string): Promise<void> {
  const { store, clock } = services;
  const request = await findRequest(store.db, id);
  if (!request?.stopped_at || request.ended_at === null) return;
  const left = await tryRead(() => leftoversFor(services, { requestId: id }));
  await store.transaction(async (tx) => {
    if (left.kind === 'unread') {
      if (isPassing(left.failure)) tx.wake('timer', `left-by-stop:${id}`, inSeconds(clock.now(), againSeconds));
      return;
    }
    const { found, unread } = left.value;
    if ((found.length === 0 && unread === 0) || (await claimKey(tx, `left-by-stop ${id}`))) return;
    const reader = await sharedReader(services, tx.db, request.conversation_id);
    const data = { now: clock.now(), subject: id, found, unread };
    await mentionRequester(tx, request, leftoversText(data, reader), leftoversCard(data, reader));
  });
}
