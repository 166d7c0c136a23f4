import { nameOf, regionKey } from '../kernel/arm-id.ts';
import type { RestoreProfile } from '../kernel/config/settings.ts';
import { CodedError, readValue, tryRead } from '../kernel/errors.ts';
import type { RestoreFacts } from '../restore/rules/plan.ts';
import type { SegregationCodes } from '../restore/segregation.ts';
import type { RestoreServices } from '../restore/services.ts';
import type { StoredDrill } from './stored-drill.ts';

/** Replaces the vault's usual restore place with its place for drills. */
export function drillPlaces(profile: RestoreProfile, place: StoredDrill['place']): RestoreFacts['profile'] {
  return {
    targetResourceGroupId: place.groupId,
    stagingStorageAccountId: place.stagingId,
    isolatedSubnetId: place.subnetId,
    ...(profile.vmSizes && { vmSizes: profile.vmSizes }),
    leavesKeys: true,
  };
}

/** @throws drill-no-place if the settings name no place for drills of this vault */
export function requireDrillPlace({ vault, drill }: RestoreProfile): StoredDrill['place'] {
  if (!drill) throw new CodedError('drill-no-place', { vault });
  const { resourceGroupId: groupId, stagingStorageAccountId: stagingId, subnetId, openings } = drill;
  return { groupId, stagingId, subnetId, openings: [...openings].sort() };
}

/**
 * Requires the place to be in the region of the vault, which is also that of its machines: Azure restores nowhere else.
 * A region that can't be read now is left for Azure to check.
 * @throws plan.staging-other-region, plan.subnet-other-region
 */
export async function requireSameRegion(
  { azure }: Pick<RestoreServices, 'azure'>,
  { stagingId, subnetId }: StoredDrill['place'],
  wanted: string,
): Promise<void> {
  const [account, network] = await Promise.all([
    tryRead(() => azure.places.storageAccount(stagingId)),
    tryRead(() => azure.places.network(subnetId)),
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

/** Failure codes for a drill's copy that is not isolated, or would not be. */
export const drillCodes: SegregationCodes = {
  gone: 'drill-subnet-gone',
  open: 'drill-not-apart',
  reachable: 'drill-reachable',
};
