import { spread } from '../world/ids.ts';
import type { ProtectedItem } from '../world/vault.ts';
import type { Context } from './call.ts';
import { itemId, itemPath, theItem, theVault, vaultPath } from './find.ts';
import { page, readFilter } from './paging.ts';
import { itemsInPair } from './paired-region.ts';
import { type Route, route } from './router.ts';
import { showDate, showTimeSpan } from './show-date.ts';

/** Protected items of a vault. */
export function backupItemRoutes(): Route[] {
  return [
    { ...route('GET', `${vaultPath}/backupProtectedItems`, list), inPair: itemsInPair },
    route('GET', itemPath, (context) => ({
      status: 200,
      body: showItem(theItem(context), context, expanded(context)),
    })),
  ];
}

function list(context: Context) {
  const vault = theVault(context);
  const filter = readFilter(context.query.get('$filter'));
  const wanted = (name: string, value: string) =>
    (filter.get(name)?.toLowerCase() ?? value.toLowerCase()) === value.toLowerCase();
  const items = [...vault.items.values()].filter(
    (item) =>
      wanted('backupmanagementtype', 'AzureIaasVM') &&
      wanted('itemtype', 'VM') &&
      wanted('policyname', item.policyName) &&
      wanted('containername', item.containerName) &&
      wanted('friendlyname', item.vmName) &&
      wanted('healthstate', item.health.status),
  );
  return { status: 200, body: page(context, items, (item) => showItem(item, context, false)) };
}

function expanded(context: Context): boolean {
  return readFilter(context.query.get('$filter')).get('expand')?.toLowerCase() === 'extendedinfo';
}

/**
 * As recorded after a first backup in 2021; the dates of an item without one are the service's sentinels. So are a
 * soft-deleted item's: neither its last backup nor its health is shown (recorded).
 */
function showItem(item: ProtectedItem, { now, apiVersion }: Context, extended: boolean): Record<string, unknown> {
  const { health, softDeletedAt } = item;
  const lastBackup = softDeletedAt ? undefined : item.lastBackup;
  const newest = lastBackup && item.points[0];
  const policy = item.vault.policies.get(item.policyName.toLowerCase())?.properties;
  const detail = {
    code: health.code,
    title: health.title,
    message: health.message,
    recommendations: health.recommendations,
  };
  const kpi = health.status === 'Passed' ? { code: 0, title: 'Success', message: '', recommendations: [] } : detail;
  return {
    // Letters outside ASCII are percent-encoded here and nowhere else (recorded).
    id: encodeURI(itemId(item)),
    name: item.itemName,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      backupManagementType: 'AzureIaasVM',
      workloadType: 'VM',
      // The service drops the prefix here.
      containerName: item.containerName.replace(/^IaasVMContainer;/i, ''),
      sourceResourceId: item.vmId,
      virtualMachineId: item.vmId,
      friendlyName: item.vmName,
      policyId: item.policyName && `${item.vault.id}/backupPolicies/${item.policyName}`,
      policyName: item.policyName,
      protectionStatus: health.status === 'Passed' ? 'Healthy' : 'Unhealthy',
      protectionState: item.protectionState,
      healthStatus: health.status,
      ...(!softDeletedAt && { healthDetails: [detail] }),
      kpisHealths: {
        BackupOperationStatusKPI: {
          resourceHealthStatus: health.status === 'Passed' ? 'Healthy' : 'PersistentUnhealthy',
          resourceHealthDetails: [kpi],
        },
      },
      lastBackupStatus: lastBackup?.status ?? '',
      lastBackupTime: lastBackup ? showDate(lastBackup.at) : '2001-01-01T00:00:00Z',
      ...(newest && { lastRecoveryPoint: showDate(newest.at) }),
      protectedItemDataId: dataId(item),
      isArchiveEnabled: false,
      ...(apiVersion >= '2025-01-01' && policy?.policyType && { policyType: policy.policyType }),
      ...(apiVersion >= '2026-07-01' && {
        sourceLocation: item.vault.location,
        sourceSideScanInfo: scan(item),
      }),
      ...(softDeletedAt && { isScheduledForDeferredDelete: true }),
      ...(softDeletedAt && !item.hidesEnd && deferredDelete(softDeletedAt, now)),
      ...(extended && {
        extendedInfo: {
          ...(item.points.length > 0 && { oldestRecoveryPoint: showDate(item.points.at(-1)?.at ?? new Date(0)) }),
          recoveryPointCount: item.points.length,
          policyInconsistent: false,
        },
      }),
    },
  };
}

/** Defender's findings of the last days (documented; that only the newest point counts is modelled). */
function scan({ points: [newest] }: ProtectedItem): Record<string, string> {
  if (!newest?.threat) return { sourceSideScanStatus: 'NotConfigured', sourceSideScanSummary: 'NotApplicable' };
  const found = newest.threat.status === 'UnHealthy' ? 'Suspicious' : 'Healthy';
  return { sourceSideScanStatus: 'Configured', sourceSideScanSummary: found };
}

function dataId(item: ProtectedItem): string {
  return String(
    Math.floor(spread(`data of ${item.vault.id} ${item.itemName}`, 17_592_000_000_000, 17_593_000_000_000)),
  );
}

/** Soft delete keeps for 14 days. */
function deferredDelete(at: Date, now: Date): Record<string, unknown> {
  const until = new Date(at.getTime() + 14 * 86_400_000);
  return {
    deferredDeleteTimeInUTC: showDate(until),
    deferredDeleteTimeRemaining: showTimeSpan(until.getTime() - now.getTime()),
  };
}
