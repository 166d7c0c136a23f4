import type { ResourceSku } from '@azure/arm-compute';
import { count, list, text, textList } from './values.ts';

export type SizeFacts = {
  /** e.g. Standard_E4s_v5 */
  name: string;
  cores?: number;
  /** The subscription may not use it anywhere in the region. */
  restricted: boolean;
  /** Where it can be had; empty: the region has no zones for it. */
  zones: string[];
};

/** A VM size in one region; undefined for SKUs of other things. */
export function parseSize(sku: ResourceSku, region: string): SizeFacts | undefined {
  const name = text(sku.name);
  if (name === undefined || sku.resourceType?.toLowerCase() !== 'virtualmachines') return undefined;
  const here = list(sku.locationInfo).find((one) => one.location?.toLowerCase() === region.toLowerCase());
  const restrictions = list(sku.restrictions);
  const closed = new Set(
    restrictions.filter(({ type }) => type === 'Zone').flatMap((one) => textList(one.restrictionInfo?.zones)),
  );
  const cores = count(list(sku.capabilities).find((one) => one.name === 'vCPUs')?.value);
  return {
    name,
    ...(cores !== undefined && { cores }),
    restricted: restrictions.some(({ type }) => type === 'Location'),
    zones: textList(here?.zones).filter((zone) => !closed.has(zone)),
  };
}
