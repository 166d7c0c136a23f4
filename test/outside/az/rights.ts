import { bot, people } from '../../../sandbox/world/people.ts';
import { restoreTargets, strictGuardId } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import type { Az } from './az-shell.ts';

/** What docs/permissions.md says that a person needs for the lines of `byhand`, beside asking for the restore. */
export function giveByHandRights({ world }: Az, who: keyof typeof people): void {
  for (const { stagingStorageAccountId } of restoreTargets) {
    world.roles.assign(people[who].objectId, roles.storageBlobDataContributor, stagingStorageAccountId);
  }
}

/** What the owner of the guard has to give before anything goes on in its vault. */
export function giveGuardRights({ world }: Az): void {
  world.roles.assign(bot.objectId, roles.backupMuaOperator, strictGuardId);
}
