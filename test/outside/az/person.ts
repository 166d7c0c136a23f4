import { people } from '../../../sandbox/world/people.ts';
import { restoreTargets } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import type { Az } from './az-shell.ts';

/** Those whose lines take other rights: none beside the restore, on keys, on what was lost of them. */
export const personsMachines = ['app-01', 'sql-01', 'lostkey-01'];

/** What docs/permissions.md says that a person needs for the lines of `byhand`, beside asking for the restore. */
export function giveByHandRights({ world }: Az, who: keyof typeof people): void {
  for (const { stagingStorageAccountId } of restoreTargets) {
    world.roles.assign(people[who].objectId, roles.storageBlobDataContributor, stagingStorageAccountId);
  }
}
