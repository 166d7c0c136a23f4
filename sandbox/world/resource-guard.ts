import { parseArmId } from './arm-id.ts';
import { region } from './places.ts';
import type { Guard, Vault } from './vault.ts';
import type { World } from './world.ts';

const items = 'backupFabrics/protectionContainers/protectedItems';

/**
 * Operations that the guard protects, each with the kind of request that stands for it. As recorded in 2025, except the
 * last two: restore is documented (2024-04-01 and later); the suspend operation is az's, the name of its request
 * modelled.
 */
const protectedOperations: [operation: string, requests: string][] = [
  [`${items}/delete`, 'deleteProtectedItemRequests'],
  [`${items}/write`, 'updateProtectedItemRequests'],
  ['backupPolicies/write', 'updateProtectionPolicyRequests'],
  ['backupResourceGuardProxies/delete', 'deleteResourceGuardProxyRequests'],
  ['backupSecurityPIN/action', 'getBackupSecurityPINRequests'],
  ['backupconfig/write', 'disableSoftDeleteRequests'],
  [`${items}/write#stopProtectionWithRetainData`, 'stopProtectionWithRetainDataRequests'],
  [`${items}/recoveryPoints/restore/action`, 'triggerRestoreRequests'],
  [`${items}/write#suspendBackupsWithRetainData`, 'suspendBackupsWithRetainDataRequests'],
];

export const deleteOperation = `Microsoft.RecoveryServices/vaults/${items}/delete`;

export const changeOperation = `Microsoft.RecoveryServices/vaults/${items}/write`;

export const policyOperation = 'Microsoft.RecoveryServices/vaults/backupPolicies/write';

export const stopOperation = `Microsoft.RecoveryServices/vaults/${items}/write#stopProtectionWithRetainData`;

export const suspendOperation = `Microsoft.RecoveryServices/vaults/${items}/write#suspendBackupsWithRetainData`;

export const restoreOperation = `Microsoft.RecoveryServices/vaults/${items}/recoveryPoints/restore/action`;

/** Creates a Resource Guard and puts it in front of a vault. */
export function guardVault(
  world: World,
  vault: Vault,
  guardId: string,
  more: Pick<Guard, 'namedInRestores' | 'foreign'> = {},
): void {
  world.resources.put({
    id: guardId,
    name: parseArmId(guardId)?.name ?? '',
    type: 'Microsoft.DataProtection/resourceGuards',
    location: region,
    eTag: 'W/"guard-vaults"',
    properties: {
      provisioningState: 'Succeeded',
      allowAutoApprovals: true,
      description: 'Ask Security operations to activate Backup MUA Operator for you.',
      resourceGuardOperations: protectedOperations.map(([operation, requests]) => ({
        vaultCriticalOperation: `Microsoft.RecoveryServices/vaults/${operation}`,
        requestResourceType: `Microsoft.DataProtection/resourceGuards/${requests}`,
      })),
      vaultCriticalOperationExclusionList: [],
    },
  });
  vault.guard = {
    id: guardId,
    operations: protectedOperations.map(([operation, requests]) => ({
      name: `Microsoft.RecoveryServices/vaults/${operation}`,
      requests,
    })),
    since: new Date(world.origin.getTime() - 90 * 86_400_000),
    ...more,
  };
  const resource = world.resources.get(vault.id);
  if (resource) {
    const settings = resource.properties.securitySettings as Record<string, unknown>;
    resource.properties.securitySettings = { ...settings, multiUserAuthorization: 'Enabled' };
  }
}

/** The guard's request for an operation of the vault; undefined if nothing guards it. */
export function guardRequest({ guard }: Vault, operation: string): string | undefined {
  const found = guard?.operations.find(({ name }) => name.toLowerCase() === operation.toLowerCase());
  return found && guard && `${guard.id}/${found.requests}/default`;
}

/**
 * Whether this principal may do what the guard protects. That takes a role on the guard, activated for a limited time.
 */
export function passesGuard(world: World, vault: Vault, operation: string, principal: string): boolean {
  const found = vault.guard?.operations.find((one) => one.name.toLowerCase() === operation.toLowerCase());
  if (!vault.guard || !found) return true;
  const action = `Microsoft.DataProtection/resourceGuards/${found.requests}/read`;
  return world.roles.allows(principal, action, vault.guard.id);
}
