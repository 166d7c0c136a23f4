import type {
  IaasVMRecoveryPoint,
  KeyAndSecretDetails,
  RecoveryPointResource,
} from '@azure/arm-recoveryservicesbackup';
import { parseItemId, parseVaultId, type Ref } from '../kernel/arm-id.ts';
import type { AdeKeys, RecoveryPointFacts, ThreatFacts, ThreatFinding, Tier } from '../kernel/facts.ts';
import { asObject, asObjects } from '../kernel/stored.ts';
import { askAll, askIfThere, firstTaken, wholePages } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { scrub } from './errors.ts';
import { count, filterDate, list, moment, osTypes, parseOneOf, parseTri, text, textList } from './parse/values.ts';

export type Points = {
  /**
   * Points, newest first, soft-deleted ones included: they can be restored until they are purged. A list may omit
   * whether the VM was encrypted: read a point by name before deciding on it.
   */
  list(item: Ref, range?: { from: Date; to: Date }): Promise<RecoveryPointFacts[]>;
  /** @param name the point's id, up to 19 digits, as a string */
  get(item: Ref, name: string): Promise<RecoveryPointFacts | undefined>;
  /**
   * Points of the item in the paired region, newest first. Azure refuses this for a vault without cross-region restore.
   * @throws azure.*
   */
  inPair(item: Ref): Promise<RecoveryPointFacts[]>;
};

export function createPoints(clients: ClientsOf): Points {
  return {
    async list(ref, range) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const within =
        range && `startDate eq '${filterDate(range.from)}' and endDate eq '${filterDate(upToTheSecond(range.to))}'`;
      const read = ({ recoveryPoints }: typeof backup, ...terms: (string | undefined)[]) => {
        const filter = terms.filter((term) => term !== undefined).join(' and ');
        const options = { ...wholePages, ...(filter && { filter }) };
        const pages = recoveryPoints.list(name, resourceGroup, 'Azure', containerName, itemName, options);
        return askAll(pages, (point) => parsePoint(point, false));
      };
      const points = await firstTaken(
        () => read(newerBackup, within, withSoftDeleted),
        () => read(backup, within, withSoftDeleted),
        // The spelling is that of az and not confirmed by a recording: without this filter the remaining points
        // are listed.
        () => read(backup, within),
      );
      return points.sort((a, b) => b.at.getTime() - a.at.getTime());
    },
    async get(ref, pointName) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const read = ({ recoveryPoints }: typeof backup) =>
        askIfThere(() => recoveryPoints.get(name, resourceGroup, 'Azure', containerName, itemName, pointName));
      const found = await firstTaken(
        () => read(newerBackup),
        () => read(backup),
      );
      return found && parsePoint(found, true);
    },
    async inPair(ref) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { recoveryPoints } = clients(subscriptionId).reading.backupInPair;
      const pages = recoveryPoints.list(name, resourceGroup, 'Azure', containerName, itemName, wholePages);
      const points = await askAll(pages, (point) => parsePoint(point, false));
      return points.sort((a, b) => b.at.getTime() - a.at.getTime());
    },
  };
}

const withSoftDeleted = "includeSoftDeletedRP eq 'True'";

// Filters have no fractions of a second, points do: the last one would be missed.
function upToTheSecond(date: Date): Date {
  return new Date(Math.ceil(date.getTime() / 1000) * 1000);
}

const tierNames = ['Invalid', 'InstantRP', 'HardenedRP', 'ArchivedRP'] as const;
const tierStatuses = ['Invalid', 'Valid', 'Disabled', 'Deleted', 'Rehydrated'] as const;
const mechanisms = ['None', 'SinglePass', 'DoublePass'] as const;
const consistencies = ['AppConsistent', 'FileSystemConsistent', 'CrashConsistent'] as const;

const tiers: Record<string, Tier> = {
  InstantRP: 'snapshot',
  HardenedRP: 'vault-standard',
  ArchivedRP: 'vault-archive',
};
const consistencyOf = {
  AppConsistent: 'application',
  FileSystemConsistent: 'file-system',
  CrashConsistent: 'crash',
} as const;
const threatStatuses = ['Unknown', 'Healthy', 'UnHealthy', 'Warning', 'NotAvailable'] as const;
const threatStatusOf = {
  Unknown: 'unknown',
  Healthy: 'healthy',
  UnHealthy: 'unhealthy',
  Warning: 'warning',
  NotAvailable: 'not-available',
} as const;
const severities = ['Critical', 'High', 'Warning', 'Informational'] as const;
const mechanismOf = { None: 'none', SinglePass: 'single-pass', DoublePass: 'double-pass' } as const;

/**
 * undefined for a point that is not a VM's or has no time. keyAndSecret carries the backed-up key and the wrapped
 * secret: only addresses are taken from it here.
 * @param detailed read by the point's own GET; omissions in a list prove nothing
 */
