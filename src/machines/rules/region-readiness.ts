import { isUsableStaging } from '../../azure/rules/staging.ts';
import { nameOf, networkOf, regionKey } from '../../kernel/arm-id.ts';
import { minuteUtc } from '../../kernel/clock.ts';
import type { RegionCode } from '../../kernel/codes/region.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { parseKeyUrl } from '../../kernel/keys.ts';
import type { RegionGap, RegionReadiness } from '../../store/rules/region-inspection.ts';
import { setTrouble } from './check-keys.ts';
import { isInVault } from './item-state.ts';
import {
  type Gap,
  type NamedPlace,
  type PairFacts,
  type RegionFacts,
  regionLine,
  unknownGap,
  unreadGap,
} from './region-lines.ts';

/** Time for Azure to copy vault points: a day between backups, and 12 hours (documented). */
const copiedMs = 36 * 60 * 60_000;

/** Ready only if everything was read and nothing is missing: an unknown never counts as present. */
export function regionReadiness(facts: RegionFacts): RegionReadiness {
  const { vm, vault, region = '?' } = facts;
  const about = { vm, vault: vault.name, home: vault.location, region };
  const gap: Gap = (code, params = {}) => {
    const line = regionLine(code, facts, params);
    return {
      verdict: 'lacking',
      text: { code: `region.${code}`, params: { ...about, ...params } },
      ...(line && { line }),
    };
  };
  const unsure = (code: RegionCode): RegionReadiness => ({ state: 'unknown', gaps: [unknownGap(gap(code))] });
  if (vault.crossRegionRestore === 'no') {
    return { state: 'off', gaps: [gap(vault.redundancy === 'geo' ? 'off-geo' : 'off')] };
  }
  if (vault.crossRegionRestore === 'unknown') return unsure('vault-unknown');
  if (facts.region === undefined) return unsure('region-unlisted');
  const { inPoints, pointAt } = readyPoints(facts, gap);
  const gaps = eachOnce([...inPoints, ...readyPlaces(facts, region, gap), ...readyEncryption(facts, region, gap)]);
  const lacks = gaps.some(({ verdict }) => verdict === 'lacking');
  return {
    state: lacks ? 'lacking' : gaps.length > 0 ? 'unknown' : 'ready',
    region,
    ...(pointAt && { pointAt }),
    gaps,
  };
}

function readyPoints({ now, home, there }: RegionFacts, gap: Gap): { inPoints: RegionGap[]; pointAt?: Date } {
  if (there.kind === 'unread') return { inPoints: [unreadGap(there)] };
  const pointAt = newestThere(there.value);
  if (!pointAt) return { inPoints: [gap('point-none')] };
  if (home.kind === 'unread') return { inPoints: [unreadGap(home)], pointAt };
  // A point made once a week gets old, which is fine; a problem is a newer one that was not copied.
  const isLate = home.value.some(
    (point) => isInVault(point) && point.at > pointAt && now.getTime() - point.at.getTime() > copiedMs,
  );
  return { inPoints: isLate ? [gap('point-late', { at: minuteUtc(pointAt) })] : [], pointAt };
}

/** Only the vault tier exists there, and older answers spell it in an unknown way (recorded in 2021). */
function newestThere(points: readonly RecoveryPointFacts[]): Date | undefined {
  return points
    .filter((point) => (point.tiers.length === 0 || isInVault(point)) && !point.softDeleted)
    .map(({ at }) => at)
    .toSorted((a, b) => b.getTime() - a.getTime())[0];
}

/** One failed call may have served several of them. */
function eachOnce(gaps: readonly RegionGap[]): RegionGap[] {
  const named = gaps.map((gap) => [JSON.stringify(gap.text), gap] as const);
  return [...new Map(named).values()];
}

/**
 * Checks what opens the disks there. Azure Disk Encryption secrets come with the point, and need a key vault of that
 * region as their target. Customer-managed keys do not come: they must be there before.
 */
