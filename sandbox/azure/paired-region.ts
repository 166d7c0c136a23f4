import type { ProtectedItem, RecoveryPoint, Vault } from '../world/vault.ts';
import { type Context, param } from './call.ts';
import { AzureError } from './errors.ts';
import { itemId, notInVault, theItem, theVault } from './find.ts';
import { page } from './paging.ts';
import { showDate } from './show-date.ts';

/**
 * Data of a vault in its paired region: the same addresses, in the one version of the document of cross-region restore.
 * Members are those of its examples; a point is in tier 2 alone (recorded in 2021), which later versions spell out
 * (documented).
 */
export function itemsInPair(context: Context) {
  const vault = theVault(context);
  requireCrossRegion(context, vault);
  const items = [...vault.items.values()].filter((item) => copiedPoints(item, context.now).length > 0);
  return { status: 200, body: page(context, items, (item) => showItem(item, context)) };
}

export function pointsInPair(context: Context) {
  const item = theItem(context);
  requireCrossRegion(context, item.vault);
  return { status: 200, body: { value: copiedPoints(item, context.now).map((point) => showPoint(item, point)) } };
}

export function pointInPair(context: Context) {
  const item = theItem(context);
  requireCrossRegion(context, item.vault);
  const name = param(context, 'recoveryPointId');
  const point = copiedPoints(item, context.now).find((one) => one.name === name);
  if (!point) throw notInVault(`The specified recovery point ${name} was not found.`);
  return { status: 200, body: showPoint(item, point) };
}

/** The code was reported by people; its status and text are modelled. */
function requireCrossRegion({ world }: Context, { id, name }: Vault): void {
  const { redundancySettings } = (world.resources.get(id)?.properties ?? {}) as {
    redundancySettings?: { crossRegionRestore?: string };
  };
  if (redundancySettings?.crossRegionRestore === 'Enabled') return;
  throw new AzureError(
    400,
    'BMSUserErrorCrossRegionRestoreNotEnabledInThisVault',
    `Cross Region Restore is not enabled in the vault ${name}.`,
  );
}

function showItem(item: ProtectedItem, { now }: Context): Record<string, unknown> {
  const [newest] = copiedPoints(item, now);
  return {
    id: encodeURI(itemId(item)),
    name: item.itemName,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      backupManagementType: 'AzureIaasVM',
      workloadType: 'VM',
      containerName: item.containerName.replace(/^IaasVMContainer;/i, ''),
      sourceResourceId: item.vmId,
      ...(item.policyName && { policyId: `${item.vault.id}/backupPolicies/${item.policyName}` }),
      ...(newest && { lastRecoveryPoint: showDate(newest.at) }),
    },
  };
}

function showPoint(item: ProtectedItem, { name, at, consistency, source }: RecoveryPoint): Record<string, unknown> {
  return {
    id: `${encodeURI(itemId(item))}/recoveryPoints/${name}`,
    name,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints',
    properties: {
      objectType: 'IaasVMRecoveryPoint',
      recoveryPointType: consistency,
      recoveryPointTime: showDate(at),
      recoveryPointAdditionalInfo: '',
      sourceVMStorageType: source.managed ? 'PremiumVMOnPremiumStorage' : 'NormalStorage',
      isSourceVMEncrypted: source.ade !== undefined,
      isInstantIlrSessionActive: false,
      recoveryPointTierDetails: [{ type: 'HardenedRP', status: 'Valid' }],
      isManagedVirtualMachine: source.managed,
      virtualMachineSize: source.size,
      originalStorageAccountOption: !source.managed,
      osType: source.osType,
    },
  };
}

/** Azure replicates the vault's content within 12 hours (documented); that it always takes this long is modelled. */
const copyMs = 12 * 60 * 60_000;

/** Points in the paired region, newest first: those of the vault tier that are not soft-deleted. */
export function copiedPoints({ points, copiedUntil }: ProtectedItem, now: Date): RecoveryPoint[] {
  const last = Math.min(now.getTime() - copyMs, copiedUntil?.getTime() ?? Number.POSITIVE_INFINITY);
  return points.filter(
    ({ at, tiers, softDeleted }) =>
      !softDeleted &&
      at.getTime() <= last &&
      tiers.some(({ tier, status }) => tier === 'HardenedRP' && status === 'Valid'),
  );
}
