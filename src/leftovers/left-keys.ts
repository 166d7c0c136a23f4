import { subscriptionOf } from '../kernel/arm-id.ts';
import type { AdeKeys } from '../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl } from '../kernel/key-url.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import { reading } from '../kernel/result.ts';
import type { KeyVersion } from '../kernel/stored-key.ts';
import type { RequestServices } from '../requests/services.ts';
import { checkedKeys, presentKeys, resultOf } from '../restore/rules/results.ts';
import type { StartedRestore } from './left-source.ts';
import { type LeftKey, type LeftoverSource, madeBy } from './rules/leftovers.ts';

type Found = { left: LeftKey[]; unread: number };
const none: Found = { left: [], unread: 0 };

/**
 * What `recover-keys` made of the copy, also where it failed half-way. What it only undeleted is the original, and no
 * leftover; so is nothing that something may still need: the original, what was restored, or any other disk.
 */
export async function findLeftKeys(
  services: RequestServices,
  { plan, steps }: StartedRestore,
  source: LeftoverSource,
  resources: readonly ListedResource[],
): Promise<Found> {
  const { azure } = services;
  const since = steps.find(({ kind }) => kind === 'recover-keys')?.started_at;
  if (!since) return none;
  const results = Object.fromEntries(steps.map(({ kind, result }) => [kind, result ?? undefined]));
  const lost = (resultOf(results, 'check-keys')?.states ?? []).filter(({ state }) => state === 'missing');
  if (lost.length === 0) return none;
  if (madeBy(source, resources).length > 0 || source.blobs.some(({ kind }) => kind === 'vhd')) return none;

  const { vmId } = plan.target;
  const original = await reading(() => azure.vms.get(vmId));
  if (original.kind === 'read' && original.value) return none;
  // A restore may put disks into another subscription than that of their machine, and into one that holds no vault of ours.
  const own = [vmId, plan.plan.target.resourceGroupId].map(subscriptionOf);
  const subscriptions = [...new Set([...services.config.subscriptions, ...own])];
  const lists = await reading(() => Promise.all(subscriptions.map((id) => azure.disks.list(id))));
  if (original.kind === 'unread' || lists.kind === 'unread') return { left: [], unread: 1 };
  const used = new Set(lists.value.flat().flatMap(({ ade }) => keyNames(ade?.keys)));

  const keys = checkedKeys(results);
  const found: Found = { left: [], unread: 0 };
  for (const { url } of lost.filter(({ url }) => !used.has(keyObject(url)))) {
    const pair = keys.find(({ bek }) => keyUrlKey(bek.secretUrl) === keyUrlKey(url));
    const now = pair ? presentKeys(results, pair).bek.secretUrl : url;
    const stored = await reading(() => azure.storedKeys.look(now));
    if (stored.kind === 'unread') found.unread += 1;
    else if (stored.value.kind === 'present') {
      found.left.push(...findLeft(now, url, stored.value.versions, since));
    }
  }
  return found;
}

/**
 * A wrapped secret comes back as a new version of its name, all else under its old address. Where recovery failed
 * half-way nobody wrote the new version down: it is one that was made since.
 */
function findLeft(now: string, before: string, versions: readonly KeyVersion[], since: Date): LeftKey[] {
  const there = versions.find((one) => one.version.toLowerCase() === parseKeyUrl(now)?.version);
  if (there && keyUrlKey(now) === keyUrlKey(before)) return [{ url: now, only: 'whole' }];
  const made = there ? [there] : versions.filter(({ createdAt }) => createdAt !== undefined && createdAt >= since);
  if (made.length === versions.length) return [{ url: now, only: 'whole' }];
  const name = now.split('/').slice(0, 5).join('/');
  return made.filter(({ enabled }) => enabled).map(({ version }) => ({ url: `${name}/${version}`, only: 'version' }));
}

function keyNames(keys: AdeKeys | undefined): string[] {
  return keys ? [keyObject(keys.bek.secretUrl), ...(keys.kek ? [keyObject(keys.kek.keyUrl)] : [])] : [];
}

function keyObject(url: string): string {
  const address = parseKeyUrl(url);
  return address ? `${address.host}/${address.kind}/${address.name}` : url;
}
