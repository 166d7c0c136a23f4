import type { AzureIaaSVMProtectedItem, ProtectedItemResource } from '@azure/arm-recoveryservicesbackup';
import { nameOf, parseItemId, parseVaultId, type Ref } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ProtectedItemFacts, SourceScanStatus, SourceScanSummary } from '../kernel/facts.ts';
import { asObject } from '../kernel/stored.ts';
import { askAll, askIfThere, firstTaken, wholePages } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { scrub } from './errors.ts';
import { count, durationSeconds, list, moment, parseOneOf, text, textList } from './parse/values.ts';

export type Items = {
  /** Protected VMs of a vault, stopped and soft-deleted ones included. */
  list(vault: Ref): Promise<ProtectedItemFacts[]>;
  get(item: Ref): Promise<ProtectedItemFacts | undefined>;
};

export function createItems(clients: ClientsOf, clock: Clock): Items {
  return {
    list(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const filter = "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'";
      const now = clock.now();
      const read = ({ backupProtectedItems }: typeof backup) =>
        askAll(backupProtectedItems.list(name, resourceGroup, { ...wholePages, filter }), (item) =>
          parseItem(item, now),
        );
      return firstTaken(
        () => read(newerBackup),
        () => read(backup),
      );
    },
    async get(ref) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const read = ({ protectedItems }: typeof backup) =>
        askIfThere(() => protectedItems.get(name, resourceGroup, 'Azure', containerName, itemName));
      const found = await firstTaken(
        () => read(newerBackup),
        () => read(backup),
      );
      return found && parseItem(found, clock.now());
    },
  };
}

const vmTypes = ['microsoft.compute/virtualmachines', 'azureiaasvmprotecteditem'];
const states = [
  'Invalid',
  'IRPending',
  'Protected',
  'ProtectionError',
  'ProtectionStopped',
  'ProtectionPaused',
  'BackupsSuspended',
] as const;
const healths = ['Passed', 'ActionRequired', 'ActionSuggested', 'Invalid'] as const;

const scanStatuses: Record<string, SourceScanStatus> = {
  configured: 'configured',
  notconfigured: 'not-configured',
  notapplicable: 'not-applicable',
  configurationfailed: 'failed',
};
const scanSummaries: Record<string, SourceScanSummary> = {
  healthy: 'healthy',
  nothreatsreported: 'no-threats-reported',
  suspicious: 'suspicious',
  notapplicable: 'not-applicable',
};

/**
 * undefined for anything but a VM (SQL, file shares, classic).
 * @param now world time, for the remainder of a soft delete
 */
export function parseItem(resource: ProtectedItemResource, now: Date): ProtectedItemFacts | undefined {
  const { id } = resource;
  const properties = vmProperties(resource.properties);
  if (!id || !properties) return undefined;
  const vmId = text(properties.sourceResourceId) ?? text(properties.virtualMachineId) ?? '';
  const lastBackupAt = moment(properties.lastBackupTime);
  const latestPointAt = moment(properties.lastRecoveryPoint);
  const policyName = text(properties.policyName) ?? text(nameOf(properties.policyId ?? ''));
  const softDeleted = properties.isScheduledForDeferredDelete === true;
  const deletedForGoodAt = softDeleted ? goneAt(properties, now) : undefined;
  const sourceScan = parseSourceScan(properties);
  return {
    id,
    vaultId: parseVaultId(id).id,
    ...parseItemId(id),
    vmName: text(properties.friendlyName) ?? nameOf(vmId),
    vmId,
    protectionState: parseOneOf(properties.protectionState, states) ?? text(properties.protectionState) ?? '',
    health: parseOneOf(properties.healthStatus, healths) ?? '',
    healthDetails: list(properties.healthDetails).map(parseHealthDetail),
    lastBackupStatus: text(properties.lastBackupStatus) ?? '',
    ...(lastBackupAt && { lastBackupAt }),
    ...(latestPointAt && { latestPointAt }),
    ...(policyName && { policyName }),
    softDeleted,
    ...(deletedForGoodAt && { deletedForGoodAt }),
    ...(sourceScan && { sourceScan }),
  };
}

function vmProperties(properties: ProtectedItemResource['properties']): AzureIaaSVMProtectedItem | undefined {
  const type = String(properties?.protectedItemType ?? '').toLowerCase();
  return vmTypes.includes(type) ? (properties as AzureIaaSVMProtectedItem) : undefined;
}

/** A member of api-version 2026-07-01, missing in the SDK's type. */
function parseSourceScan(properties: object): ProtectedItemFacts['sourceScan'] {
  const { sourceSideScanInfo: info } = properties as { sourceSideScanInfo?: unknown };
  const { sourceSideScanStatus, sourceSideScanSummary } = asObject(info);
  const status = text(sourceSideScanStatus);
  const summary = text(sourceSideScanSummary);
  if (status === undefined && summary === undefined) return undefined;
  return {
    status: scanStatuses[status?.toLowerCase() ?? ''] ?? 'unknown',
    summary: scanSummaries[summary?.toLowerCase() ?? ''] ?? 'unknown',
  };
}

function parseHealthDetail(detail: { code?: number; title?: string; message?: string; recommendations?: string[] }) {
  const code = count(detail.code);
  return {
    ...(code !== undefined && { code }),
    title: text(detail.title) ?? '',
    message: scrub(text(detail.message) ?? ''),
    recommendations: textList(detail.recommendations).map((line) => scrub(line)),
  };
}

// The remaining time is unambiguous; the documents do not say whether deferredDeleteTimeInUTC is the request or
// the end.
function goneAt(properties: AzureIaaSVMProtectedItem, now: Date): Date | undefined {
  const left = durationSeconds(properties.deferredDeleteTimeRemaining);
  if (left !== undefined) return new Date(now.getTime() + left * 1000);
  const named = moment(properties.deferredDeleteTimeInUTC);
  return named && named > now ? named : undefined;
}
