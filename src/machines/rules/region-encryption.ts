import { nameOf } from '../../kernel/arm-id.ts';
import { parseKeyUrl } from '../../kernel/key-url.ts';
import { regionKey } from '../../kernel/region-key.ts';
import type { RegionGap } from '../../store/rules/region-look.ts';
import { setTrouble } from './check-encryption-sets.ts';
import { type Gap, type PairFacts, type RegionFacts, unknownGap, unreadGap } from './region-facts.ts';
import { placed } from './region-places.ts';

/**
 * What opens the disks there. The secrets of Azure Disk Encryption come with the point, and need a key vault of that
 * region to go to. A key of the customer's own doesn't come: it must be there before.
 */
export function readyEncryption({ encryption, places, now }: RegionFacts, region: string, gap: Gap): RegionGap[] {
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
  return placed(keyVault, (found) => {
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
