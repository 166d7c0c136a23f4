import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AzureIaaSComputeVMProtectedItem, IaasVMRecoveryPoint } from '@azure/arm-recoveryservicesbackup';
import { backupManagementService } from '../../../sandbox/world/people.ts';
import { vaultIds } from '../../../sandbox/world/places.ts';
import { all, itemOf, pointsOf, restoreDisks, type Setting, setting, startRestore } from './setting.ts';

/** VMs that have something the matter, as the SDK shows them. */

const view = (s: Setting, name: string) => s.compute.virtualMachines.get('rg-app', name, { expand: 'instanceView' });

const point = async (s: Setting, name: string, index = 0) =>
  (await s.backup.recoveryPoints.get(...itemOf(name), (await pointsOf(s, name))[index] ?? ''))
    .properties as IaasVMRecoveryPoint;

const protectedItem = async (s: Setting, name: string) =>
  (await s.backup.protectedItems.get(...itemOf(name))).properties as AzureIaaSComputeVMProtectedItem;

const valid = ({ recoveryPointTierDetails: tiers }: IaasVMRecoveryPoint) =>
  tiers?.filter((one) => one.status === 'Valid').map((one) => one.type);

test('each has a newest point in both tiers', async (t) => {
  const s = await setting(t);
  const names = (await all(s.backup.backupProtectedItems.list('rsv-prod', 'rg-backup'))).map(
    (item) => (item.properties as AzureIaaSComputeVMProtectedItem).friendlyName ?? '',
  );
  assert.equal(names.length, 20);
  for (const name of names) assert.deepEqual(valid(await point(s, name)), ['InstantRP', 'HardenedRP'], name);
});

