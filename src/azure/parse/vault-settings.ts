import type { Vault } from '@azure/arm-recoveryservices';
import type { Immutability, Redundancy, VaultSettingsFacts } from '../../kernel/facts.ts';
import { count, list, oneOf, tri } from './values.ts';

const immutabilities = { Locked: 'locked', Unlocked: 'unlocked', Disabled: 'off' } as const;
const softDeletes = { AlwaysON: 'always-on', Enabled: 'on', Disabled: 'off' } as const;

const redundancies = { GeoRedundant: 'geo', ZoneRedundant: 'zone', LocallyRedundant: 'local' } as const;

/** What Azure leaves out stays unknown: it mostly leaves out what was never switched on, and does not say so. */
export function parseVaultSettings({ properties }: Vault): VaultSettingsFacts {
  const { securitySettings: security, redundancySettings, monitoringSettings } = properties ?? {};
  const softDelete = oneOf(security?.softDeleteSettings?.softDeleteState, ['AlwaysON', 'Enabled', 'Disabled']);
  const days = count(security?.softDeleteSettings?.softDeleteRetentionPeriodInDays);
  return {
    immutability: parseImmutability(security?.immutabilitySettings?.state),
    softDelete: softDelete ? softDeletes[softDelete] : 'unknown',
    ...(days !== undefined && { softDeleteDays: days }),
    redundancy: parseRedundancy(redundancySettings),
    crossRegionRestore: tri(redundancySettings?.crossRegionRestore),
    publicAccess: tri(properties?.publicNetworkAccess),
    privateEndpoints: list(properties?.privateEndpointConnections).length,
    jobAlerts: tri(monitoringSettings?.azureMonitorAlertSettings?.alertsForAllJobFailures),
    customerKey: properties?.encryption?.keyVaultProperties?.keyUri ? 'yes' : properties ? 'no' : 'unknown',
    sourceScan: tri(security?.sourceScanConfiguration?.state),
  };
}

export function parseImmutability(value: unknown): Immutability {
  const state = oneOf(value, ['Locked', 'Unlocked', 'Disabled']);
  return state ? immutabilities[state] : 'unknown';
}

/** How the copies of a vault are stored. */
export function parseRedundancy(settings: NonNullable<Vault['properties']>['redundancySettings']): Redundancy {
  const name = oneOf(settings?.standardTierStorageRedundancy, ['GeoRedundant', 'ZoneRedundant', 'LocallyRedundant']);
  return name ? redundancies[name] : 'unknown';
}
