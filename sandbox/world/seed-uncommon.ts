import { groupId, resourceId } from './arm-id.ts';
import { confidential, privateDisks } from './confidential.ts';
import { ade, cmk, pmk } from './encryption.ts';
import { addHistory } from './history.ts';
import { guid } from './ids.ts';
import { addKeyHolders } from './key-holders.ts';
import { bot, people } from './people.ts';
import { foreignGuardId, prod, region, strictGuardId, uncommonTargets, uncommonVaultIds } from './places.ts';
import { protect } from './protect.ts';
import { guardVault } from './resource-guard.ts';
import { roles } from './role-definitions.ts';
import { scheduleVaults } from './scheduled-backups.ts';
import { addDiskEncryptionSet, addKeyVault, addManagedHsm, grantSetKey } from './seed-key-vaults.ts';
import { addGroups, addNetwork, addStorageAccount, addVault } from './seed-resources.ts';
import type { ProtectedItem, RecoveryPoint, Vault } from './vault.ts';
import type { VmSpec } from './virtual-machine.ts';
import { deleteKeys } from './vm-changes.ts';
import type { World } from './world.ts';

const day = 86_400_000;
const group = 'rg-uncommon';
export const entraVaultIdentity = guid('identity of rsv-entra');
/** Letters outside ASCII are legal in names of resource groups; Azure Backup writes them percent-encoded in its ids. */
export const umlautGroup = 'rg-größe-測試';

/**
 * Adds what is recorded or documented of the service and in no other vault of the world: points without an expiry (the
 * normal case), confidential machines, private disks, vaults of each redundancy, immutable ones, guards that guard
 * restores.
 */