test('legacy-01 is unmanaged, with settings in its model and an old extension', async (t) => {
  const s = await setting(t);
  const { storageProfile, resources, instanceView } = await view(s, 'legacy-01');
  assert.equal(storageProfile?.osDisk?.managedDisk, undefined);
  assert.match(storageProfile?.osDisk?.vhd?.uri ?? '', /^https:\/\/stlegacyvhds\.blob\.core\.windows\.net\/vhds\//);
  assert.ok(storageProfile?.dataDisks?.every((disk) => disk.vhd && !disk.managedDisk));
  assert.match(storageProfile?.osDisk?.encryptionSettings?.keyEncryptionKey?.keyUrl ?? '', /\/keys\/kek-legacy\//);
  const extension = resources?.find((one) => one.typePropertiesType === 'AzureDiskEncryption');
  assert.equal(extension?.typeHandlerVersion, '1.1');
  assert.ok(extension?.settings?.AADClientID);
  assert.equal(instanceView?.disks?.length, 2);
  const { isManagedVirtualMachine, keyAndSecret, sourceVMStorageType } = await point(s, 'legacy-01');
  assert.equal(isManagedVirtualMachine, false);
  assert.equal(sourceVMStorageType, 'NormalStorage');
  assert.ok(keyAndSecret?.kekDetails && keyAndSecret.bekDetails);
  await assert.rejects(s.compute.disks.get('rg-app', 'legacy-01_DataDisk_0'), { statusCode: 404 });
});

test('wide-01 has seventeen disks; a disk of huge-01 grew after its last point', async (t) => {
  const s = await setting(t);
  assert.equal((await view(s, 'wide-01')).storageProfile?.dataDisks?.length, 16);
  assert.equal((await point(s, 'wide-01')).recoveryPointDiskConfiguration?.includedDiskList?.length, 17);
  assert.equal((await s.compute.disks.get('rg-app', 'huge-01_DataDisk_0')).diskSizeGB, 4500);
  assert.equal((await view(s, 'huge-01')).storageProfile?.dataDisks?.[0]?.diskSizeGB, 4500);
  const items = [...(s.world.vault(vaultIds.prod)?.items.values() ?? [])];
  const newest = items.find((item) => item.vmName === 'huge-01')?.points[0];
  assert.equal(newest?.source.disks[1]?.sizeGb, 4000);
});

test('locked-01, rbac-01 and drift-01: Azure Backup has no rights on their key vaults, and the last night failed', async (t) => {
  const s = await setting(t);
  for (const [name, keyVault] of [
    ['locked-01', 'kv-locked'],
    ['rbac-01', 'kv-rbac'],
    ['drift-01', 'kv-drift'],
  ] as const) {
    const { lastBackupStatus, healthDetails } = await protectedItem(s, name);
    assert.equal(lastBackupStatus, 'Failed');
    assert.equal(healthDetails?.[0]?.title, 'UserErrorKeyVaultPermissionsNotConfigured');
    assert.equal(healthDetails?.[0]?.code, undefined);
    const { properties } = await s.keyVaults.vaults.get('rg-app', keyVault);
    assert.equal(properties.enableRbacAuthorization, keyVault === 'kv-rbac');
    assert.ok(properties.accessPolicies?.every((one) => one.objectId !== backupManagementService.objectId));
    const [disk] = (await view(s, name)).instanceView?.disks ?? [];
    assert.ok(disk?.encryptionSettings?.[0]?.diskEncryptionKey?.sourceVault.id?.endsWith(keyVault));
  }
  const filter = `assignedTo('${backupManagementService.objectId}')`;
  const scope = s.world.keyVault('kv-rbac').id;
  assert.deepEqual(await all(s.authorization.roleAssignments.listForScope(scope, { filter })), []);
});

test('drift-01 was encrypted after its points: they are not', async (t) => {
  const s = await setting(t);
  const { isSourceVMEncrypted, keyAndSecret } = await point(s, 'drift-01');
  assert.deepEqual([isSourceVMEncrypted, keyAndSecret], [false, undefined]);
  assert.equal(
    (await s.compute.disks.get('rg-app', 'drift-01_DataDisk_0')).encryptionSettingsCollection?.enabled,
    true,
  );
});

test('rotated-01 has a secret with another version than its newest point', async (t) => {
  const s = await setting(t);
  const then = (await point(s, 'rotated-01')).keyAndSecret?.bekDetails?.secretUrl ?? '';
  const [settings] = (await view(s, 'rotated-01')).instanceView?.disks?.[0]?.encryptionSettings ?? [];
  const now = settings?.diskEncryptionKey?.secretUrl ?? '';
  assert.equal(now.split('/')[4], then.split('/')[4]);
  assert.notEqual(now, then);
  const disk = await s.compute.disks.get('rg-app', 'rotated-01_DataDisk_0');
  assert.equal(disk.encryptionSettingsCollection?.encryptionSettings?.[0]?.diskEncryptionKey?.secretUrl, now);
});

test('off-01 is deallocated: neither instance view nor disks tell of encryption, the point does', async (t) => {
  const s = await setting(t);
  const { instanceView, storageProfile } = await view(s, 'off-01');
  assert.deepEqual([instanceView?.disks, instanceView?.vmAgent], [undefined, undefined]);
  assert.ok(instanceView?.statuses?.some((status) => status.code === 'PowerState/deallocated'));
  assert.equal(storageProfile?.osDisk?.diskSizeGB, undefined);
  const disk = await s.compute.disks.get('rg-app', 'off-01_DataDisk_0');
  assert.deepEqual([disk.encryptionSettingsCollection, disk.diskState], [undefined, 'Reserved']);
  const { isSourceVMEncrypted, keyAndSecret } = await point(s, 'off-01');
  assert.ok(isSourceVMEncrypted && keyAndSecret?.kekDetails);
});

test('agentless-01 has an agent that is not ready; host-01 is encrypted at host', async (t) => {
  const s = await setting(t);
  const [status] = (await view(s, 'agentless-01')).instanceView?.vmAgent?.statuses ?? [];
  assert.equal(status?.displayStatus, 'Not Ready');
  assert.equal((await protectedItem(s, 'agentless-01')).healthStatus, 'ActionRequired');
  const host = await view(s, 'host-01');
  assert.equal(host.securityProfile?.encryptionAtHost, true);
  assert.equal((await point(s, 'host-01')).isSourceVMEncrypted, false);
});

test('gone-01 is gone with its disks and its network interface; its points restore', async (t) => {
  const s = await setting(t);
  await assert.rejects(view(s, 'gone-01'), { statusCode: 404 });
  await assert.rejects(s.compute.disks.get('rg-app', 'gone-01_DataDisk_0'), { statusCode: 404 });
  const [newest = ''] = await pointsOf(s, 'gone-01');
  const operation = await startRestore(s, 'gone-01', newest, restoreDisks(newest));
  s.pass(5);
  assert.equal((await s.backup.backupOperationStatuses.get('rsv-prod', 'rg-backup', operation)).status, 'Succeeded');
  assert.equal((await all(s.compute.disks.listByResourceGroup('rg-restore'))).length, 2);
});

test('undead-01 is soft-deleted: listed, counted down, and neither restored nor backed up', async (t) => {
  const s = await setting(t);
  const { isScheduledForDeferredDelete, deferredDeleteTimeRemaining, protectionState } = await protectedItem(
    s,
    'undead-01',
  );
  assert.deepEqual([isScheduledForDeferredDelete, protectionState], [true, 'ProtectionStopped']);
  assert.equal(deferredDeleteTimeRemaining, '11.18:00:00.0000000');
  const [newest = ''] = await pointsOf(s, 'undead-01');
  const restore = await startRestore(s, 'undead-01', newest, restoreDisks(newest));
  s.pass(1);
  const { status, error } = await s.backup.backupOperationStatuses.get('rsv-prod', 'rg-backup', restore);
  assert.deepEqual([status, error?.code], ['Failed', 'UserErrorItemSoftDeleted']);
});
