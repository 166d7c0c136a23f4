import { keyBackupData, secretData } from '../world/key-material.ts';
import type { AdeKeys } from '../world/point-source.ts';
import type { ProtectedItem, RecoveryPoint } from '../world/vault.ts';
import { type Context, param } from './call.ts';
import { itemId, itemPath, notInVault, pointPath, theItem } from './find.ts';
import { readFilter, readFilterDate } from './paging.ts';
import { pointInPair, pointsInPair } from './paired-region.ts';
import { type Route, route } from './router.ts';
import { showDate } from './show-date.ts';

/**
 * Recovery points. The list says whether a machine was encrypted (in 115 of 116 recorded since 2017); the point itself
 * says how, and lists its disks.
 */
export function recoveryPointRoutes(): Route[] {
  return [
    { ...route('GET', `${itemPath}/recoveryPoints`, list), inPair: pointsInPair },
    {
      ...route('GET', pointPath, (context) => {
        const [item, point] = [theItem(context), thePoint(context)];
        return {
          status: 200,
          body: show(itemId(item), point, {
            ...common(point, numeric(context)),
            ...onlyInGet(point),
            ...shownSince(context, item, point),
          }),
        };
      }),
      inPair: pointInPair,
    },
  ];
}

export function thePoint(context: Context): RecoveryPoint {
  const name = param(context, 'recoveryPointId');
  const point = theItem(context).points.find((one) => one.name === name);
  if (!point) throw notInVault(`The specified recovery point ${name} was not found.`);
  return point;
}

function list(context: Context) {
  const item = theItem(context);
  const filter = readFilter(context.query.get('$filter'));
  const from = filter.get('startdate');
  const to = filter.get('enddate');
  const withDeleted = filter.get('includesoftdeletedrp')?.toLowerCase() === 'true';
  const points = item.points.filter(
    (point) =>
      (withDeleted || !point.softDeleted) &&
      (!from || point.at >= readFilterDate(from)) &&
      (!to || point.at <= readFilterDate(to)),
  );
  // The list has numbers where the point has words: both occur in practice, so the bot must read both.
  return {
    status: 200,
    body: {
      value: points.map((point) =>
        show(itemId(item), point, { ...common(point, true), ...shownSince(context, item, point) }),
      ),
    },
  };
}

/** Versions up to 2020 send numbers everywhere, later ones words. */
function numeric(context: Context): boolean {
  return context.apiVersion < '2021';
}

function show(item: string, point: RecoveryPoint, properties: Record<string, unknown>): Record<string, unknown> {
  return {
    id: `${encodeURI(item)}/recoveryPoints/${point.name}`,
    name: point.name,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints',
    properties,
  };
}

const tierNumbers = { InstantRP: 1, HardenedRP: 2, ArchivedRP: 3 };
const statusNumbers = { Invalid: 0, Valid: 1, Disabled: 2, Deleted: 3, Rehydrated: 4 };

function common(point: RecoveryPoint, numbers: boolean): Record<string, unknown> {
  const { source } = point;
  return {
    objectType: 'IaasVMRecoveryPoint',
    recoveryPointType: point.consistency,
    recoveryPointTime: showDate(point.at),
    recoveryPointAdditionalInfo: '',
    sourceVMStorageType: source.managed ? 'PremiumVMOnPremiumStorage' : 'NormalStorage',
    isInstantIlrSessionActive: false,
    recoveryPointTierDetails: point.tiers.map(({ tier, status }) =>
      numbers ? { type: tierNumbers[tier], status: statusNumbers[status] } : { type: tier, status },
    ),
    isManagedVirtualMachine: source.managed,
    virtualMachineSize: source.size,
    originalStorageAccountOption: !source.managed,
    osType: source.osType,
    isSourceVMEncrypted: source.ade !== undefined,
  };
}

/** Members that only newer versions have (documented; values of a point are modelled). */
function shownSince({ apiVersion }: Context, { vault }: ProtectedItem, point: RecoveryPoint): Record<string, unknown> {
  const { expiresAt, softDeleted = false, threat, tellsExpiry = !vault.hidesExpiry, source } = point;
  if (apiVersion < '2023') return {};
  return {
    recoveryPointProperties: {
      ...(expiresAt && tellsExpiry && { expiryTime: showDate(expiresAt) }),
      isSoftDeleted: softDeleted,
      ...(apiVersion >= '2026-05-01' && { immutabilityProperties: { isImmutable: vault.isImmutable === true } }),
    },
    isPrivateAccessEnabledOnAnyDisk: source.disks.some(({ privateAccess }) => privateAccess !== undefined),
    ...(apiVersion >= '2026-07-01' && { ...showThreat(point.at, threat), ...showDataDisks(source) }),
  };
}

/** Which data disks are encrypted as confidential ones (documented). */
function showDataDisks({ disks }: RecoveryPoint['source']): Record<string, unknown> {
  const encrypted = disks.filter(({ lun, confidential }) => lun >= 0 && confidential);
  if (encrypted.length === 0) return {};
  return { dataDiskMetadata: { encryptedDataDisks: encrypted.map(({ lun, name }) => ({ lun, diskName: name })) } };
}

function showThreat(at: Date, threat: RecoveryPoint['threat']): Record<string, unknown> {
  if (!threat) return { threatStatus: 'NotAvailable' };
  const { status, title, severity } = threat;
  const info = { threatTitle: title, threatSeverity: severity, threatState: 'Active', threatStartTime: showDate(at) };
  return { threatStatus: status, threatInfo: title ? [info] : [] };
}

/** No point of a single-pass VM was recorded with its keys: modelled after the one of 2016. */
function onlyInGet({ source }: RecoveryPoint): Record<string, unknown> {
  return {
    ...(source.ade && { keyAndSecret: showKeys(source.ade.keys, source.ade.mechanism) }),
    recoveryPointDiskConfiguration: {
      numberOfDisksIncludedInBackup: source.disks.length,
      numberOfDisksAttachedToVm: source.disks.length + (source.leftOut?.length ?? 0),
      includedDiskList: source.disks.map(({ lun, name }) => ({ lun, name })),
      excludedDiskList: (source.leftOut ?? []).map(({ lun, name }) => ({ lun, name })),
    },
    ...(source.zones.length > 0 && { zones: source.zones }),
    securityType: source.securityType ?? 'None',
  };
}

function showKeys(keys: AdeKeys, mechanism: string): Record<string, unknown> {
  return {
    ...(keys.kek && {
      kekDetails: {
        keyUrl: keys.kek.keyUrl,
        keyVaultId: keys.kek.vaultId,
        keyBackupData: keyBackupData(keys.kek.keyUrl),
      },
    }),
    bekDetails: {
      secretUrl: keys.bek.secretUrl,
      secretVaultId: keys.bek.vaultId,
      secretData: secretData(keys.bek.secretUrl),
    },
    encryptionMechanism: mechanism,
  };
}
