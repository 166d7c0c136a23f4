import { groupId, subscriptionPath } from './arm-id.ts';
import { ade, atHost, cmk, pmk } from './encryption.ts';
import { addFleet } from './fleet.ts';
import { setGrantTier } from './grant-tier.ts';
import { addHistory } from './history.ts';
import { addKeyHolders } from './key-holders.ts';
import { bot, databaseOwners, people, platformTeam, securityTeam } from './people.ts';
import {
  auditAnchor,
  drillPlace,
  guardId,
  prod,
  quarantinePlace,
  restoreTargets,
  security,
  test,
  vaultIds,
} from './places.ts';
import { protect } from './protect.ts';
import { guardVault } from './resource-guard.ts';
import { roles } from './role-definitions.ts';
import { scheduleVaults } from './scheduled-backups.ts';
import { addDiskEncryptionSet, addKeyVault } from './seed-key-vaults.ts';
import { addGroups, addNetwork, addStorageAccount, addVault } from './seed-resources.ts';
import { addTroubled, addUnprotected } from './seed-troubled.ts';
import { addUncommon } from './seed-uncommon.ts';
import { addDrillNetwork, addQuarantineNetwork } from './shut-networks.ts';
import { type Seed, World } from './world.ts';

export type WorldOptions = {
  /** World time at the start; real now when left out. */
  origin?: Date;
  /** Protected VMs in the large vault, 1000 when left out. */
  fleetSize?: number;
  /** With machines and vaults that few have: see seed-uncommon.ts. */
  uncommon?: boolean;
  /** The real clock, in milliseconds; replaced in tests. */
  realNow?: () => number;
};

export function makeWorld(options: WorldOptions = {}): World {
  return new World(seedOf(options), options);
}

export function seedOf({ fleetSize = 1000, uncommon = false }: WorldOptions = {}): Seed {
  return (world) => {
    seed(world, fleetSize);
    if (uncommon) addUncommon(world);
  };
}

/** Each VM is one entry; what is special about it is its encryption and its options. */
function seed(world: World, fleetSize: number): void {
  world.subscriptions = [prod, test, security];
  world.coreLimits.set(prod.id, 350).set(test.id, 4000);
  addGroups(world, prod.id, ['rg-app', 'rg-backup', 'rg-restore', 'rg-drill', 'rg-quarantine']);
  addGroups(world, security.id, ['rg-security']);
  addGroups(world, test.id, ['rg-dev', 'rg-backup-test', 'rg-restore-test', 'rg-fleet']);
  addNetwork(world, prod.id, 'rg-app', 'vnet-app', '10.10', 'app');
  addNetwork(world, prod.id, 'rg-restore', 'vnet-restore', '10.99', 'isolated');
  addDrillNetwork(world);
  addQuarantineNetwork(world);
  addNetwork(world, test.id, 'rg-dev', 'vnet-app', '10.20', 'app');
  addNetwork(world, test.id, 'rg-fleet', 'vnet-app', '10.30', 'app');
  addNetwork(world, test.id, 'rg-restore-test', 'vnet-restore', '10.98', 'isolated');
  addStorageAccount(world, prod.id, 'rg-backup', 'ststagingprod');
  addStorageAccount(world, prod.id, 'rg-drill', 'stdrillprod');
  addStorageAccount(world, prod.id, 'rg-quarantine', 'stquarantine');
  addStorageAccount(world, prod.id, 'rg-app', 'stlegacyvhds');
  addStorageAccount(world, prod.id, 'rg-backup', 'stanchor');
  world.blobs.immutable.set('stanchor/audit-heads', 'Unlocked');
  world.blobs.addContainer('stanchor', 'commands');
  addStorageAccount(world, test.id, 'rg-backup-test', 'ststagingtest');
  addKeyVault(world, prod.id, 'rg-app', 'kv-prod');
  addKeyVault(world, prod.id, 'rg-app', 'kv-locked', { backup: false, restore: false });
  addKeyVault(world, prod.id, 'rg-app', 'kv-drift', { backup: false });
  addKeyVault(world, prod.id, 'rg-app', 'kv-rbac', { mode: 'roles' });
  addKeyVault(world, test.id, 'rg-fleet', 'kv-fleet');
  addDiskEncryptionSet(world, prod.id, 'rg-app', 'des-app', 'kv-prod', 'cmk-app');
  const sql = `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`;
  world.locks.push({ scope: sql, name: 'keep-sql-01', level: 'CanNotDelete' });
  const vaults = {
    prod: addVault(world, vaultIds.prod),
    test: addVault(world, vaultIds.test),
    guarded: addVault(world, vaultIds.guarded),
    fleet: addVault(world, vaultIds.fleet),
  };
  guardVault(world, vaults.guarded, guardId);
  const app = { subscriptionId: prod.id, group: 'rg-app' };

  protect(world, vaults.prod, 'DefaultPolicy', {
    ...app,
    name: 'sql-01',
    os: 'Windows',
    size: 'Standard_E4s_v5',
    dataGb: [256, 512],
    tags: { service: 'orders', tier: 'database' },
    encryption: ade('kv-prod', 'kek-sql'),
  });
  protect(world, vaults.prod, 'daily-30', {
    ...app,
    name: 'web-01',
    os: 'Linux',
    dataGb: [64],
    tags: { service: 'shop' },
    encryption: ade('kv-prod'),
  });
  protect(world, vaults.prod, 'DefaultPolicy', {
    ...app,
    name: 'app-01',
    os: 'Linux',
    dataGb: [128],
    tags: { service: 'shop' },
    encryption: cmk('des-app'),
  });
  protect(world, vaults.test, 'DefaultPolicy', {
    subscriptionId: test.id,
    group: 'rg-dev',
    name: 'dev-01',
    os: 'Linux',
    encryption: pmk(),
  });
  addTroubled(world, vaults.prod, vaults.guarded);
  addUnprotected(world);

  addFleet(world, vaults.fleet, fleetSize, [pmk(), atHost(), ade('kv-fleet')]);
  for (const vault of Object.values(vaults)) addHistory(world, vault);
  // The large vault has no schedule: a thousand jobs a night would cost more than they show.
  scheduleVaults(world, [vaults.prod, vaults.test, vaults.guarded]);
  assignRoles(world);
}

