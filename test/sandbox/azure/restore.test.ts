import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AzureIaaSVMJob } from '@azure/arm-recoveryservicesbackup';
import { markers } from '../../../sandbox/world/markers.ts';
import { prod } from '../../../sandbox/world/places.ts';
import { all, itemOf, jobOf, pointsOf, restoreDisks, type Setting, setting, startRestore } from './setting.ts';

const readJob = async (s: Setting, id: string) =>
  (await s.backup.jobDetails.get('rsv-prod', 'rg-backup', id)).properties as AzureIaaSVMJob;

test('a restore is accepted, becomes a job, runs for minutes and leaves disks and blobs', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'sql-01');
  const id = await startRestore(s, 'sql-01', point, restoreDisks(point), 'b0a7c0de-0000-4000-8000-000000000001');
  const early = await s.backup.backupOperationStatuses.get('rsv-prod', 'rg-backup', id);
  assert.equal(early.status, 'InProgress');
  const jobId = await jobOf(s, id);
  const running = await readJob(s, jobId);
  assert.equal(running.status, 'InProgress');
  assert.equal(running.activityId, 'b0a7c0de-0000-4000-8000-000000000001');
  assert.equal(running.endTime, undefined);
  const percent = running.extendedInfo?.progressPercentage ?? 0;
  assert.ok(percent > 1 && percent < 100);
  assert.equal(running.extendedInfo?.propertyBag?.['Config Blob Name'], undefined);
  assert.deepEqual(await all(s.compute.disks.listByResourceGroup('rg-restore')), []);

  s.pass(4);
  const done = await readJob(s, jobId);
  assert.equal(done.status, 'Completed');
  assert.equal(done.extendedInfo?.progressPercentage, 100);
  const bag = done.extendedInfo?.propertyBag ?? {};
  assert.equal(bag['Config Blob Name'], `config-sql01-${jobId}.json`);
  assert.match(bag['Template Blob Uri'] ?? '', new RegExp(`/azuredeploy${jobId}\\.json$`));
  const disks = await all(s.compute.disks.listByResourceGroup('rg-restore'));
  assert.equal(disks.length, 3);
  for (const disk of disks) {
    assert.match(disk.name ?? '', /^sql-01-(osdisk|datadisk-00[01])-20261124-12\d{4}$/);
    assert.deepEqual(disk.tags, { RSVaultBackup: jobId });
    assert.equal(disk.encryptionSettingsCollection?.enabled, true);
    assert.equal(disk.diskState, 'Unattached');
  }
  const blob = (name = '') =>
    s.world.blobs.get('ststagingprod', bag['Config Blob Container Name'] ?? '', name)?.content;
  const config = blob(bag['Config Blob Name'])?.toString('utf16le') ?? '';
  assert.ok(config.endsWith('\0'));
  assert.ok('properties.storageProfile' in JSON.parse(config.slice(0, -1)));
  const info = blob(bag['Encryption Info Blob Name'])?.toString() ?? '';
  for (const marker of [markers.keyBackupData, markers.secretData, markers.keyVaultSecretBackupData])
    assert.ok(info.includes(marker));
});

test('the job shows in lists 2 to 40 s after it was accepted, not before', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'web-01');
  const listed = async () =>
    (
      await all(
        s.backup.backupJobs.list('rsv-prod', 'rg-backup', {
          filter: "operation eq 'Restore' and status eq 'InProgress'",
        }),
      )
    ).length;
  const seen: number[] = [];
  for (let round = 0; round < 12; round++) {
    await startRestore(s, 'web-01', point, restoreDisks(point));
    assert.equal(await listed(), 0);
    let seconds = 0;
    for (; (await listed()) === 0; seconds++) s.world.clock.advance(1000);
    seen.push(seconds);
    s.pass(10);
  }
  assert.ok(Math.min(...seen) >= 2 && Math.max(...seen) <= 40, String(seen));
  assert.ok(new Set(seen).size > 3, 'the delay varies');
});

test('two restores with one client request id are two restores', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'sql-01');
  const requestId = 'b0a7c0de-0000-4000-8000-000000000002';
  const first = await startRestore(s, 'sql-01', point, restoreDisks(point), requestId);
  const second = await startRestore(s, 'sql-01', point, restoreDisks(point), requestId);
  assert.notEqual(first, second);
  s.pass(1);
  const jobs = await all(s.backup.backupJobs.list('rsv-prod', 'rg-backup', { filter: "operation eq 'Restore'" }));
  assert.deepEqual(
    jobs.map((job) => job.properties?.activityId),
    [requestId, requestId],
  );
  const effects = s.azure.requests().filter((one) => one.effect.startsWith('restore accepted job'));
  assert.deepEqual(
    effects.map((one) => one.clientRequestId),
    [requestId, requestId],
  );
});

