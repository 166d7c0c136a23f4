import { bot, people } from '../../../sandbox/world/people.ts';
import { restoreTargets, strictGuardId } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import type { Az } from './az-shell.ts';

/** Rights that docs/permissions.md lists for the lines of `commands`, beside those for requesting the restore. */
export function giveByHandRights({ world }: Az, who: keyof typeof people): void {
  for (const { stagingStorageAccountId } of restoreTargets) {
    world.roles.assign(people[who].objectId, roles.storageBlobDataContributor, stagingStorageAccountId);
  }
}

/** Rights that the guard's owner must give before anything works in its vault. */
export function giveGuardRights({ world }: Az): void {
  world.roles.assign(bot.objectId, roles.backupMuaOperator, strictGuardId);
}
