import { type AccessPolicy, addPolicy, removePolicy } from './access-policies.ts';
import { parseArmId, sameId } from './arm-id.ts';
import { captureSource } from './capture-source.ts';
import { backupManagementService, tenantId } from './people.ts';
import { roles } from './role-definitions.ts';
import { mayReadIn } from './set-keys.ts';
import type { ProtectedItem } from './vault.ts';
import type { World } from './world.ts';

const { objectId } = backupManagementService;
const verbs = ['Get', 'List', 'Backup'];

/** Grants Azure Backup its rights in a key vault or revokes all of them, as a person would in the portal. */
export function setKeyAccess(world: World, keyVault: string, granted: boolean): void {
  const { id } = world.keyVault(keyVault);
  const properties = world.resources.get(id)?.properties ?? {};
  if (properties.enableRbacAuthorization) {
    const { roles: book } = world;
    book.assignments = book.assignments.filter((one) => one.principalId !== objectId || !sameId(one.scope, id));
    if (granted) book.assign(objectId, roles.keyVaultAdministrator, id, 'ServicePrincipal');
    return;
  }
  const policies = properties.accessPolicies as AccessPolicy[];
  removePolicy(policies, objectId);
  if (granted) addPolicy(policies, { tenantId, objectId, permissions: { keys: verbs, secrets: verbs } });
}

export function hasKeyAccess(world: World, keyVault: string): boolean {
  return mayReadIn(world, world.keyVault(keyVault).id, 'secrets');
}

/** Whether a disk of this VM is encrypted from this key vault. */
export function needsKeyVault(world: World, item: ProtectedItem, keyVault: string): boolean {
  const disks = captureSource(world, item.vmId)?.disks ?? [];
  const isIn = (id: string | undefined) => id !== undefined && parseArmId(id)?.name === keyVault;
  return disks.some(({ ade }) => isIn(ade?.bek.vaultId) || isIn(ade?.kek?.vaultId));
}
