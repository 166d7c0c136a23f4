import type { DrillPlace, RestoreProfile } from '../config/settings.ts';
import { CodedError } from '../kernel/errors.ts';
import type { RestoreFacts } from '../restore/rules/plan.ts';
import type { Services } from '../services.ts';
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

function placeOf({ resourceGroupId, stagingStorageAccountId, subnetId, openings }: DrillPlace): StoredDrill['place'] {
  return { groupId: resourceGroupId, stagingId: stagingStorageAccountId, subnetId, openings: [...openings].sort() };
}

/** Whether somebody has said where drills of a vault go. */
export function hasDrillPlace({ findProfile }: Pick<Services['planning'], 'findProfile'>, vault: string): boolean {
  return findProfile(vault)?.drill !== undefined;
}