function readyEncryption({ encryption, places, now }: RegionFacts, region: string, gap: Gap): RegionGap[] {
  if (encryption.kind === 'unread') return [unreadGap(encryption)];
  const { ade, customerKey, confidential } = encryption.value;
  if (confidential.value === 'yes') return [gap('confidential')];
  const known = [ade, customerKey, confidential].every(({ value }) => value !== 'unknown');
  return [
    ...(known ? [] : [unknownGap(gap('encryption-unknown'))]),
    ...(places && ade.value === 'yes' ? readyKeyVault(places, region, gap) : []),
    ...(places && customerKey.value === 'yes' ? readySet(places, region, now, gap) : []),
  ];
}

function readyKeyVault({ keyVault }: PairFacts, region: string, gap: Gap): RegionGap[] {
  if (!keyVault) return [gap('key-vault-unnamed')];
  return whenPlaceRead(keyVault, (found) => {
    const params = { keyVault: nameOf(keyVault.id) };
    if (found === undefined) return [gap('key-vault-missing', params)];
    if (regionKey(found.location) !== regionKey(region)) {
      return [gap('key-vault-elsewhere', { ...params, location: found.location })];
    }
    return found.enabledForDiskEncryption === 'yes' ? [] : [gap('key-vault-not-for-disks', params)];
  });
}

function readySet({ set }: PairFacts, region: string, now: Date, gap: Gap): RegionGap[] {
  if (!set) return [gap('set-unnamed')];
  if (set.settings.kind === 'unread') return [unreadGap(set.settings)];
  const { location, keyUrl = '' } = set.settings.value ?? {};
  const key = parseKeyUrl(keyUrl);
  const params = {
    set: nameOf(set.id),
    ...(key && { key: key.name, keyVault: key.host.split('.')[0] ?? '', keyUrl }),
  };
  const elsewhere = (at: string) => regionKey(at) !== regionKey(region);
  if (location !== undefined && elsewhere(location)) return [gap('set-elsewhere', { ...params, location })];
  const trouble = setTrouble(set, now);
  if (typeof trouble === 'object') return [unknownGap({ verdict: 'unknown', text: trouble })];
  if (trouble !== undefined) return [gap(trouble, params)];
  if (location === undefined || key === undefined) return [unknownGap(gap('set-unknown', params))];
  if (set.keyVaultRegion.kind === 'unread') return [unreadGap(set.keyVaultRegion)];
  const at = set.keyVaultRegion.value;
  return at !== undefined && elsewhere(at) ? [gap('set-vault-elsewhere', { ...params, location: at })] : [];
}

/** Checks that group, staging account and network exist in the paired region. */
function readyPlaces({ places }: RegionFacts, region: string, gap: Gap): RegionGap[] {
  if (!places) return [gap('places-unnamed')];
  const { group, staging, subnet } = places;
  const elsewhere = (location: string) => regionKey(location) !== regionKey(region);
  return [
    ...whenPlaceRead(group, (found) => {
      const params = { group: nameOf(group.id) };
      if (found === undefined) return [gap('group-missing', params)];
      // A group depends on its own region: if that region is lost, nothing can be created in the group.
      return elsewhere(found) ? [gap('group-elsewhere', { ...params, location: found })] : [];
    }),
    ...whenPlaceRead(staging, (found) => {
      const params = { account: nameOf(staging.id) };
      if (found === undefined) return [gap('staging-missing', params)];
      if (elsewhere(found.location)) return [gap('staging-elsewhere', { ...params, location: found.location })];
      if (!isUsableStaging(found)) return [gap('staging-kind', { ...params, kind: `${found.kind} ${found.sku}` })];
      return found.takesKeys ? [] : [gap('staging-no-keys', params)];
    }),
    ...whenPlaceRead(subnet, (found) => {
      const params = { subnet: nameOf(subnet.id), network: nameOf(networkOf(subnet.id)) };
      if (found === undefined) return [gap('network-missing', params)];
      if (elsewhere(found.location)) return [gap('network-elsewhere', { ...params, location: found.location })];
      if (found.subnet === 'unknown') return [unknownGap(gap('subnet-unknown', params))];
      return found.subnet === 'no' ? [gap('subnet-missing', params)] : [];
    }),
  ];
}

function whenPlaceRead<T>({ found }: NamedPlace<T>, rule: (found: T | undefined) => RegionGap[]): RegionGap[] {
  return found.kind === 'unread' ? [unreadGap(found)] : rule(found.value);
}