export function parsePoint(resource: RecoveryPointResource, detailed: boolean): RecoveryPointFacts | undefined {
  const { id, name } = resource;
  const properties = resource.properties as IaasVMRecoveryPoint | undefined;
  const at = moment(properties?.recoveryPointTime);
  if (!id || !name || !properties || !at || !/^IaasVMRecoveryPoint$/i.test(properties.objectType)) return undefined;
  const keys = parseKeys(properties.keyAndSecret);
  const consistency = parseOneOf(properties.recoveryPointType, consistencies);
  const mechanism = parseOneOf(properties.keyAndSecret?.encryptionMechanism, mechanisms);
  const vmSize = text(properties.virtualMachineSize);
  const securityType = text(properties.securityType);
  const expiresAt = moment(properties.recoveryPointProperties?.expiryTime);
  const disks = properties.recoveryPointDiskConfiguration;
  const threat = parseThreat(properties);
  const leftOut = list(disks?.excludedDiskList).map(parseDisk);
  const included = count(disks?.numberOfDisksIncludedInBackup);
  const attached = count(disks?.numberOfDisksAttachedToVm);
  return {
    id,
    name,
    at,
    consistency: consistency ? consistencyOf[consistency] : 'unknown',
    tiers: list(properties.recoveryPointTierDetails).flatMap(parseTier),
    encrypted: parseTri(properties.isSourceVMEncrypted),
    ...(keys && { keys }),
    hasKeyAndSecret: keys !== undefined,
    mechanism: mechanism ? mechanismOf[mechanism] : 'unknown',
    managed: parseTri(properties.isManagedVirtualMachine),
    osType: parseOneOf(properties.osType, osTypes) ?? 'unknown',
    ...(vmSize && { vmSize }),
    zones: textList(properties.zones),
    ...(securityType && { securityType }),
    disks: list(disks?.includedDiskList).map(parseDisk),
    ...(leftOut.length > 0 && { leftOut }),
    ...(included !== undefined && attached !== undefined && { diskCounts: { included, attached } }),
    originalStorageAccountOption: properties.originalStorageAccountOption === true,
    ...(properties.isPrivateAccessEnabledOnAnyDisk === true && { privateDisks: true }),
    ...parseConfidentialDisks(properties),
    softDeleted: properties.recoveryPointProperties?.isSoftDeleted === true,
    ...(threat && { threat }),
    ...(expiresAt && { expiresAt }),
    detailed,
  };
}

/** A member of api-version 2026-07-01, missing in the SDK's type. */
function parseConfidentialDisks(properties: object): Pick<RecoveryPointFacts, 'confidentialDisks'> {
  const { dataDiskMetadata } = properties as { dataDiskMetadata?: unknown };
  const disks = asObjects(asObject(dataDiskMetadata).encryptedDataDisks).flatMap(({ lun, diskName }) => {
    const known = count(lun as number | undefined);
    return known === undefined ? [] : [{ lun: known, name: text(diskName as string | undefined) ?? '' }];
  });
  return disks.length > 0 ? { confidentialDisks: disks } : {};
}

/** Members of api-version 2026-07-01, missing in the SDK's type. A new status counts as unknown. */
function parseThreat(properties: object): ThreatFacts | undefined {
  const { threatStatus, threatInfo } = properties as { threatStatus?: unknown; threatInfo?: unknown };
  if (threatStatus === undefined || threatStatus === null) return undefined;
  const status = parseOneOf(threatStatus, threatStatuses);
  return { status: status ? threatStatusOf[status] : 'unknown', findings: list(threatInfo).flatMap(parseFinding) };
}

/** Findings that somebody has resolved or chosen to ignore are left out. */
function parseFinding(info: unknown): ThreatFinding[] {
  const { threatTitle, threatSeverity, threatState, threatStartTime } = asObject(info);
  const title = text(threatTitle);
  if (!title || parseOneOf(threatState, ['Resolved', 'Ignored'])) return [];
  const severity = parseOneOf(threatSeverity, severities);
  const since = moment(threatStartTime);
  return [
    {
      title: scrub(title),
      severity: severity ? (severity.toLowerCase() as Lowercase<typeof severity>) : 'unknown',
      ...(since && { since }),
    },
  ];
}

function parseDisk({ lun, name }: { lun?: unknown; name?: unknown }): { lun: number; name: string } {
  return { lun: count(lun) ?? -1, name: text(name) ?? '' };
}

function parseTier(tier: { type?: unknown; status?: unknown }): RecoveryPointFacts['tiers'] {
  const name = tiers[parseOneOf(tier.type, tierNames) ?? ''];
  if (!name) return [];
  const status = parseOneOf(tier.status, tierStatuses);
  return [{ tier: name, status: status ? (status.toLowerCase() as Lowercase<typeof status>) : 'unknown' }];
}

function parseKeys(details: KeyAndSecretDetails | undefined): AdeKeys | undefined {
  const secretUrl = text(details?.bekDetails?.secretUrl);
  if (!secretUrl) return undefined;
  const keyUrl = text(details?.kekDetails?.keyUrl);
  return {
    bek: { secretUrl, keyVaultId: text(details?.bekDetails?.secretVaultId) ?? '' },
    ...(keyUrl && { kek: { keyUrl, keyVaultId: text(details?.kekDetails?.keyVaultId) ?? '' } }),
  };
}
