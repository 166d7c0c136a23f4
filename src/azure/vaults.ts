import type { Vault } from '@azure/arm-recoveryservices';
import { parseResourceId, parseVaultId, type Ref } from '../kernel/arm-id.ts';
import type { Immutability, Redundancy, Tri, VaultFacts, VaultIdentity, VaultSettingsFacts } from '../kernel/facts.ts';
import type { GuardFacts } from '../kernel/place-facts.ts';
import { askAll, askIfThere, wholePages } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { count, list, parseOneOf, parseTri, text } from './parse/values.ts';

export type Vaults = {
  /** Recovery Services vaults of all configured subscriptions. */
  list(): Promise<VaultFacts[]>;
  /** Recovery Services vaults of one subscription. */
  listOf(subscriptionId: string): Promise<VaultFacts[]>;
  get(vault: Ref): Promise<VaultFacts | undefined>;
  /** Protection settings of the vault itself. */
  settings(vault: Ref): Promise<VaultSettingsFacts | undefined>;
};

export function createVaults(clients: ClientsOf, subscriptions: readonly string[]): Vaults {
  const listOf = (id: string) => askAll(clients(id).reading.vaults.vaults.listBySubscriptionId(), parseVault);
  const read = (vault: Ref) => {
    const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
    return askIfThere(() => clients(subscriptionId).reading.vaults.vaults.get(resourceGroup, name));
  };
  return {
    listOf,
    list: async () => (await Promise.all(subscriptions.map(listOf))).flat(),
    async get(vault) {
      const found = await read(vault);
      return found && parseVault(found);
    },
    async settings(vault) {
      const found = await read(vault);
      return found && parseVaultSettings(found);
    },
  };
}

export type VaultUsages = {
  /** Number of VMs that a vault protects, soft-deleted ones included; undefined if Azure does not say. */
  protectedMachines(vault: Ref): Promise<number | undefined>;
};

export function createVaultUsages(clients: ClientsOf): VaultUsages {
  return {
    async protectedMachines(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupUsageSummaries } = clients(subscriptionId).reading.backup;
      const filter = "type eq 'BackupProtectedItemCountSummary'";
      const summaries = await askAll(
        backupUsageSummaries.list(name, resourceGroup, { ...wholePages, filter }),
        (one) => (/^azureiaasvm$/i.test(text(one.name?.value) ?? '') ? count(one.currentValue) : undefined),
      );
      return summaries[0];
    },
  };
}

export type Guards = {
  /** The Resource Guards of a vault, and the operations they guard. */
  list(vault: Ref): Promise<GuardFacts[]>;
  /**
   * The request that a guarded call has to name; undefined when no guard protects it.
   * @param operation the end of the operation's name, e.g. protectedItems/write#stopProtectionWithRetainData
   */
  request(vault: Ref, operation: string): Promise<string | undefined>;
};

export function createGuards(clients: ClientsOf): Guards {
  return {
    list(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { resourceGuardProxies } = clients(subscriptionId).reading.backup;
      return askAll(resourceGuardProxies.list(name, resourceGroup, wholePages), ({ properties }) => {
        const guardId = text(properties?.resourceGuardResourceId);
        if (!guardId) return undefined;
        const operations = list(properties?.resourceGuardOperationDetails).flatMap(
          ({ vaultCriticalOperation }) => text(vaultCriticalOperation) ?? [],
        );
        return { guardId, operations };
      });
    },
    async request(vault, operation) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { resourceGuardProxies } = clients(subscriptionId).reading.backup;
      const details = await askAll(resourceGuardProxies.list(name, resourceGroup, wholePages), ({ properties }) =>
        list(properties?.resourceGuardOperationDetails),
      );
      const found = details
        .flat()
        .find((one) => one.vaultCriticalOperation?.toLowerCase().endsWith(`/${operation.toLowerCase()}`));
      return text(found?.defaultResourceRequest);
    },
  };
}

