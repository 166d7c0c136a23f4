import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VmFacts } from '../../src/kernel/facts.ts';
import { groupId, parametersFor, restoredSetting } from './restored-setting.ts';
import { azureOn, startWire } from './wire-fixture.ts';

const encrypted = (vm: VmFacts | undefined) =>
  vm?.instanceDisks?.map(({ statusCodes }) => statusCodes.includes('EncryptionState/encrypted'));

test('sql-01: disks, template, a machine that comes up encrypted and carries the tags', async (t) => {
  const s = await restoredSetting(t);
  const { templateUri, configUri } = await s.restoreDisks('sql-01');
  const config = await s.azure.stagingBlobs.readConfig(configUri);
  assert.ok('properties.storageProfile' in config);
  const { sent, name, vmId } = await s.deploy(templateUri, 'sql-01-r1124');
  assert.deepEqual(sent, { kind: 'accepted', retryAfterSeconds: 5 });
  assert.equal((await s.azure.deployments.get(groupId, name))?.state, 'running');
  s.pass(5);
  const done = await s.azure.deployments.get(groupId, name);
  assert.deepEqual([done?.state, done?.mode], ['succeeded', 'Incremental']);
  const template = await s.azure.deployments.template(groupId, name);
  assert.match(JSON.stringify(template), /"tags":\{"strongroom-request":"R-TEST"\}/, 'as it was sent');
  assert.equal(await s.azure.deployments.template(groupId, 'none'), undefined);
  assert.equal(done?.parameters.VirtualMachineName, 'sql-01-r1124');
  assert.deepEqual(
    done?.resourceIds.map((one) => one.split('/').at(-1)),
    ['sql-01-r1124-nic', 'sql-01-r1124'],
  );
  const vm = await s.azure.vms.get(vmId);
  assert.deepEqual([vm?.power, vm?.agentReady, vm?.tags], ['running', 'yes', { 'strongroom-request': 'R-TEST' }]);
  assert.deepEqual(encrypted(vm), [true, true, true]);
});

test('a machine that has just been switched on has no agent yet', async (t) => {
  const s = await restoredSetting(t);
  const { templateUri } = await s.restoreDisks('app-01');
  const { vmId } = await s.deploy(templateUri, 'app-01-r1124');
  s.pass(2.4);
  const young = await s.azure.vms.get(vmId);
  assert.deepEqual([young?.power, young?.agentReady], ['running', 'no']);
  s.pass(3);
  assert.equal((await s.azure.vms.get(vmId))?.agentReady, 'yes');
});

test('web-01: Linux unlocks its data disks when the extension has run', async (t) => {
  const s = await restoredSetting(t);
  const { templateUri, keys } = await s.restoreDisks('web-01');
  const { vmId } = await s.deploy(templateUri, 'web-01-r1124');
  s.pass(6);
  assert.deepEqual(encrypted(await s.azure.vms.get(vmId)), [true, false]);
  assert.equal(await s.azure.extensions.ade(vmId), undefined);
  const [first] = keys;
  assert.ok(first);
  const call = {
    vmId,
    location: 'westeurope',
    osType: 'Linux' as const,
    keys: first,
    clientRequestId: s.clientRequestId,
  };
  assert.equal((await s.azure.extensions.sendAde(call)).kind, 'accepted');
  assert.equal((await s.azure.extensions.ade(vmId))?.provisioningState, 'Creating');
  s.pass(6);
  const extension = await s.azure.extensions.ade(vmId);
  assert.deepEqual([extension?.name, extension?.provisioningState], ['AzureDiskEncryptionForLinux', 'Succeeded']);
  assert.deepEqual(encrypted(await s.azure.vms.get(vmId)), [true, true]);
});

