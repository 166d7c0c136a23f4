import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobResource } from '@azure/arm-recoveryservicesbackup';
import { encryptionInfoOf, parseJob } from '../../src/azure/jobs.ts';

const id = '/Subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v/backupJobs/12bea6a4';

function parse(properties: object) {
  const resource = { id, name: '12bea6a4', properties: { jobType: 'AzureIaaSVMJob', ...properties } };
  return parseJob(resource as unknown as JobResource);
}

// Recorded 2021.
const restored = {
  actionsInfo: [1],
  containerName: 'iaasvmcontainerv2;clitest.rg000001;clitest-vm000004',
  duration: 'PT3M5.0189918S',
  virtualMachineVersion: 'Compute',
  extendedInfo: {
    tasksList: [
      {
        taskId: 'Transfer data from vault',
        duration: 'PT0S',
        status: 'Completed',
        taskExecutionDetails: '127 GBs / 127 GBs Transferred',
      },
    ],
    propertyBag: {
      'Job Type': 'Recover disks',
      'Target VM Name': 'vmName',
      'Target Storage Account Name': 'clitest000007',
      'Recovery point time ': '6/14/2021 10:20:48 AM',
      'Template Blob Uri': 'https://clitest000007.blob.core.windows.net/c/azuredeploy12bea6a4.json?sv=2024&sig=planted',
      'Encryption Info Blob Name': 'vmencryption_config.json',
    },
    internalPropertyBag: { restoreLocationType: 'RestoreDisks' },
    progressPercentage: 100.0,
    estimatedRemainingDuration: 'PT0S',
  },
  entityFriendlyName: 'clitest-vm000004',
  backupManagementType: 'AzureIaasVM',
  operation: 'Restore',
  status: 'Completed',
  startTime: '2021-06-14T11:18:17.0198896Z',
  endTime: '2021-06-14T11:21:22.0388814Z',
  activityId: '2e57e02e-cce2-11eb-a6e5-000000000000',
};

test('a completed restore', () => {
  assert.deepEqual(parse(restored), {
    vaultId: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v',
    id: '12bea6a4',
    vmName: 'clitest-vm000004',
    containerName: 'iaasvmcontainerv2;clitest.rg000001;clitest-vm000004',
    operation: 'Restore',
    status: 'Completed',
    startedAt: new Date('2021-06-14T11:18:17.019Z'),
    endedAt: new Date('2021-06-14T11:21:22.038Z'),
    activityId: '2e57e02e-cce2-11eb-a6e5-000000000000',
    cancellable: false,
    errors: [],
    percent: 100,
    remainingSeconds: 0,
    tasks: [{ name: 'Transfer data from vault', status: 'Completed', detail: '127 GBs / 127 GBs Transferred' }],
    properties: {
      'Job Type': 'Recover disks',
      'Target VM Name': 'vmName',
      'Target Storage Account Name': 'clitest000007',
      'Recovery point time': '6/14/2021 10:20:48 AM',
      'Template Blob Uri': 'https://clitest000007.blob.core.windows.net/c/azuredeploy12bea6a4.json',
    },
  });
});

test('a percentage that stands at 1 from start to end is none', () => {
  const percent = (progressPercentage: number) =>
    parse({ ...restored, extendedInfo: { ...restored.extendedInfo, progressPercentage } })?.percent;
  assert.deepEqual([0, 1, 2, 37.5].map(percent), [undefined, undefined, 2, 37.5]);
  assert.deepEqual([-3, 100.5, 1e9].map(percent), [undefined, undefined, undefined], 'nor is what cannot be one');
});

test('a failed job says why, also while its tasks still look alive', () => {
  const facts = parse({
    ...restored,
    operation: 'Backup',
    status: 'Failed',
    errorDetails: [
      {
        errorCode: 400136,
        errorTitle: 'UserErrorVmNotFoundV2',
        errorString: "Virtual machine doesn't exist.",
        recommendations: ['Please make sure that virtual machine exists.'],
      },
    ],
    extendedInfo: { tasksList: [{ taskId: 'Take Snapshot', status: 'InProgress' }] },
  });
  assert.equal(facts?.status, 'Failed');
  assert.deepEqual(facts?.tasks, [{ name: 'Take Snapshot', status: 'InProgress' }]);
  assert.deepEqual(facts?.errors, [
    {
      code: 400136,
      title: 'UserErrorVmNotFoundV2',
      message: "Virtual machine doesn't exist.",
      recommendations: ['Please make sure that virtual machine exists.'],
    },
  ]);
});

test('cancellable needs the action, in either encoding, and a running job', () => {
  assert.equal(parse({ ...restored, status: 'InProgress' })?.cancellable, true);
  assert.equal(parse({ ...restored, status: 'InProgress', actionsInfo: ['Cancellable'] })?.cancellable, true);
  assert.equal(parse({ ...restored, status: 'InProgress', actionsInfo: [2] })?.cancellable, false);
  assert.equal(parse({ ...restored, status: 'InProgress', actionsInfo: null })?.cancellable, false);
  assert.equal(parse(restored)?.cancellable, false);
});

test('a running job of 2016 ends at no time', () => {
  const facts = parse({ ...restored, status: 'InProgress', endTime: '2001-01-01T00:00:00Z', extendedInfo: undefined });
  assert.equal(facts?.endedAt, undefined);
  assert.equal(facts?.percent, undefined);
  assert.deepEqual(facts?.properties, {});
});

test('the newer job type is a VM job too; others are not', () => {
  assert.equal(parse({ ...restored, jobType: 'AzureIaaSVMJobV2' })?.vmName, 'clitest-vm000004');
  assert.equal(parse({ ...restored, jobType: 'AzureStorageJob' }), undefined);
});

test('the copy of the keys lies beside the config, and its address has no signature', () => {
  const of = (propertyBag: object) =>
    encryptionInfoOf(
      {
        id,
        properties: { ...restored, jobType: 'AzureIaaSVMJob', extendedInfo: { propertyBag } },
      } as unknown as JobResource,
      'blob.core.windows.net',
    );
  const config = 'https://clitest000007.blob.core.windows.net/c/config.json?sv=2024&sig=pl/anted';
  assert.equal(
    of({ 'Config Blob Uri': config, 'Encryption Info Blob Name': 'vmencryption config.json' }),
    'https://clitest000007.blob.core.windows.net/c/vmencryption%20config.json',
  );
  assert.equal(of({ 'Config Blob Uri': config }), undefined);
  assert.equal(of({ 'Encryption Info Blob Name': 'x' }), undefined);
});

test('the key of a confidential machine lies where a job that failed says, and its name is kept from everybody', () => {
  const propertyBag = {
    'Target Storage Account Name': 'clitest000007',
    'Config Blob Container Name': 'cvm-1',
    'Secured Encryption Info Blob Name': 'cvm key.json',
  };
  const properties = { ...restored, jobType: 'AzureIaaSVMJob', extendedInfo: { propertyBag } };
  assert.equal(
    encryptionInfoOf({ id, properties } as unknown as JobResource, 'blob.core.windows.net'),
    'https://clitest000007.blob.core.windows.net/cvm-1/cvm%20key.json',
  );
  const shown = parse({ ...restored, extendedInfo: { propertyBag } })?.properties ?? {};
  assert.deepEqual(Object.keys(shown), ['Target Storage Account Name', 'Config Blob Container Name']);
});
