import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupId, target as profile, restoredSetting } from './restored-setting.ts';

const newVm = (name: string) => ({
  recoveryType: 'AlternateLocation' as const,
  targetVirtualMachineId: `${groupId}/providers/Microsoft.Compute/virtualMachines/${name}`,
  virtualNetworkId: profile.isolatedSubnetId.replace(/\/subnets\/.*/, ''),
  subnetId: profile.isolatedSubnetId,
});

test('a new VM of a machine that is gone: running, in the isolated subnet, with its disks', async (t) => {
  const s = await restoredSetting(t);
  await s.restoreDisks('gone-01', newVm('gone-01-r1124'));
  s.pass(5);
  const vm = await s.azure.vms.get(newVm('gone-01-r1124').targetVirtualMachineId);
  assert.deepEqual([vm?.power, vm?.agentReady, vm?.disks.length], ['running', 'yes', 2]);
  const nic = s.world.resources.get(vm?.networkInterfaceIds[0] ?? '');
  assert.match(JSON.stringify(nic?.properties), /subnets\/isolated.*"privateIPAddress":"10\.99\.\d+\.\d+"/);
});

test('a new VM for which there is no place: the job fails and says why, the disks stay', async (t) => {
  const s = await restoredSetting(t);
  s.world.capacity.runOut('Standard_D2s_v5');
  const { job } = await s.restore('app-01', newVm('app-01-r1124'));
  assert.equal(job?.status, 'Failed');
  assert.equal(job?.errors[0]?.title, 'AllocationFailed');
  const disks = (await s.azure.disks.list(groupId.split('/')[2] ?? '')).filter(({ id }) => id.startsWith(groupId));
  assert.equal(disks.length, 2);
});

test('replacing the disks of a machine: it runs on the restored ones, the old ones stay', async (t) => {
  const s = await restoredSetting(t);
  const item = (await s.azure.items.list(s.vaultId)).find(({ vmName }) => vmName === 'app-01');
  const before = await s.azure.vms.get(item?.vmId ?? '');
  assert.ok(before);
  await s.restoreDisks('app-01', { recoveryType: 'OriginalLocation' });
  s.pass(5);
  const after = await s.azure.vms.get(before.id);
  assert.deepEqual([after?.power, after?.agentReady], ['running', 'yes']);
  for (const [index, disk] of before.disks.entries()) {
    assert.notEqual(after?.disks[index]?.diskId, disk.diskId);
    assert.equal(after?.disks[index]?.diskEncryptionSetId, disk.diskEncryptionSetId);
    assert.ok(await s.azure.disks.get(disk.diskId ?? ''));
  }
});
