import { allowsLocally } from './local-roles.ts';
import { backupManagementService } from './people.ts';
import type { World } from './world.ts';

type Policy = { objectId: string; permissions: { keys?: string[]; secrets?: string[] } };

const dataActions = {
  secrets: ['backup/action', 'getSecret/action', 'readMetadata/action'],
  keys: ['backup/action', 'read'],
};

/** May Azure Backup read keys, or secrets, of this key vault, and back them up? */
export function mayReadIn(world: World, vaultId: string, kind: 'keys' | 'secrets', name?: string): boolean {
  const { objectId } = backupManagementService;
  const hsm = vaultId.split('/').pop() ?? '';
  if (world.localAssignments.has(hsm)) {
    // Each key by itself: who asks about one names it.
    return ['read', 'backup'].every((one) =>
      allowsLocally(world, hsm, objectId, `Microsoft.KeyVault/managedHsm/keys/${one}/action`, name),
    );
  }
  const properties = world.resources.get(vaultId)?.properties;
  if (!properties) return false;
  if (properties.enableRbacAuthorization) {
    return dataActions[kind].every((one) =>
      world.roles.allowsData(objectId, `Microsoft.KeyVault/vaults/${kind}/${one}`, vaultId),
    );
  }
  const granted = (properties.accessPolicies as Policy[])
    .filter((one) => one.objectId === objectId)
    .flatMap((one) => one.permissions[kind] ?? [])
    .map((one) => one.toLowerCase());
  return granted.includes('all') || ['get', 'list'].every((verb) => granted.includes(verb));
}
