import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bot } from '../../sandbox/world/people.ts';
import {
  prod,
  restoreTargets,
  strictGuardId,
  test as testSubscription,
  uncommonVaultIds,
} from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import { addKeyVault } from '../../sandbox/world/seed-key-vaults.ts';
import { guardedOperations } from '../../src/access/resource-guard.ts';
import { classify } from '../../src/machines/rules/ade.ts';
import { pointThreat, threatTitles } from '../../src/restore/rules/points.ts';
import { type LocalSetting, localAzure } from './local-setting.ts';

/** Our reading of Azure's data for uncommon machines. */

let s: LocalSetting;
before(async () => {
  s = await localAzure({ uncommon: true });
});
after(() => s.close());

const vmId = (name: string, group = 'rg-uncommon') =>
  `/subscriptions/${prod.id}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

async function itemOf(vault: string, vm: string) {
  const found = (await s.azure.items.list(vault)).find(({ vmName }) => vmName === vm);
  assert.ok(found, vm);
  return found;
}

async function newestPoint(vault: string, vm: string) {
  const item = await itemOf(vault, vm);
  const [listed] = await s.azure.points.list(item.id);
  const point = listed && (await s.azure.points.get(item.id, listed.name));
  assert.ok(point);
  return { item, point };
}

async function restore(
  vault: string,
  vm: string,
  { body = {}, ...more }: { guardRequests?: string[]; body?: object } = {},
) {
  const { item, point } = await newestPoint(vault, vm);
  const [target] = restoreTargets;
  return s.azure.restores.send({
    vault,
    item,
    pointName: point.name,
    clientRequestId: s.nextId(),
    ...more,
    body: {
      objectType: 'IaasVMRestoreRequest',
      recoveryPointId: point.name,
      recoveryType: 'RestoreDisks',
      sourceResourceId: item.vmId,
      region: 'westeurope',
      targetResourceGroupId: target?.targetResourceGroupId ?? '',
      storageAccountId: target?.stagingStorageAccountId ?? '',
      ...(point.privateDisks && {
        targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' },
      }),
      ...body,
    } as Parameters<typeof s.azure.restores.send>[0]['body'],
  });
}

test('a machine in a group with letters outside ASCII has its points, however Azure writes its id', async () => {
  const { item, point } = await newestPoint(uncommonVaultIds.zones, 'umlaut-01');
  assert.ok(item.vmId.includes('rg-größe-測試'));
  assert.ok(point.detailed);
});

test('points that do not say when they go are read', async () => {
  const { point } = await newestPoint(uncommonVaultIds.zones, 'private-01');
  assert.equal(point.expiresAt, undefined);
});

test('the point of a confidential machine is one', async () => {
  const { point } = await newestPoint(uncommonVaultIds.zones, 'cvm-01');
  const vm = await s.azure.vms.get(vmId('cvm-01'));
  assert.equal(classify({ point, ...(vm && { vm }) }).confidential.value, 'yes');
});

test('the data disks of a confidential machine: which are encrypted, and each comes back with its set', async () => {
  const { item, point } = await newestPoint(uncommonVaultIds.zones, 'cvm-03');
  assert.deepEqual(
    point.confidentialDisks?.map(({ lun }) => lun),
    [0, 1],
  );
  const set = (name: string) =>
    `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/diskEncryptionSets/${name}`;
  const vm = await s.azure.vms.get(item.vmId);
  const disks = await Promise.all((vm?.disks ?? []).map(({ diskId }) => s.azure.disks.get(diskId ?? '')));
  assert.deepEqual(
    disks.map((disk) => disk?.secureEncryptionSetId),
    [set('des-cvm'), set('des-cvm-data'), set('des-cvm-data')],
  );
  assert.equal(vm?.disks[0]?.secureEncryptionSetId, set('des-cvm'));
  await restore(uncommonVaultIds.zones, 'cvm-03', {
    body: {
      securedVMDetails: {
        securedVMOsDiskEncryptionSetId: set('des-cvm-data'),
        dataDiskEncryptionSettings: { perDiskEncryptionSetIds: [{ lun: 1, diskEncryptionSetId: set('des-cvm') }] },
      },
    },
  });
  s.pass(60);
  const made = s.world.resources
    .list('Microsoft.Compute/disks', restoreTargets[0]?.targetResourceGroupId ?? '')
    .filter(({ name }) => name.startsWith('cvm-03'))
    .sort((a, b) => (a.name < b.name ? 1 : -1))
    .map(
      ({ properties }) =>
        (properties.securityProfile as { secureVMDiskEncryptionSetId?: string }).secureVMDiskEncryptionSetId,
    );
  assert.deepEqual(made, [set('des-cvm-data'), set('des-cvm'), set('des-cvm-data')], 'OS disk, LUN 1, LUN 0');
});

test('soft-deleted points are listed', async () => {
  const { id } = await itemOf(uncommonVaultIds.pairs, 'cut-01');
  assert.ok((await s.azure.points.list(id)).some(({ softDeleted }) => softDeleted));
});

test('what Defender knew of a machine is told by its points and by the machine', async () => {
  const item = await itemOf(uncommonVaultIds.pairs, 'threat-01');
  assert.deepEqual(item.sourceScan, { status: 'configured', summary: 'suspicious' });
  const points = await s.azure.points.list(item.id);
  assert.deepEqual(points.slice(0, 3).map(pointThreat), ['unhealthy', 'unhealthy', undefined]);
  const newest = await s.azure.points.get(item.id, points[0]?.name ?? '');
  assert.deepEqual(newest && threatTitles(newest), ['Detected Petya ransomware indicators']);
});

test('disks that were private do not come back open', async () => {
  const { point } = await newestPoint(uncommonVaultIds.zones, 'private-01');
  assert.equal(point.privateDisks, true);
  assert.equal((await restore(uncommonVaultIds.zones, 'private-01')).kind, 'accepted');
  s.pass(60);
  const made = s.world.resources
    .list('Microsoft.Compute/disks', restoreTargets[0]?.targetResourceGroupId ?? '')
    .filter(({ name }) => name.startsWith('private-01'));
  assert.deepEqual([...new Set(made.map(({ properties }) => properties.publicNetworkAccess))], ['Disabled']);
});

test('a guarded restore names the request of the guard', async () => {
  s.world.roles.assign(bot.objectId, roles.backupMuaOperator, strictGuardId, 'ServicePrincipal');
  const unnamed = await restore(uncommonVaultIds.guarded, 'mua-01');
  assert.equal(unnamed.kind === 'refused' && unnamed.failure.code, 'azure.forbidden');
  const request = await s.azure.guards.request(uncommonVaultIds.guarded, guardedOperations.restore);
  assert.match(request ?? '', /triggerRestoreRequests/);
  const named = await restore(uncommonVaultIds.guarded, 'mua-01', { guardRequests: [request ?? ''] });
  assert.ok(named.kind === 'accepted' && named.operationId);
});

test('a change of an item behind a guard names what stands for it, by its own kind', async () => {
  s.world.roles.assign(bot.objectId, roles.backupMuaOperator, strictGuardId, 'ServicePrincipal');
  const vault = uncommonVaultIds.guarded;
  const item = await itemOf(vault, 'mua-01');
  const request = (operation: keyof typeof guardedOperations) =>
    s.azure.guards.request(vault, guardedOperations[operation]);
  const stop = async (operation: keyof typeof guardedOperations) =>
    s.azure.protection.stop({
      vault,
      vmId: item.vmId,
      item,
      clientRequestId: s.nextId(),
      guardRequests: [(await request(operation)) ?? ''],
    });
  assert.match((await request('suspend')) ?? '', /suspendBackups/);
  assert.match((await request('change')) ?? '', /updateProtectedItemRequests/);
  assert.equal((await stop('change')).kind, 'refused', 'what stands for another change does not help');
  assert.equal((await stop('stop')).kind, 'accepted');
});

test('backups are suspended in an immutable vault, and nowhere else', async () => {
  const suspend = async (vault: string, vm: string) => {
    const item = await itemOf(vault, vm);
    return s.azure.protection.suspend({ vault, vmId: item.vmId, item, clientRequestId: s.nextId() });
  };
  const refused = await suspend(uncommonVaultIds.zones, 'cvm-02');
  assert.equal(
    refused.kind === 'refused' && refused.failure.params.azureCode,
    'UserErrorOperationDeniedOnImmutableItem',
  );
  assert.equal((await suspend(uncommonVaultIds.locked, 'archive-01')).kind, 'accepted');
  s.pass(2);
  assert.equal((await itemOf(uncommonVaultIds.locked, 'archive-01')).protectionState, 'BackupsSuspended');
});

test('a key vault in another subscription, which a set names by the address of its key alone, is found by that', async () => {
  const id = `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/diskEncryptionSets/des-cvm`;
  addKeyVault(s.world, testSubscription.id, 'rg-dev', 'kv-elsewhere');
  const set = s.world.resources.get(id);
  assert.ok(set);
  const before = set.properties.activeKey;
  const named = async (host: string) => {
    set.properties.activeKey = { keyUrl: `https://${host}/keys/cmk/1` };
    return (await s.azure.diskEncryptionSets.get(id))?.keyVaultId;
  };
  assert.match(
    (await named('kv-elsewhere.vault.azure.net')) ?? '',
    new RegExp(`/${testSubscription.id}/.*/kv-elsewhere$`),
  );
  assert.equal(await named('kv-of-nobody.vault.azure.net'), undefined);
  assert.equal(await named('hsm-uncommon.managedhsm.azure.net'), undefined);
  set.properties.activeKey = before;
});

test('who may use the keys of a Managed HSM is told at its whole scope, and to nobody with rights below alone', async () => {
  const hsm = 'hsm-uncommon';
  const named = async () => {
    const { assignments, definitions } = await s.azure.managedHsms.rights(`${hsm}.managedhsm.azure.net`, bot.objectId);
    return assignments.map(({ roleDefinitionId, scope }) => [
      definitions.get(roleDefinitionId.toLowerCase())?.name,
      scope,
    ]);
  };
  assert.deepEqual(await named(), [
    ['Managed HSM Crypto User', '/keys'],
    ['Managed HSM Crypto Officer', '/keys'],
    ['Managed HSM Crypto Auditor', '/'],
  ]);
  const held = s.world.localAssignments.get(hsm) ?? [];
  s.world.localAssignments.set(
    hsm,
    held.filter(({ scope }) => scope !== '/'),
  );
  await assert.rejects(named(), { code: 'azure.forbidden' });
});
