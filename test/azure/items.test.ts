import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProtectedItemResource } from '@azure/arm-recoveryservicesbackup';
import { parseItem } from '../../src/azure/items.ts';

const id =
  '/Subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;clitest.rg000001;clitest-vm000004/protectedItems/VM;iaasvmcontainerv2;clitest.rg000001;clitest-vm000004';
const vmId =
  '/subscriptions/s/resourceGroups/clitest.rg000001/providers/Microsoft.Compute/virtualMachines/clitest-vm000004';
const now = new Date('2026-11-24T00:00:00Z');

function parse(properties: object) {
  const resource = {
    id,
    name: 'VM;x',
    properties: { protectedItemType: 'Microsoft.Compute/virtualMachines', ...properties },
  };
  return parseItem(resource as unknown as ProtectedItemResource, now);
}

// Recorded 2021, after the first backup.
const healthy = {
  friendlyName: 'clitest-vm000004',
  virtualMachineId: vmId,
  protectionStatus: 'Healthy',
  protectionState: 'Protected',
  healthStatus: 'Passed',
  healthDetails: [
    {
      code: 400239,
      title: 'IaasVmHealthGreenDefault',
      message: 'Backup pre-check status of this virtual machine is OK.',
      recommendations: [],
    },
  ],
  lastBackupStatus: 'Completed',
  lastBackupTime: '2021-06-14T10:20:45.3660648Z',
  sourceResourceId: vmId,
  policyId:
    '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/DefaultPolicy',
  policyName: 'DefaultPolicy',
  lastRecoveryPoint: '2021-06-14T10:20:48.6176326Z',
  isArchiveEnabled: false,
};

test('a protected VM', () => {
  assert.deepEqual(parse(healthy), {
    id,
    vaultId: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v',
    containerName: 'IaasVMContainer;iaasvmcontainerv2;clitest.rg000001;clitest-vm000004',
    itemName: 'VM;iaasvmcontainerv2;clitest.rg000001;clitest-vm000004',
    vmName: 'clitest-vm000004',
    vmId,
    protectionState: 'Protected',
    health: 'Passed',
    healthDetails: [
      {
        code: 400239,
        title: 'IaasVmHealthGreenDefault',
        message: 'Backup pre-check status of this virtual machine is OK.',
        recommendations: [],
      },
    ],
    lastBackupStatus: 'Completed',
    lastBackupAt: new Date('2021-06-14T10:20:45.366Z'),
    latestPointAt: new Date('2021-06-14T10:20:48.617Z'),
    policyName: 'DefaultPolicy',
    softDeleted: false,
  });
});

test('before the first backup its dates are absent', () => {
  const facts = parse({
    ...healthy,
    protectionState: 'IRPending',
    lastBackupTime: '2001-01-01T00:00:00Z',
    lastBackupStatus: '',
  });
  assert.equal(facts?.lastBackupAt, undefined);
  assert.equal(facts?.protectionState, 'IRPending');
});

test('a soft-deleted item is gone when its remaining time span is over', () => {
  const facts = parse({
    ...healthy,
    protectionState: 4,
    isScheduledForDeferredDelete: true,
    deferredDeleteTimeInUTC: '2026-11-23T23:59:00Z',
    deferredDeleteTimeRemaining: '13.23:59:44.5932377',
  });
  assert.equal(facts?.softDeleted, true);
  assert.equal(facts?.protectionState, 'ProtectionStopped');
  assert.equal(facts?.deletedForGoodAt?.toISOString(), '2026-12-07T23:59:44.593Z');
});

test('a state nobody knows yet is passed on as Azure wrote it', () => {
  assert.equal(parse({ ...healthy, protectionState: 'Hibernating' })?.protectionState, 'Hibernating');
});

test('databases, file shares and classic VMs are not VMs', () => {
  for (const type of ['AzureFileShareProtectedItem', 'Microsoft.ClassicCompute/virtualMachines', undefined]) {
    assert.equal(parse({ ...healthy, protectedItemType: type }), undefined);
  }
});
