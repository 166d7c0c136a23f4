import { subscriptionPath } from './arm-id.ts';
import { guid } from './ids.ts';
import { bot } from './people.ts';
import { prod, test } from './places.ts';
import type { RoleDefinition } from './role-definitions.ts';
import type { World } from './world.ts';

const actions = ['Microsoft.KeyVault/vaults/accessPolicies/write', 'Microsoft.Authorization/roleAssignments/write'];

const scopes = [subscriptionPath(prod.id), subscriptionPath(test.id)];
const denialName = guid('denial of the grant tier');

/** The bot's role if its tier `grant` is on. */
const role: RoleDefinition = {
  name: guid('role of the grant tier'),
  roleName: 'Strongroom grant',
  description: 'Gives Azure Backup the rights on key vaults that somebody else approved.',
  actions,
  notActions: [],
  dataActions: [],
  notDataActions: [],
  assignableScopes: scopes,
};

/** Role that Bicep defines with the tier, for Azure Backup, in each subscription (key-role.bicep). */
const keyRoles: RoleDefinition[] = [prod.id, test.id].map((id) => ({
  name: guid(`key role of ${id}`),
  roleName: `Azure Backup disk keys (${id.slice(0, 8)})`,
  description: 'Lets Azure Backup read and back up the keys and secrets of encrypted disks, and nothing else.',
  actions: [],
  notActions: [],
  dataActions: [
    'Microsoft.KeyVault/vaults/keys/backup/action',
    'Microsoft.KeyVault/vaults/keys/read',
    'Microsoft.KeyVault/vaults/secrets/backup/action',
    'Microsoft.KeyVault/vaults/secrets/getSecret/action',
    'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
  ],
  notDataActions: [],
  assignableScopes: [subscriptionPath(id)],
}));

/**
 * Switches the tier. In the sandbox the bot is also a Contributor, who may write access policies, so off needs a
 * denial.
 */
export function setGrantTier(world: World, on: boolean): void {
  const { roles } = world;
  roles.define(role);
  roles.denials = roles.denials.filter(({ name }) => name !== denialName);
  roles.assignments = roles.assignments.filter(({ roleDefinition }) => roleDefinition.name !== role.name);
  if (on) {
    for (const keyRole of keyRoles) roles.define(keyRole);
    for (const scope of scopes) roles.assign(bot.objectId, role, scope, 'ServicePrincipal');
    return;
  }
  roles.forget(keyRoles);
  for (const scope of scopes) {
    roles.denials.push({
      name: denialName,
      denyAssignmentName: 'Tier grant is off',
      scope,
      actions,
      notActions: [],
      principalIds: [bot.objectId],
      excludedIds: [],
    });
  }
}

export function isGrantTierOn({ roles }: World): boolean {
  return roles.assignments.some(({ roleDefinition }) => roleDefinition.name === role.name);
}
