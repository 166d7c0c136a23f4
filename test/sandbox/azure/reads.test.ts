import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IaasVMRecoveryPoint } from '@azure/arm-recoveryservicesbackup';
import { prod } from '../../../sandbox/world/places.ts';
import { all, itemOf, noon, setting } from './setting.ts';

test('vaults, items and policies are there, each vault in its subscription', async (t) => {
  const { vaults, backup } = await setting(t);
  assert.deepEqual(
    (await all(vaults.vaults.listBySubscriptionId())).map((vault) => vault.name),
    ['rsv-prod', 'rsv-guarded'],
  );
  const items = await all(
    backup.backupProtectedItems.list('rsv-prod', 'rg-backup', {
      filter: "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'",
    }),
  );
  assert.deepEqual(
    items.slice(0, 3).map((item) => item.properties?.containerName),
    ['sql-01', 'web-01', 'app-01'].map((name) => `iaasvmcontainerv2;rg-app;${name}`),
  );
  const policies = await all(backup.backupPolicies.list('rsv-prod', 'rg-backup'));
  assert.deepEqual(
    policies.map((policy) => policy.name),
    ['DefaultPolicy', 'daily-30'],
  );
});

test('points: newest first, nightly, the two newest in both tiers; a night that failed left none', async (t) => {
  const { backup } = await setting(t);
  const points = await all(backup.recoveryPoints.list(...itemOf('sql-01')));
  const at = points.map((point) => (point.properties as IaasVMRecoveryPoint).recoveryPointTime ?? noon);
  assert.ok(at.every((one) => one.toISOString().slice(11, 16) === '01:00'));
  assert.deepEqual(
    at,
    at.toSorted((a, b) => b.getTime() - a.getTime()),
  );
  assert.equal(at[0]?.toISOString().slice(0, 10), '2026-11-24');
  assert.equal(points.length, 29);
  const tiers = points.map((point) =>
    (point.properties as IaasVMRecoveryPoint).recoveryPointTierDetails?.map((tier) => [tier.type, tier.status]),
  );
  const [first, second, third] = tiers as unknown[];
  assert.deepEqual(
    [first, second, third],
    [
      [
        [1, 1],
        [2, 1],
      ],
      [
        [1, 1],
        [2, 1],
      ],
      [
        [1, 3],
        [2, 1],
      ],
    ],
  );
});

test('a list of points filters by date', async (t) => {
  const { backup } = await setting(t);
  const filter = "startDate eq '2026-11-20 12:00:00 AM' and endDate eq '2026-11-22 12:00:00 AM'";
  const points = await all(backup.recoveryPoints.list(...itemOf('sql-01'), { filter }));
  assert.deepEqual(
    points.map((point) => (point.properties as IaasVMRecoveryPoint).recoveryPointTime?.toISOString().slice(0, 10)),
    ['2026-11-21', '2026-11-20'],
  );
  await assert.rejects(all(backup.recoveryPoints.list(...itemOf('sql-01'), { filter: "startDate eq 'yesterday'" })), {
    statusCode: 400,
  });
});