export function addUncommon(world: World): void {
  addGroups(world, prod.id, [group, umlautGroup]);
  for (const one of [group, umlautGroup]) addNetwork(world, prod.id, one, 'vnet-app', '10.60', 'app');
  addKeyVault(world, prod.id, group, 'kv-uncommon');
  addKeyHolders(world, [world.keyVault('kv-uncommon')]);
  addManagedHsm(world, prod.id, group, 'hsm-uncommon');
  for (const [set, store, key] of [
    ['des-cvm', 'kv-uncommon', 'cmk-cvm'],
    ['des-cvm-data', 'kv-uncommon', 'cmk-cvm-data'],
    ['des-lost', 'kv-uncommon', 'cmk-lost'],
    ['des-hsm', 'hsm-uncommon', 'cmk-hsm'],
  ] as const) {
    grantSetKey(world, addDiskEncryptionSet(world, prod.id, group, set, store, key));
  }
  // A set whose identity has no rights.
  addDiskEncryptionSet(world, prod.id, group, 'des-bare', 'hsm-uncommon', 'cmk-bare');
  world.resources.put({
    id: resourceId(prod.id, group, 'Microsoft.Compute/diskAccesses', 'da-uncommon'),
    name: 'da-uncommon',
    type: 'Microsoft.Compute/diskAccesses',
    location: region,
    properties: { provisioningState: 'Succeeded' },
  });
  const vaults = {
    zones: addVault(world, uncommonVaultIds.zones, { redundancy: 'ZoneRedundant', hidesExpiry: true }),
    locked: addVault(world, uncommonVaultIds.locked, {
      redundancy: 'LocallyRedundant',
      immutability: 'Locked',
      alwaysSoftDeletes: true,
      hidesExpiry: true,
    }),
    pairs: addVault(world, uncommonVaultIds.pairs, {
      crossRegionRestore: true,
      immutability: 'Unlocked',
      hidesExpiry: true,
    }),
    guarded: addVault(world, uncommonVaultIds.guarded, { hidesExpiry: true }),
    foreign: addVault(world, uncommonVaultIds.foreign, { hidesExpiry: true }),
    entra: addVault(world, uncommonVaultIds.entra, { hidesExpiry: true, identity: entraVaultIdentity }),
  };
  guardVault(world, vaults.guarded, strictGuardId, { namedInRestores: true });
  guardVault(world, vaults.foreign, foreignGuardId, { namedInRestores: true, foreign: true });
  const add = (vault: Vault, spec: Partial<VmSpec> & { name: string }) =>
    protect(world, vault, 'DefaultPolicy', {
      subscriptionId: prod.id,
      group,
      os: 'Linux',
      encryption: pmk(),
      ...spec,
    });

  add(vaults.zones, {
    name: 'cvm-01',
    os: 'Windows',
    size: 'Standard_DC2as_v5',
    encryption: confidential({ os: 'des-cvm' }),
  });
  add(vaults.zones, { name: 'cvm-02', size: 'Standard_DC2as_v5', encryption: confidential() });
  add(vaults.zones, {
    name: 'cvm-03',
    size: 'Standard_DC2as_v5',
    dataGb: [32, 64],
    encryption: confidential({ os: 'des-cvm', data: 'des-cvm-data' }),
  });
  for (const [name, set] of [
    ['cvm-04', 'des-hsm'],
    ['cvm-05', 'des-bare'],
  ] as const) {
    add(vaults.zones, { name, size: 'Standard_DC2as_v5', encryption: confidential({ os: set }) });
  }
  add(vaults.zones, {
    name: 'lostcvm-01',
    os: 'Windows',
    size: 'Standard_DC2as_v5',
    encryption: confidential({ os: 'des-lost' }),
  });
  deleteKeys(world, resourceId(prod.id, group, 'Microsoft.Compute/virtualMachines', 'lostcvm-01'), world.origin, true);
  add(vaults.zones, { name: 'private-01', dataGb: [64], encryption: privateDisks('da-uncommon') });
  add(vaults.zones, { name: 'umlaut-01', group: umlautGroup });
  stopLongAgo(add(vaults.locked, { name: 'kept-01' }));
  addArchived(world, add(vaults.locked, { name: 'archive-01' }));
  add(vaults.locked, { name: 'retired-01', vhdAccount: 'stlegacyvhds', power: 'deallocated' });
  const retired = resourceId(prod.id, group, 'Microsoft.Compute/virtualMachines', 'retired-01').toLowerCase();
  const machine = world.machines.get(retired);
  if (machine) machine.neverStarts = true;
  softDeleteOld(world, add(vaults.pairs, { name: 'cut-01' }));
  findThreat(add(vaults.pairs, { name: 'threat-01', os: 'Windows' }));
  const slow = add(vaults.pairs, { name: 'slow-01', dataGb: [32, 64, 128] });
  slow.percentStands = true;
  leaveOut(slow, 2);
  addPaired(world, vaults.pairs);
  add(vaults.guarded, { name: 'mua-01' });
  add(vaults.foreign, { name: 'mua-02' });
  add(vaults.entra, { name: 'entra-01' });
  addStagingWithoutKeys(world);
  const all = Object.values(vaults);
  for (const vault of all) addHistory(world, vault);
  scheduleVaults(world, all);
  for (const who of [people.oncall, people['approver-1'], people['approver-2']]) {
    for (const { id } of all) world.roles.assign(who.objectId, roles.backupOperator, id);
    for (const one of [group, umlautGroup]) {
      world.roles.assign(who.objectId, roles.virtualMachineContributor, groupId(prod.id, one));
    }
  }
}

/** Adds a staging account that disallows its keys: Azure Backup enters by the identity of the vault (documented). */
function addStagingWithoutKeys(world: World): void {
  const target = uncommonTargets.find(({ vault }) => vault === 'rsv-entra');
  if (!target) return;
  const { stagingStorageAccountId: account, targetResourceGroupId: group } = target;
  addStorageAccount(world, prod.id, 'rg-backup', 'ststagingentra', false);
  for (const scope of [account, group]) {
    world.roles.assign(entraVaultIdentity, roles.vmRestoreOperator, scope, 'ServicePrincipal');
  }
  for (const who of [people.oncall, people['approver-1'], people['approver-2']]) {
    world.roles.assign(who.objectId, roles.storageAccountContributor, account);
  }
  world.roles.assign(bot.objectId, roles.storageBlobDataContributor, account, 'ServicePrincipal');
}