test('from the vault tier a restore takes longer; of other encryptions the disks keep theirs', async (t) => {
  const s = await setting(t);
  const old = (await pointsOf(s, 'app-01'))[5] ?? '';
  const jobId = await jobOf(s, await startRestore(s, 'app-01', old, restoreDisks(old)));
  s.pass(20);
  assert.equal((await readJob(s, jobId)).status, 'InProgress');
  s.pass(12);
  const done = await readJob(s, jobId);
  assert.equal(done.status, 'Completed');
  assert.equal(done.extendedInfo?.propertyBag?.['Encryption Info Blob Name'], undefined);
  const [os] = await all(s.compute.disks.listByResourceGroup('rg-restore'));
  assert.match(os?.encryption?.diskEncryptionSetId ?? '', /\/des-app$/);
});

test('disks that were chosen: of a point that holds all of them all come back', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'sql-01');
  const jobId = await jobOf(
    s,
    await startRestore(s, 'sql-01', point, restoreDisks(point, { restoreDiskLunList: [1] })),
  );
  s.pass(5);
  const names = (await all(s.compute.disks.listByResourceGroup('rg-restore'))).map((disk) =>
    disk.name?.replace(/-2026.*/, ''),
  );
  assert.deepEqual(names, ['sql-01-osdisk', 'sql-01-datadisk-000', 'sql-01-datadisk-001']);
  assert.match((await readJob(s, jobId)).extendedInfo?.propertyBag?.['Restored disk(s)'] ?? '', /; sql-01_DataDisk_1$/);
});

test('without a target group the disks come back as blobs in the staging account', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'sql-01');
  const jobId = await jobOf(
    s,
    await startRestore(s, 'sql-01', point, restoreDisks(point, { targetResourceGroupId: undefined })),
  );
  s.pass(40);
  const container = (await readJob(s, jobId)).extendedInfo?.propertyBag?.['Config Blob Container Name'] ?? '';
  assert.equal(s.world.blobs.list('ststagingprod', container).filter((name) => name.endsWith('.vhd')).length, 3);
  assert.deepEqual(await all(s.compute.disks.listByResourceGroup('rg-restore')), []);
});

const refusals: [string, Record<string, unknown>, string][] = [
  [
    'another restore type for an ADE VM',
    { recoveryType: 'AlternateLocation' },
    'UserErrorEncryptedVmRestoreOptionNotSupported',
  ],
  [
    'a staging account that is not there',
    { storageAccountId: '/subscriptions/x/nothing' },
    'UserErrorStorageAccountNotFound',
  ],
  [
    'a target group that is not there',
    { targetResourceGroupId: `/subscriptions/${prod.id}/resourceGroups/rg-gone` },
    'ResourceGroupNotFound',
  ],
];
for (const [what, change, code] of refusals) {
  test(`${what}: accepted, then the operation fails; validation says the same beforehand`, async (t) => {
    const s = await setting(t);
    const [point = ''] = await pointsOf(s, 'sql-01');
    const body = restoreDisks(point, change);
    const id = `${(await s.backup.recoveryPoints.get(...itemOf('sql-01'), point)).id}`;
    const found = await s.backup.operation.validate('rsv-prod', 'rg-backup', {
      id,
      properties: { objectType: 'ValidateIaasVMRestoreOperationRequest', restoreRequest: body.properties },
    });
    assert.equal(found.validateOperationResponse?.validationResults?.[0]?.code, code);
    const operation = await startRestore(s, 'sql-01', point, body);
    s.pass(1);
    const status = await s.backup.backupOperationStatuses.get('rsv-prod', 'rg-backup', operation);
    assert.equal(status.status, 'Failed');
    assert.equal(status.error?.code, code);
    assert.equal(
      (await all(s.backup.backupJobs.list('rsv-prod', 'rg-backup', { filter: "operation eq 'Restore'" }))).length,
      0,
    );
  });
}

test('a body that is no restore request is refused at once', async (t) => {
  const s = await setting(t);
  const [point = '', other = ''] = await pointsOf(s, 'sql-01');
  for (const body of [
    restoreDisks(other),
    restoreDisks(point, { region: 'northeurope' }),
    restoreDisks(point, { recoveryType: 'Invalid' }),
  ]) {
    await assert.rejects(startRestore(s, 'sql-01', point, body), { statusCode: 400, code: 'BMSUserErrorInvalidInput' });
  }
});
