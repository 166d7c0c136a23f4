import { accessPolicyRoutes } from './access-policies.ts';
import { activityLogRoutes } from './activity-log.ts';
import { authorizationRoutes } from './authorization.ts';
import { backupDiscoveryRoutes } from './backup-discovery.ts';
import { backupItemRoutes } from './backup-items.ts';
import { backupJobRoutes } from './backup-jobs.ts';
import { backupLocationRoutes } from './backup-locations.ts';
import { backupOperationRoutes } from './backup-operations.ts';
import { backupPolicyRoutes } from './backup-policies.ts';
import { backupProtectionRoutes } from './backup-protection.ts';
import { backupSettingRoutes } from './backup-settings.ts';
import { backupTriggerRoutes } from './backup-triggers.ts';
import { backupValidationRoutes } from './backup-validation.ts';
import { blobListRoutes, blobRoutes } from './blobs.ts';
import { computeRoutes } from './compute.ts';
import { computeChangeRoutes } from './compute-changes.ts';
import { deploymentRoutes } from './deployments.ts';
import { directoryRoutes } from './directory.ts';
import { keyVaultRoutes } from './key-vault.ts';
import { listRoutes } from './lists.ts';
import { localRbacRoutes } from './local-rbac.ts';
import { machineChangeRoutes } from './machine-changes.ts';
import { networkRoutes } from './network.ts';
import { recoveryPointRoutes } from './recovery-points.ts';
import { recoveryServicesRoutes, resourceGuardRoutes } from './recovery-services.ts';
import { removalRoutes } from './removals.ts';
import { resourceProviderRoutes } from './resource-providers.ts';
import { resourceRoutes } from './resources.ts';
import { roleChangeRoutes } from './role-changes.ts';
import type { Route } from './router.ts';
import { runCommandRoutes } from './run-commands.ts';
import { signInRoutes, type Tokens } from './sign-in.ts';
import { immutabilityRoutes, storageRoutes } from './storage.ts';
import { vaultChangeRoutes } from './vault-changes.ts';
import { vaultKeyRoutes } from './vault-keys.ts';
import { vaultSecretRoutes } from './vault-secrets.ts';

/** Every route; the generic ones of `resources` come last, as they match any id. */
export function allRoutes(tokens: Tokens): Route[] {
  return [
    ...signInRoutes(tokens),
    ...directoryRoutes(),
    ...blobRoutes(),
    ...blobListRoutes(),
    ...localRbacRoutes(),
    ...activityLogRoutes(),
    ...immutabilityRoutes(),
    ...documentedRoutes(),
  ];
}

/** Routes that Microsoft's specifications describe; the contract test visits each of them. */
export function documentedRoutes(): Route[] {
  return [
    ...removalRoutes(),
    ...vaultKeyRoutes(),
    ...vaultSecretRoutes(),
    ...vaultChangeRoutes(),
    ...recoveryServicesRoutes(),
    ...listRoutes(),
    ...backupItemRoutes(),
    ...backupProtectionRoutes(),
    ...backupLocationRoutes(),
    ...backupDiscoveryRoutes(),
    ...recoveryPointRoutes(),
    ...backupTriggerRoutes(),
    ...backupJobRoutes(),
    ...backupOperationRoutes(),
    ...backupPolicyRoutes(),
    ...backupSettingRoutes(),
    ...backupValidationRoutes(),
    ...resourceGuardRoutes(),
    ...computeRoutes(),
    ...computeChangeRoutes(),
    ...runCommandRoutes(),
    ...deploymentRoutes(),
    ...machineChangeRoutes(),
    ...keyVaultRoutes(),
    ...accessPolicyRoutes(),
    ...storageRoutes(),
    ...networkRoutes(),
    ...authorizationRoutes(),
    ...roleChangeRoutes(),
    ...resourceProviderRoutes(),
    ...resourceRoutes(),
  ];
}