/** Stops protection, with all points past their expiry: a stopped item keeps them (documented). */
function stopLongAgo(item: ProtectedItem): void {
  item.points.forEach((point, index) => {
    point.at = new Date(point.at.getTime() - 60 * day);
    point.expiresAt = new Date(point.at.getTime() + (30 - (index % 3)) * day);
    point.tellsExpiry = true;
    for (const tier of point.tiers) if (tier.tier === 'InstantRP') tier.status = 'Deleted';
  });
  item.protectionState = 'ProtectionStopped';
  item.policyName = '';
}

/** Adds three monthly points in the archive tier, and one that is rehydrated for a while. */
function addArchived(world: World, item: ProtectedItem): void {
  const [newest] = item.points;
  if (!newest) return;
  for (const [index, days] of [100, 130, 160, 190].entries()) {
    const tiers: RecoveryPoint['tiers'] = [{ tier: 'ArchivedRP', status: index === 3 ? 'Rehydrated' : 'Valid' }];
    const at = new Date(world.origin.getTime() - days * day);
    item.points.push({
      ...newest,
      name: `${9_000_000_000_000 + index}`,
      at,
      tiers,
      expiresAt: new Date(at.getTime() + 1095 * day),
    });
  }
}

/** Soft-deletes older points, as after a cut of the retention; they can be restored while they last (documented). */
function softDeleteOld(world: World, item: ProtectedItem): void {
  for (const point of item.points) {
    if (world.origin.getTime() - point.at.getTime() > 7 * day) point.softDeleted = true;
  }
}

/** Selective disk backup: leaves a data disk out of all points. */
function leaveOut({ points }: ProtectedItem, lun: number): void {
  for (const point of points) {
    const { disks } = point.source;
    point.source = {
      ...point.source,
      disks: disks.filter((disk) => disk.lun !== lun),
      leftOut: disks.filter((disk) => disk.lun === lun),
    };
  }
}

/** Marks a threat that was found two nights ago; earlier points count as healthy. */
function findThreat(item: ProtectedItem): void {
  for (const [index, point] of item.points.entries()) {
    point.threat =
      index < 2
        ? { status: 'UnHealthy', title: 'Detected Petya ransomware indicators', severity: 'High' }
        : { status: 'Healthy', title: '', severity: 'Informational' };
  }
}

const paired = 'northeurope';
/**
 * Adds machines of a vault that is replicated to the paired region, where everything is ready but one key: a machine
 * that needs nothing more, one whose key is missing there, and one whose replication stopped days ago.
 */
function addPaired(world: World, vault: Vault): void {
  addGroups(world, prod.id, ['rg-pair'], paired);
  addNetwork(world, prod.id, 'rg-pair', 'vnet-pair', '10.70', 'app', paired);
  addStorageAccount(world, prod.id, 'rg-pair', 'stpair', true, paired);
  addKeyVault(world, prod.id, group, 'kv-home');
  addKeyVault(world, prod.id, 'rg-pair', 'kv-pair', { location: paired });
  addKeyHolders(world, [world.keyVault('kv-home'), world.keyVault('kv-pair')]);
  grantSetKey(world, addDiskEncryptionSet(world, prod.id, group, 'des-home', 'kv-home', 'cmk-home'));
  grantSetKey(world, addDiskEncryptionSet(world, prod.id, 'rg-pair', 'des-pair', 'kv-pair', 'cmk-pair', paired));
  world.keyVault('kv-pair').keys.delete('cmk-pair');
  const machine = { subscriptionId: prod.id, group, os: 'Linux' as const };
  protect(world, vault, 'DefaultPolicy', {
    ...machine,
    name: 'pair-01',
    dataGb: [64],
    encryption: ade('kv-home', 'kek-home'),
  });
  protect(world, vault, 'DefaultPolicy', { ...machine, name: 'pair-02', encryption: cmk('des-home') });
  const late = protect(world, vault, 'DefaultPolicy', { ...machine, name: 'pair-03', encryption: pmk() });
  late.copiedUntil = new Date(world.origin.getTime() - 5 * day);
}