function parseVault(vault: Vault): VaultFacts | undefined {
  if (!vault.id) return undefined;
  const { properties } = vault;
  const identities = parseIdentities(vault);
  const keyUri = properties?.encryption?.keyVaultProperties?.keyUri;
  return {
    ...parseResourceId(vault.id),
    name: vault.name ?? parseResourceId(vault.id).name,
    location: vault.location,
    // The vault resource always carries its properties; without a key in them Microsoft's is used.
    customerManagedKey: keyUri ? 'yes' : properties ? 'no' : 'unknown',
    crossRegionRestore: parseTri(properties?.redundancySettings?.crossRegionRestore),
    redundancy: parseRedundancy(properties?.redundancySettings),
    crossSubscriptionRestore: crossSubscription(
      properties?.restoreSettings?.crossSubscriptionRestoreSettings?.crossSubscriptionRestoreState,
    ),
    multiUserAuthorization: parseTri(properties?.securitySettings?.multiUserAuthorization),
    immutability: parseImmutability(properties?.securitySettings?.immutabilitySettings?.state),
    ...(identities.length > 0 && { identities }),
  };
}

function parseIdentities({ identity }: Vault): VaultIdentity[] {
  const assigned = Object.entries(identity?.userAssignedIdentities ?? {});
  return [
    ...(identity?.principalId ? [{ principalId: identity.principalId }] : []),
    ...assigned.map(([id, { principalId = '' }]) => ({ id, principalId })),
  ];
}

/** If a vault omits it, Azure's own tools restore. PermanentlyDisabled means no, as Disabled does. */
function crossSubscription(state: string | undefined): Tri {
  if (state === undefined || /^enabled$/i.test(state)) return 'yes';
  return /disabled$/i.test(state) ? 'no' : 'unknown';
}

const immutabilities = { Locked: 'locked', Unlocked: 'unlocked', Disabled: 'off' } as const;
const softDeletes = { AlwaysON: 'always-on', Enabled: 'on', Disabled: 'off' } as const;

const redundancies = { GeoRedundant: 'geo', ZoneRedundant: 'zone', LocallyRedundant: 'local' } as const;

/** Missing members stay unknown: Azure mostly omits settings that were never switched on, but does not say so. */
export function parseVaultSettings({ properties }: Vault): VaultSettingsFacts {
  const { securitySettings: security, redundancySettings, monitoringSettings } = properties ?? {};
  const softDelete = parseOneOf(security?.softDeleteSettings?.softDeleteState, ['AlwaysON', 'Enabled', 'Disabled']);
  const days = count(security?.softDeleteSettings?.softDeleteRetentionPeriodInDays);
  return {
    immutability: parseImmutability(security?.immutabilitySettings?.state),
    softDelete: softDelete ? softDeletes[softDelete] : 'unknown',
    ...(days !== undefined && { softDeleteDays: days }),
    redundancy: parseRedundancy(redundancySettings),
    crossRegionRestore: parseTri(redundancySettings?.crossRegionRestore),
    publicAccess: parseTri(properties?.publicNetworkAccess),
    privateEndpoints: list(properties?.privateEndpointConnections).length,
    jobAlerts: parseTri(monitoringSettings?.azureMonitorAlertSettings?.alertsForAllJobFailures),
    customerKey: properties?.encryption?.keyVaultProperties?.keyUri ? 'yes' : properties ? 'no' : 'unknown',
    sourceScan: parseTri(security?.sourceScanConfiguration?.state),
  };
}

function parseImmutability(value: unknown): Immutability {
  const state = parseOneOf(value, ['Locked', 'Unlocked', 'Disabled']);
  return state ? immutabilities[state] : 'unknown';
}

/** Redundancy of a vault's storage. */
function parseRedundancy(settings: NonNullable<Vault['properties']>['redundancySettings']): Redundancy {
  const name = parseOneOf(settings?.standardTierStorageRedundancy, [
    'GeoRedundant',
    'ZoneRedundant',
    'LocallyRedundant',
  ]);
  return name ? redundancies[name] : 'unknown';
}