test('a VM shows single-pass ADE in its extension and its instance view, nowhere in its model; a list has stubs', async (t) => {
  const { compute } = await setting(t);
  const model = await compute.virtualMachines.get('rg-app', 'sql-01');
  assert.equal(model.storageProfile?.osDisk?.encryptionSettings, undefined);
  assert.equal(model.instanceView, undefined);
  const extension = model.resources?.find((one) => one.typePropertiesType === 'AzureDiskEncryption');
  assert.equal(extension?.typeHandlerVersion, '2.2');
  assert.match(String(extension?.settings?.KeyEncryptionKeyURL), /\/keys\/kek-sql\//);

  const { instanceView } = await compute.virtualMachines.get('rg-app', 'sql-01', { expand: 'instanceView' });
  assert.equal(instanceView?.disks?.length, 3);
  for (const disk of instanceView?.disks ?? []) {
    assert.ok(disk.statuses?.some((status) => status.code === 'EncryptionState/encrypted'));
    assert.ok(
      disk.encryptionSettings?.[0]?.diskEncryptionKey?.secretUrl.startsWith('https://kv-prod.vault.azure.net/secrets/'),
    );
  }
  const listed = (await all(compute.virtualMachines.listAll())).find((vm) => vm.name === 'sql-01');
  assert.deepEqual(
    listed?.resources?.map((one) => one.typePropertiesType),
    [undefined, undefined],
  );
});

test('a deallocated VM reports neither agent nor disks nor sizes', async (t) => {
  const { compute, world } = await setting(t);
  const machine = world.machines.get(
    `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`.toLowerCase(),
  );
  assert.ok(machine);
  machine.power = 'deallocated';
  const { instanceView } = await compute.virtualMachines.get('rg-app', 'sql-01', { expand: 'instanceView' });
  assert.equal(instanceView?.disks, undefined);
  assert.equal(instanceView?.vmAgent, undefined);
  assert.ok(instanceView?.statuses?.some((status) => status.code === 'PowerState/deallocated'));
});

test('the control plane of the key vault tells of keys and secrets, never their values', async (t) => {
  const { keyVaults, world } = await setting(t);
  const vault = await keyVaults.vaults.get('rg-app', 'kv-prod');
  assert.equal(vault.properties.enabledForDiskEncryption, true);
  const [name = ''] = world.keyVault('kv-prod').secrets.keys();
  const secret = await keyVaults.secrets.get('rg-app', 'kv-prod', name);
  assert.equal(secret.properties.contentType, 'Wrapped BEK');
  assert.equal(secret.properties.value, undefined);
});

test('what is not there is refused with the name of it', async (t) => {
  const { compute, backup, resources } = await setting(t);
  await assert.rejects(compute.virtualMachines.get('rg-app', 'nothing'), { statusCode: 404, code: 'ResourceNotFound' });
  await assert.rejects(compute.virtualMachines.get('rg-nowhere', 'sql-01'), {
    statusCode: 404,
    code: 'ResourceGroupNotFound',
  });
  await assert.rejects(backup.protectedItems.get(...itemOf('nothing')), { statusCode: 404 });
  await assert.rejects(backup.jobDetails.get('rsv-prod', 'rg-backup', 'f3b0cafe-0000-4000-8000-000000000000'), {
    statusCode: 404,
  });
  await assert.rejects(
    backup.backupOperationStatuses.get('rsv-prod', 'rg-backup', 'f3b0cafe-0000-4000-8000-000000000000'),
    { statusCode: 404 },
  );
  const id = `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/disks`;
  assert.equal((await resources.resources.checkExistenceById(`${id}/sql-01_DataDisk_0`, '2023-04-02')).body, true);
  assert.equal((await resources.resources.checkExistenceById(`${id}/nothing`, '2023-04-02')).body, false);
});

test('backupStatus tells which vault protects a VM', async (t) => {
  const { backup } = await setting(t);
  const id = (name: string) =>
    `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/${name}`;
  const known = await backup.backupStatus.get('westeurope', { resourceType: 'VM', resourceId: id('SQL-01') });
  assert.equal(known.protectionStatus, 'Protected');
  assert.match(known.vaultId ?? '', /\/vaults\/rsv-prod$/);
  assert.equal(
    (await backup.backupStatus.get('westeurope', { resourceType: 'VM', resourceId: id('new-01') })).protectionStatus,
    'NotProtected',
  );
});

test('getResource shows a resource, an item and a job by id without asking who wants to know', async (t) => {
  const { azure, world } = await setting(t);
  const [job] = [...world.vaults.values()].flatMap((vault) => vault.jobs);
  const vault = job?.vault.id ?? '';
  for (const id of [
    vault,
    `${vault}/backupJobs/${job?.id}`,
    `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`,
    `/subscriptions/${prod.id}/resourcegroups/RG-APP`,
  ]) {
    assert.ok(await azure.getResource(id), id);
  }
  assert.equal(await azure.getResource(`${vault}/backupJobs/none`), undefined);
  assert.equal(await azure.getResource('/nonsense'), undefined);
});