function assignRoles(world: World): void {
  const give = (who: { objectId: string }, role: (typeof roles)[keyof typeof roles], ...scopes: string[]) => {
    for (const scope of scopes) world.roles.assign(who.objectId, role, scope);
  };
  const subscriptions = [subscriptionPath(prod.id), subscriptionPath(test.id)];
  const targets = new Set([
    ...restoreTargets.map((target) => target.targetResourceGroupId),
    drillPlace.resourceGroupId,
    quarantinePlace.resourceGroupId,
  ]);
  const staging = new Set([
    ...restoreTargets.map((target) => target.stagingStorageAccountId),
    drillPlace.stagingStorageAccountId,
    quarantinePlace.stagingStorageAccountId,
  ]);
  const { oncall, platform } = people;
  give(oncall, roles.virtualMachineContributor, groupId(prod.id, 'rg-app'), groupId(test.id, 'rg-dev'));
  for (const who of [oncall, people['approver-1'], people['approver-2']]) {
    give(who, roles.backupOperator, vaultIds.prod, vaultIds.test, vaultIds.guarded);
    give(who, roles.contributor, ...targets);
    give(who, roles.storageAccountContributor, ...staging);
    give(who, roles.reader, ...subscriptions);
  }
  give(platform, roles.owner, ...subscriptions);
  giveWhatIsActivated(world, [...targets], [...staging]);
  world.roles.assign(securityTeam.objectId, roles.owner, subscriptionPath(security.id), 'Group');
  world.roles.assign(bot.objectId, roles.keyVaultReader, world.keyVault('kv-rbac').id, 'ServicePrincipal');
  for (const scope of [...staging, auditAnchor.slice(0, auditAnchor.indexOf('/blobServices'))]) {
    world.roles.assign(bot.objectId, roles.storageBlobDataContributor, scope, 'ServicePrincipal');
  }
  for (const scope of subscriptions) {
    world.roles.assign(bot.objectId, roles.backupContributor, scope, 'ServicePrincipal');
    world.roles.assign(bot.objectId, roles.contributor, scope, 'ServicePrincipal');
  }
  addKeyHolders(world);
  setGrantTier(world, true);
}

/**
 * Adds a person who reads like everyone on call and must activate the roles for a restore. The guest's roles must not
 * help.
 */
function giveWhatIsActivated(world: World, targets: string[], staging: string[]): void {
  const { eligible, guest, platform } = people;
  const { roles: book } = world;
  for (const vault of [vaultIds.prod, vaultIds.test]) {
    book.makeEligible(eligible.objectId, roles.backupOperator, vault);
    book.assign(guest.objectId, roles.backupOperator, vault);
  }
  for (const group of targets) book.makeEligible(eligible.objectId, roles.contributor, group);
  for (const group of [groupId(prod.id, 'rg-app'), groupId(test.id, 'rg-dev')]) {
    book.makeEligible(eligible.objectId, roles.virtualMachineContributor, group);
  }
  for (const account of staging) book.makeEligible(eligible.objectId, roles.storageAccountContributor, account);
  for (const { id } of [prod, test]) book.assign(eligible.objectId, roles.reader, subscriptionPath(id));
  book.groups.push({ ...platformTeam, members: [platform.objectId] });
  book.groups.push({ ...databaseOwners, members: [people['approver-1'].objectId, people.dba.objectId] });
}
