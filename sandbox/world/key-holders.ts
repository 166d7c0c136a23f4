import { subscriptionPath } from './arm-id.ts';
import { guid } from './ids.ts';
import { people, tenantId } from './people.ts';
import { prod, test } from './places.ts';
import type { RoleDefinition } from './role-definitions.ts';
import type { World } from './world.ts';

/** A custom role of the tenant: its holders may make machines from a key vault and recover missing keys. */
const keyHolder: RoleDefinition = {
  name: guid('role of key holders'),
  roleName: 'Disk key holder',
  description: 'Deploys machines whose disks are encrypted with keys of a vault, and brings such keys back.',
  actions: ['Microsoft.KeyVault/vaults/read', 'Microsoft.KeyVault/vaults/deploy/action'],
  notActions: [],
  dataActions: [
    'Microsoft.KeyVault/vaults/keys/read',
    'Microsoft.KeyVault/vaults/keys/recover/action',
    'Microsoft.KeyVault/vaults/keys/restore/action',
    'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
    'Microsoft.KeyVault/vaults/secrets/setSecret/action',
    'Microsoft.KeyVault/vaults/secrets/recover/action',
    'Microsoft.KeyVault/vaults/secrets/restore/action',
  ],
  notDataActions: [],
  assignableScopes: [subscriptionPath(prod.id), subscriptionPath(test.id)],
};

/** Gives both approvers the rights on keys; people on call have none. */
export function addKeyHolders(world: World, keyVaults: Iterable<{ id: string }> = world.keyVaults.values()): void {
  world.roles.define(keyHolder);
  for (const { id } of keyVaults) {
    const { properties } = world.resources.get(id) ?? {};
    const { accessPolicies, enableRbacAuthorization } = (properties ?? {}) as {
      accessPolicies?: unknown[];
      enableRbacAuthorization?: boolean;
    };
    for (const { objectId } of [people['approver-1'], people['approver-2']]) {
      world.roles.assign(objectId, keyHolder, id);
      if (enableRbacAuthorization) continue;
      const keys = ['Get', 'List', 'Recover', 'Restore'];
      accessPolicies?.push({
        tenantId,
        objectId,
        permissions: { keys, secrets: ['List', 'Set', 'Recover', 'Restore'] },
      });
    }
  }
}