test('wide-01: past the limits the disks say nothing, and the machine stands at the prompt until they do', async (t) => {
  const s = await restoredSetting(t);
  const { templateUri, keys } = await s.restoreDisks('wide-01');
  const [first] = keys;
  assert.ok(first);
  const { vmId } = await s.deploy(templateUri, 'wide-01-r1124');
  s.pass(20);
  const locked = await s.azure.vms.get(vmId);
  assert.deepEqual([locked?.power, locked?.agentReady, locked?.disks.length], ['running', 'no', 17]);
  assert.ok(encrypted(locked)?.every((one) => !one));

  const again = await s.restoreDisks('wide-01');
  const stamp = locked?.disks[0]?.name.replace(/^wide-01-osdisk-/, '') ?? '';
  const disks = (await s.azure.disks.list(vmId.split('/')[2] ?? '')).filter(
    ({ name }) => /^wide-01-(osdisk|datadisk-\d+)-/.test(name) && !name.endsWith(stamp),
  );
  assert.equal(disks.length, 17);
  for (const { id: diskId, ade } of disks) {
    assert.equal(ade, undefined);
    await s.azure.disks.applyAde({ diskId, keys: first, version: '1.1', clientRequestId: s.clientRequestId });
  }
  s.pass(1);
  const second = await s.deploy(again.templateUri, 'wide-01-r1125');
  s.pass(10);
  const open = await s.azure.vms.get(second.vmId);
  assert.deepEqual([open?.power, open?.agentReady], ['running', 'yes']);
  assert.ok(encrypted(open)?.every(Boolean));
});

