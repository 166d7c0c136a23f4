import type { RestoreChoice, RestorePlaces } from './plan.ts';

/** Where a restore goes: a copy in quarantine to a group and a staging account of its own. */
export function placesOf<Places extends RestorePlaces>(
  profile: Places,
  { network }: Pick<RestoreChoice, 'network'>,
): Places {
  const { quarantine } = profile;
  if (network !== 'quarantine' || !quarantine) return profile;
  const { resourceGroupId: targetResourceGroupId, stagingStorageAccountId } = quarantine;
  return { ...profile, targetResourceGroupId, stagingStorageAccountId };
}
