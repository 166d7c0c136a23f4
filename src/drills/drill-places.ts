import { nameOf, regionKey } from '../kernel/arm-id.ts';
import type { DrillPlace, RestoreProfile } from '../kernel/config/settings.ts';
import { CodedError, reading, readValue } from '../kernel/errors.ts';
import type { RestoreFacts } from '../restore/rules/plan.ts';
import type { SegregationCodes } from '../restore/segregation.ts';
import type { RestoreServices } from '../restore/services.ts';
import type { StoredDrill } from './stored-drill.ts';

/** Where a drill's restore goes, in place of where others of its vault go. */
export function drillPlaces(profile: RestoreProfile, place: StoredDrill['place']): RestoreFacts['profile'] {
  return {
    targetResourceGroupId: place.groupId,
    stagingStorageAccountId: place.stagingId,
    isolatedSubnetId: place.subnetId,
    ...(profile.vmSizes && { vmSizes: profile.vmSizes }),
    leavesKeys: true,
  };
}

/** @throws drill-no-place: nobody has said where drills of this vault go */
export function requireDrillPlace({ vault, drill }: RestoreProfile): StoredDrill['place'] {
  if (!drill) throw new CodedError('drill-no-place', { vault });
  return placeOf(drill);
}

/**
 * Azure restores into the region of the vault, which is that of its machines. What can't be read now is left to Azure.
 * @throws plan.staging-other-region, plan.subnet-other-region
 */
export async function requireSameRegion(
  { azure }: Pick<RestoreServices, 'azure'>,
  { stagingId, subnetId }: StoredDrill['place'],
  wanted: string,
): Promise<void> {
  const [account, network] = await Promise.all([
    reading(() => azure.places.storageAccount(stagingId)),
    reading(() => azure.places.network(subnetId)),
  ]);
  const isElsewhere = (region: string | undefined): region is string =>
    region !== undefined && regionKey(region) !== regionKey(wanted);
  const [staging, subnet] = [readValue(account)?.location, readValue(network)?.location];
  if (isElsewhere(staging)) {
    throw new CodedError('plan.staging-other-region', { account: nameOf(stagingId), region: staging, wanted });
  }
  if (isElsewhere(subnet)) {
    throw new CodedError('plan.subnet-other-region', { subnet: nameOf(subnetId), region: subnet, wanted });
  }
}

function placeOf({ resourceGroupId, stagingStorageAccountId, subnetId, openings }: DrillPlace): StoredDrill['place'] {
  return { groupId: resourceGroupId, stagingId: stagingStorageAccountId, subnetId, openings: [...openings].sort() };
}

/** Whether somebody has said where drills of a vault go. */
export function hasDrillPlace(
  { findProfile }: Pick<RestoreServices['planning'], 'findProfile'>,
  vault: string,
): boolean {
  return findProfile(vault)?.drill !== undefined;
}

/** How it is told that a copy of a drill is, or would be, not apart. */
export const drillCodes: SegregationCodes = {
  gone: 'drill-subnet-gone',
  open: 'drill-not-apart',
  reachable: 'drill-reachable',
};
