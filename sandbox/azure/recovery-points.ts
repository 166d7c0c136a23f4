import { keyBackupData, secretData } from '../world/key-material.ts';
import type { AdeKeys } from '../world/point-source.ts';
import type { RecoveryPoint } from '../world/vault.ts';
import { itemId } from './backup-items.ts';
import { type Context, param } from './call.ts';
import { readFilter, readFilterDate } from './filter.ts';
import { notInVault, theItem } from './find.ts';
import { itemPath, pointPath } from './paths.ts';
import { type Route, route } from './router.ts';
import { showDate } from './show-date.ts';

/** Recovery points. The list says nothing of encryption, the point itself does: recorded for one and the same point. */
export function recoveryPointRoutes(): Route[] {
  return [
    route('GET', `${itemPath}/recoveryPoints`, list),
    route('GET', pointPath, (context) => {
      const [item, point] = [theItem(context), thePoint(context)];
      return {
        status: 200,
        body: show(itemId(item), point, { ...common(point, numeric(context)), ...onlyInGet(point) }),
      };
    }),
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
  const points = item.points.filter(
    (point) => (!from || point.at >= readFilterDate(from)) && (!to || point.at <= readFilterDate(to)),
  );
  // The list has numbers where the point has words: both are met in the wild, so the bot must read both.
  return { status: 200, body: { value: points.map((point) => show(itemId(item), point, common(point, true))) } };
}

/** Versions up to 2020 send numbers everywhere, later ones words. */
function numeric(context: Context): boolean {
  return context.apiVersion < '2021';
}

function show(item: string, point: RecoveryPoint, properties: Record<string, unknown>): Record<string, unknown> {
  return {
    id: `${item}/recoveryPoints/${point.name}`,
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
    ...(point.expiresAt && {
      recoveryPointProperties: { expiryTime: showDate(point.expiresAt), isSoftDeleted: false },
    }),
  };
}

/** No point of a single-pass VM was recorded with its keys: modelled after the one of 2016. */
function onlyInGet({ source }: RecoveryPoint): Record<string, unknown> {
  return {
    isSourceVMEncrypted: source.ade !== undefined,
    ...(source.ade && { keyAndSecret: showKeys(source.ade.keys, source.ade.mechanism) }),
    recoveryPointDiskConfiguration: {
      numberOfDisksIncludedInBackup: source.disks.length,
      numberOfDisksAttachedToVm: source.disks.length,
      includedDiskList: source.disks.map(({ lun, name }) => ({ lun, name })),
      excludedDiskList: [],
    },
    ...(source.zones.length > 0 && { zones: source.zones }),
    securityType: source.securityType ?? 'None',
    isPrivateAccessEnabledOnAnyDisk: false,
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