test('bitlocker-01: the screen shows the prompt until it was off its host once', async (t) => {
  const s = await restoredSetting(t);
  const { templateUri } = await s.restoreDisks('bitlocker-01');
  const { vmId } = await s.deploy(templateUri, 'bitlocker-01-r1124');
  s.pass(20);
  assert.equal((await s.azure.vms.get(vmId))?.agentReady, 'no');
  const prompt = await s.azure.bootDiagnostics.screenshot(vmId);
  assert.deepEqual(prompt?.subarray(0, 4), Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  assert.equal((await s.azure.power.deallocate({ vmId, clientRequestId: s.clientRequestId })).kind, 'accepted');
  assert.equal((await s.azure.vms.get(vmId))?.power, 'changing');
  s.pass(2);
  assert.equal((await s.azure.vms.get(vmId))?.power, 'deallocated');
  assert.equal((await s.azure.power.start({ vmId, clientRequestId: s.clientRequestId })).kind, 'accepted');
  s.pass(5);
  const up = await s.azure.vms.get(vmId);
  assert.deepEqual([up?.power, up?.agentReady], ['running', 'yes']);
  assert.notDeepEqual(await s.azure.bootDiagnostics.screenshot(vmId), prompt);
});

test('a machine without boot diagnostics or gone has no picture', async (t) => {
  const s = await restoredSetting(t);
  assert.equal(
    await s.azure.bootDiagnostics.screenshot(`${groupId}/providers/Microsoft.Compute/virtualMachines/nobody`),
    undefined,
  );
});

test('what Azure lacks is found before, or said after, and another size goes on from there', async (t) => {
  const s = await restoredSetting(t);
  const { templateUri } = await s.restoreDisks('sql-01');
  const template = await s.azure.stagingBlobs.readTemplate(templateUri);
  const size = (template: Record<string, unknown>, vmSize: string) => {
    const vm = (template.resources as { type: string; properties: Record<string, unknown> }[]).at(-1);
    if (vm) vm.properties.hardwareProfile = { vmSize };
  };
  const call = { groupId, name: 'check', template, parameters: parametersFor('sql-01-r1124') };
  assert.equal(await s.azure.deployments.validate(call), undefined);
  s.world.coreLimits.set('aaaa0000-0000-4000-8000-00000000a001', 1);
  assert.equal((await s.azure.deployments.validate(call))?.params.azureCode, 'QuotaExceeded');
  s.world.coreLimits.clear();
  s.world.capacity.restricted.add('standard_e4s_v5');
  const refused = await s.deploy(templateUri, 'sql-01-r1124');
  assert.equal(refused.sent.kind === 'refused' && refused.sent.failure.params.azureCode, 'SkuNotAvailable');
  s.world.capacity.end();
  s.world.capacity.runOut('Standard_E4s_v5');
  const { name, vmId } = await s.deploy(templateUri, 'sql-01-r1124');
  s.pass(5);
  const failed = await s.azure.deployments.get(groupId, name);
  assert.deepEqual([failed?.state, failed?.failure?.params.azureCode], ['failed', 'AllocationFailed']);
  assert.deepEqual(
    failed?.resourceIds.map((one) => one.split('/').at(-1)),
    ['sql-01-r1124-nic'],
  );
  await s.deploy(templateUri, 'sql-01-r1124', (changed) => size(changed, 'Standard_E4as_v5'));
  s.pass(6);
  assert.equal((await s.azure.deployments.get(groupId, name))?.state, 'succeeded');
  const vm = await s.azure.vms.get(vmId);
  assert.deepEqual([vm?.size, vm?.power, vm?.agentReady], ['Standard_E4as_v5', 'running', 'yes']);
});

test('a name that is taken, a subnet that is gone, a disk that is in use', async (t) => {
  const s = await restoredSetting(t);
  const first = await s.restoreDisks('app-01');
  const deployed = await s.deploy(first.templateUri, 'app-01-r1124');
  s.pass(5);
  assert.equal(await s.azure.places.nameTaken(groupId, 'Microsoft.Compute/virtualMachines', 'app-01-r1124'), 'yes');
  assert.equal(await s.azure.places.nameTaken(groupId, 'Microsoft.Compute/virtualMachines', 'app-01-r9999'), 'no');
  const codeOf = async (name: string) => (await s.azure.deployments.get(groupId, name))?.failure?.params.azureCode;
  const again = await s.deploy(first.templateUri, 'app-01-other');
  s.pass(5);
  assert.equal(await codeOf(again.name), 'ConflictingUserInput');
  const second = await s.restoreDisks('app-01');
  await s.deploy(second.templateUri, 'app-01-r1124');
  s.pass(5);
  assert.equal(await codeOf(deployed.name), 'PropertyChangeNotAllowed');
  const template = await s.azure.stagingBlobs.readTemplate(second.templateUri);
  const parameters = { ...parametersFor('app-01-lost'), Subnet: 'nowhere' };
  const call = { groupId, name: 'lost', template, parameters, tags: {}, clientRequestId: s.clientRequestId };
  assert.equal((await s.azure.deployments.send(call)).kind, 'accepted');
  s.pass(5);
  assert.equal(await codeOf('lost'), 'InvalidResourceReference');
});

test('sizes of the region, with zones and what may not be used', async (t) => {
  const s = await restoredSetting(t);
  s.world.capacity.restricted.add('standard_e8s_v5');
  const sizes = await s.azure.places.sizes('aaaa0000-0000-4000-8000-00000000a001', 'westeurope');
  const find = (name: string) => sizes.find((one) => one.name === name);
  assert.deepEqual(find('Standard_E4s_v5'), {
    name: 'Standard_E4s_v5',
    cores: 4,
    restricted: false,
    zones: ['1', '2', '3'],
  });
  assert.equal(find('Standard_E8s_v5')?.restricted, true);
});

test('a blob that is no JSON, or too large, is told as that; half of one is what Azure did not send', async (t) => {
  const s = await restoredSetting(t);
  const { configUri } = await s.restoreDisks('sql-01');
  const { hostname, pathname } = new URL(configUri);
  const [, container = '', blob = ''] = pathname.split('/');
  const account = hostname.split('.')[0] ?? '';
  const write = (content: Buffer) =>
    s.world.blobs.put(account, container, blob, {
      content,
      contentType: 'application/octet-stream',
      writtenAt: s.world.clock.now(),
    });
  for (const content of ['', 'no JSON at all', '["a list"]', JSON.stringify({ text: 'x'.repeat(5 * 2 ** 20) })]) {
    write(Buffer.from(content));
    await assert.rejects(s.azure.stagingBlobs.readConfig(configUri), { code: 'blob-unreadable', params: { blob } });
  }
  const wire = await startWire(() => ({ cut: '{"half":' }));
  t.after(() => wire.close());
  await assert.rejects(azureOn(wire.port).azure.stagingBlobs.readConfig(configUri), {
    code: 'azure.unreadable',
    params: { action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read', expected: 'whole' },
  });
});
