import { nameOf, networkOf } from '../../kernel/arm-id.ts';
import { regionKey } from '../../kernel/region-key.ts';
import type { RegionGap } from '../../store/rules/region-look.ts';
import { type Gap, type NamedPlace, type RegionFacts, unknownGap, unreadGap } from './region-facts.ts';
import { isUsableStaging } from './usable-staging.ts';

/** Where everything goes: group, staging account and network must be there, and in the paired region. */
export function readyPlaces({ places }: RegionFacts, region: string, gap: Gap): RegionGap[] {
  if (!places) return [gap('places-unnamed')];
  const { group, staging, subnet } = places;
  const elsewhere = (location: string) => regionKey(location) !== regionKey(region);
  return [
    ...placed(group, (found) => {
      const params = { group: nameOf(group.id) };
      if (found === undefined) return [gap('group-missing', params)];
      // A group is kept in its own region: without that, nothing can be made in it.
      return elsewhere(found) ? [gap('group-elsewhere', { ...params, location: found })] : [];
    }),
    ...placed(staging, (found) => {
      const params = { account: nameOf(staging.id) };
      if (found === undefined) return [gap('staging-missing', params)];
      if (elsewhere(found.location)) return [gap('staging-elsewhere', { ...params, location: found.location })];
      if (!isUsableStaging(found)) return [gap('staging-kind', { ...params, kind: `${found.kind} ${found.sku}` })];
      return found.takesKeys ? [] : [gap('staging-no-keys', params)];
    }),
    ...placed(subnet, (found) => {
      const params = { subnet: nameOf(subnet.id), network: nameOf(networkOf(subnet.id)) };
      if (found === undefined) return [gap('network-missing', params)];
      if (elsewhere(found.location)) return [gap('network-elsewhere', { ...params, location: found.location })];
      if (found.subnet === 'unknown') return [unknownGap(gap('subnet-unknown', params))];
      return found.subnet === 'no' ? [gap('subnet-missing', params)] : [];
    }),
  ];
}

export function placed<T>({ found }: NamedPlace<T>, rule: (found: T | undefined) => RegionGap[]): RegionGap[] {
  return found.kind === 'unread' ? [unreadGap(found)] : rule(found.value);
}
