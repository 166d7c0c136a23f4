import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AzureIaaSVMJob, IaasVMRecoveryPoint } from '@azure/arm-recoveryservicesbackup';
import { all, itemOf, jobOf, pointsOf, restoreDisks, type Setting, setting, startRestore } from './setting.ts';

const day = 86_400_000;

async function startBackup(s: Setting, vm: string, recoveryPointExpiryTimeInUTC?: Date): Promise<string> {
  let operation = '';
  await s.backup.backups.trigger(
    ...itemOf(vm),
    {
      properties: {
        objectType: 'IaasVMBackupRequest',
        ...(recoveryPointExpiryTimeInUTC && { recoveryPointExpiryTimeInUTC }),
      },
    },
    {
      onResponse: (response) => {
        operation ||= response.headers.get('azure-asyncoperation') ?? '';
      },
    },
  );
  return new URL(operation).pathname.split('/').pop() ?? '';
}

const readJob = async (s: Setting, id: string) =>
  (await s.backup.jobDetails.get('rsv-prod', 'rg-backup', id)).properties as AzureIaaSVMJob;
const tasks = (job: AzureIaaSVMJob) => job.extendedInfo?.tasksList?.map((task) => task.status);

test('a backup takes a snapshot, which is a point, and then transfers it to the vault', async (t) => {
  const s = await setting(t);
  const before = await pointsOf(s, 'sql-01');
  const expiry = new Date(s.world.clock.now().getTime() + 45 * day);
  const job = await jobOf(s, await startBackup(s, 'sql-01', expiry));
  assert.deepEqual(tasks(await readJob(s, job)), ['InProgress', 'NotStarted']);
  assert.equal((await readJob(s, job)).extendedInfo?.progressPercentage, undefined);
  s.pass(8);
  assert.deepEqual(tasks(await readJob(s, job)), ['Completed', 'InProgress']);
  const after = await pointsOf(s, 'sql-01');
  assert.deepEqual(after.slice(1), before);
  const read = async () =>
    (await s.backup.recoveryPoints.get(...itemOf('sql-01'), after[0] ?? '')).properties as IaasVMRecoveryPoint;
  assert.deepEqual(
    (await read()).recoveryPointTierDetails?.map((tier) => tier.type),
    ['InstantRP'],
  );
  assert.equal(new Date((await read()).recoveryPointProperties?.expiryTime ?? '').getTime(), expiry.getTime());
  s.pass(50);
  assert.equal((await readJob(s, job)).status, 'Completed');
  assert.deepEqual(
    (await read()).recoveryPointTierDetails?.map((tier) => tier.type),
    ['InstantRP', 'HardenedRP'],
  );
  assert.equal((await read()).isSourceVMEncrypted, true);
});

test('a second backup while one runs, and a tenth attempt in a day, are refused in the operation', async (t) => {
  const s = await setting(t);
  const failure = async (id: string) => {
    s.pass(1);
    return (await s.backup.backupOperationStatuses.get('rsv-prod', 'rg-backup', id)).error?.code;
  };
  // One scheduled backup of the night counts as well.
  for (let attempt = 0; attempt < 8; attempt++) {
    assert.equal(await failure(await startBackup(s, 'sql-01')), undefined);
    assert.equal(await failure(await startBackup(s, 'sql-01')), 'UserErrorBackupOperationInProgress');
    s.pass(60);
  }
  assert.equal(await failure(await startBackup(s, 'sql-01')), 'CloudDosTimeboudLimitReached');
});

test('a date that has passed is refused at once', async (t) => {
  const s = await setting(t);
  await assert.rejects(startBackup(s, 'sql-01', new Date('2020-01-01')), { statusCode: 400 });
});

test('too late to cancel: accepted, but the result is an error and the job goes on', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'sql-01');
  const job = await jobOf(s, await startRestore(s, 'sql-01', point, restoreDisks(point)));
  s.pass(1);
  let location = '';
  await s.backup.jobCancellations.trigger('rsv-prod', 'rg-backup', job, {
    onResponse: (response) => {
      location = response.headers.get('location') ?? '';
    },
  });
  const operation = new URL(location).pathname.split('/').pop() ?? '';
  s.pass(1);
  await assert.rejects(s.backup.jobOperationResults.get('rsv-prod', 'rg-backup', job, operation), { statusCode: 400 });
  s.pass(5);
  assert.equal((await readJob(s, job)).status, 'Completed');
  assert.ok(s.azure.requests().every((one) => !one.effect.startsWith('cancel')));
});

test('the last fortnight of jobs is listed newest first; failed ones say why, without details', async (t) => {
  const s = await setting(t);
  const jobs = (await all(s.backup.backupJobs.list('rsv-prod', 'rg-backup'))).map(
    (job) => job.properties as AzureIaaSVMJob,
  );
  const of = (name: string) => jobs.filter((job) => job.entityFriendlyName === name);
  // A fortnight, and the backup that somebody asked for.
  assert.deepEqual([of('sql-01').length, of('web-01').length], [15, 14]);
  // Nothing was backed up any more in the last two nights.
  assert.equal(of('undead-01').length, 12);
  assert.ok(jobs.every((job) => job.extendedInfo === undefined && job.status !== 'InProgress'));
  const starts = jobs.map((job) => job.startTime?.getTime() ?? 0);
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => b - a),
  );
  const failed = [...of('app-01'), ...of('sql-01')].filter((job) => job.status === 'Failed');
  assert.deepEqual(
    failed.map((job) => [job.entityFriendlyName, job.errorDetails?.[0]?.errorCode]),
    [
      ['app-01', 380008],
      ['sql-01', 400039],
    ],
  );
});

test('the task of a failed job failed, or stands in progress for ever: both are recorded', async (t) => {
  const s = await setting(t);
  const failed = await all(s.backup.backupJobs.list('rsv-prod', 'rg-backup', { filter: "status eq 'Failed'" }));
  const seen = new Set<string>();
  for (const { name = '', properties } of failed) {
    const [error] = (properties as AzureIaaSVMJob).errorDetails ?? [];
    seen.add(`${error?.errorCode === 400136} ${String(tasks(await readJob(s, name)))}`);
  }
  assert.deepEqual([...seen].sort(), ['false Failed,NotStarted', 'true InProgress,NotStarted']);
});

test('jobs filter by status, operation, start and end', async (t) => {
  const s = await setting(t);
  const count = async (filter: string) =>
    (await all(s.backup.backupJobs.list('rsv-prod', 'rg-backup', { filter }))).length;
  assert.equal(await count("operation eq 'Restore'"), 0);
  assert.equal(await count("status eq 'InProgress' and backupManagementType eq 'AzureIaasVM'"), 0);
  assert.equal(await count("startTime eq '2026-11-24 12:00:00 AM' and endTime eq '2026-11-24 11:00:00 PM'"), 19);
  // Five of the last night failed.
  assert.equal(await count("startTime eq '2026-11-23 00:00:00 AM' and status eq 'Completed'"), 2 * 19 - 5);
  await assert.rejects(count("status ne 'Failed'"), { statusCode: 400 });
});
