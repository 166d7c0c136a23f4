import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { bot } from '../../sandbox/world/people.ts';
import { guardId, prod, vaultIds } from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import type { SendOutcome } from '../../src/azure/calls.ts';
import { protectedItemIdOf } from '../../src/kernel/arm-id.ts';
import { type LocalSetting, localAzure } from './local-setting.ts';

let s: LocalSetting;
beforeEach(async () => {
  s = await localAzure();
});
afterEach(() => s.close());

const vault = vaultIds.prod;
const vm = (name: string, group = 'rg-app') => resourceId(prod.id, group, 'Microsoft.Compute/virtualMachines', name);
const policyId = `${vault}/backupPolicies/daily-30`;
const item = (name: string, of = vault) => s.azure.items.get(protectedItemIdOf(of, vm(name)));

async function itemOf(name: string, of = vault) {
  const found = await item(name, of);
  assert.ok(found, name);
  return found;
}

/** Result of an accepted send: the job it made, or the refusal of its operation. */
async function outcome(sent: SendOutcome, of = vault) {
  assert.equal(sent.kind, 'accepted');
  s.pass(1);
  return s.azure.operations.get(of, sent.kind === 'accepted' ? (sent.operationId ?? '') : '');
}

test('protect: a job, an item without a point, and a first backup when the policy runs', async () => {
  const vmId = vm('plain-01');
  assert.deepEqual(await s.azure.protection.statusOf(vmId, 'westeurope'), { kind: 'none' });
  assert.deepEqual(await s.azure.protection.validate({ vmId, region: 'westeurope', vault }), { kind: 'accepted' });
  const clientRequestId = s.nextId();
  const sentAt = s.world.clock.now();
  const sent = await s.azure.protection.enable({ vault, vmId, policyId, clientRequestId });
  assert.equal((await outcome(sent)).state, 'succeeded');
  s.pass(2);
  const { containerName, ...fresh } = await itemOf('plain-01');
  assert.equal(fresh.protectionState, 'IRPending');
  assert.equal(fresh.policyName, 'daily-30');
  assert.equal(fresh.lastBackupAt, undefined);
  const found = await s.azure.protection.find({
    vault,
    containerName,
    clientRequestId,
    sentAt,
    operation: 'ConfigureBackup',
  });
  assert.equal(found.kind, 'found');
  const job = await s.azure.jobs.get(vault, found.kind === 'found' ? found.jobId : '');
  assert.equal(job?.status, 'Completed');
  assert.deepEqual(await s.azure.protection.statusOf(vmId, 'westeurope'), {
    kind: 'protected',
    vaultId: vault,
    vaultName: 'rsv-prod',
    policyName: 'daily-30',
  });
  // Noon to two o'clock: the night of the policy and its hour.
  s.pass(14 * 60);
  const backedUp = await itemOf('plain-01');
  assert.equal(backedUp.protectionState, 'Protected');
  assert.equal((await s.azure.points.list(backedUp)).length, 1);
});

test('a machine runs by the policy it has: hourly, with the snapshots and the retention of that policy', async () => {
  const name = 'often';
  await s.azure.policies.create({
    vault,
    name,
    body: {
      version: 'V2',
      schedule: { kind: 'hourly', everyHours: 6, from: '06:00', forHours: 12 },
      retention: { daily: { count: 10 } },
      snapshotDays: 3,
      timeZone: 'W. Europe Standard Time',
    },
    clientRequestId: s.nextId(),
  });
  const sent = {
    vault,
    vmId: vm('plain-01'),
    policyId: `${vault}/backupPolicies/${name}`,
    clientRequestId: s.nextId(),
  };
  await s.azure.protection.enable(sent);
  s.pass(5 * 24 * 60);
  const points = await s.azure.points.list(await itemOf('plain-01'));
  // 06:00, 12:00 and 18:00 of Berlin in winter.
  assert.deepEqual([...new Set(points.map(({ at }) => at.toISOString().slice(11, 13)))].toSorted(), ['05', '11', '17']);
  assert.equal(points.length, 15);
  assert.equal(
    points.filter(({ tiers }) => tiers.some((one) => one.tier === 'snapshot' && one.status === 'valid')).length,
    9,
  );
  s.pass(30 * 24 * 60);
  assert.equal((await s.azure.points.list(await itemOf('plain-01'))).length, 30);
});

for (const [name, code] of [
  ['new-01', 'UserErrorKeyVaultPermissionsNotConfigured'],
  ['new-02', 'UserErrorKeyVaultPermissionsNotConfigured'],
  ['vast-01', 'UserErrorUnsupportedDiskSize'],
  ['undead-01', 'UserErrorItemSoftDeleted'],
  ['nobody-01', 'UserErrorBcmDatasourceNotPresent'],
] as const) {
  test(`${name} is refused with ${code}, before and after`, async () => {
    const vmId = vm(name);
    const verdict = await s.azure.protection.validate({ vmId, region: 'westeurope', vault });
    assert.equal(verdict.kind === 'refused' && verdict.azureCode, code);
    const sent = await s.azure.protection.enable({ vault, vmId, policyId, clientRequestId: s.nextId() });
    const ended = await outcome(sent);
    assert.equal(ended.state, 'failed');
    assert.equal(ended.failure?.params.azureCode, code);
  });
}

test('a machine that another vault has is refused at once', async () => {
  const [vmId, code] = [vm('guarded-01'), 'BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault'];
  const verdict = await s.azure.protection.validate({ vmId, region: 'westeurope', vault });
  assert.equal(verdict.kind === 'refused' && verdict.azureCode, code);
  const sent = await s.azure.protection.enable({ vault, vmId, policyId, clientRequestId: s.nextId() });
  assert.equal(sent.kind === 'refused' && sent.failure.params.azureCode, code);
});

test('a machine of another region, where there is no vault, is no machine of this one', async () => {
  const vmId = vm('far-01', 'rg-far');
  const far = await s.azure.vms.get(vmId);
  assert.equal(far?.location, 'northeurope');
  assert.ok((await s.azure.vaults.list()).every(({ location }) => location !== 'northeurope'));
  assert.deepEqual(await s.azure.protection.statusOf(vmId, 'northeurope'), { kind: 'none' });
  const sent = await s.azure.protection.enable({ vault, vmId, policyId, clientRequestId: s.nextId() });
  assert.equal((await outcome(sent)).failure?.params.azureCode, 'BMSUserErrorInvalidConfigureProtectionRequest');
});

test('a machine whose agent is not ready is protected, and its first backup fails', async () => {
  await s.azure.protection.enable({ vault, vmId: vm('mute-01'), policyId, clientRequestId: s.nextId() });
  s.pass(14 * 60);
  const found = await itemOf('mute-01');
  assert.equal(found.protectionState, 'IRPending');
  assert.equal(found.healthDetails[0]?.title, 'UserErrorGuestAgentStatusUnavailable');
});

test('stop keeps the points, resume goes on with another policy', async () => {
  const before = await itemOf('app-01');
  const points = (await s.azure.points.list(before)).length;
  const call = { vault, vmId: before.vmId, item: before };
  await outcome(await s.azure.protection.stop({ ...call, clientRequestId: s.nextId() }));
  const stopped = await itemOf('app-01');
  assert.equal(stopped.protectionState, 'ProtectionStopped');
  assert.equal(stopped.policyName, undefined);
  const backup = await s.azure.backups.send({ vault, item: stopped, clientRequestId: s.nextId() });
  assert.equal((await outcome(backup)).state, 'failed');
  s.pass(2 * 24 * 60);
  assert.equal((await s.azure.points.list(stopped)).length, points);
  await outcome(await s.azure.protection.resume({ ...call, policyId, clientRequestId: s.nextId() }));
  s.pass(2);
  const resumed = await itemOf('app-01');
  assert.equal(resumed.protectionState, 'Protected');
  assert.equal(resumed.policyName, 'daily-30');
});

test('a guard refuses a stop that does not name its request, and one by somebody without a role on it', async () => {
  const of = vaultIds.guarded;
  const guarded = await itemOf('guarded-01', of);
  const call = { vault: of, vmId: guarded.vmId, item: guarded };
  const request = await s.azure.guards.request(of, 'protectedItems/write#stopProtectionWithRetainData');
  assert.equal(request, `${guardId}/stopProtectionWithRetainDataRequests/default`);
  assert.equal(await s.azure.guards.request(vault, 'protectedItems/write#stopProtectionWithRetainData'), undefined);
  const refused = async (guardRequests?: string[]) => {
    const sent = await s.azure.protection.stop({
      ...call,
      clientRequestId: s.nextId(),
      ...(guardRequests && { guardRequests }),
    });
    return sent.kind === 'refused' && sent.failure.code;
  };
  assert.equal(await refused(), 'azure.forbidden');
  assert.equal(await refused([request ?? '']), 'azure.forbidden');
  s.world.roles.assign(bot.objectId, roles.reader, guardId, 'ServicePrincipal');
  assert.equal(await refused(), 'azure.forbidden');
  const sent = await s.azure.protection.stop({ ...call, clientRequestId: s.nextId(), guardRequests: [request ?? ''] });
  await outcome(sent, of);
  assert.equal((await itemOf('guarded-01', of)).protectionState, 'ProtectionStopped');
});

test('undelete brings a stopped item back with its points', async () => {
  const deleted = await itemOf('undead-01');
  assert.equal(deleted.softDeleted, true);
  const call = { vault, vmId: deleted.vmId, item: deleted };
  assert.equal(
    (await outcome(await s.azure.protection.undelete({ ...call, clientRequestId: s.nextId() }))).state,
    'succeeded',
  );
  const back = await itemOf('undead-01');
  assert.deepEqual([back.softDeleted, back.protectionState], [false, 'ProtectionStopped']);
  assert.equal((await s.azure.points.list(back)).length, 28);
  const again = await outcome(await s.azure.protection.undelete({ ...call, clientRequestId: s.nextId() }));
  assert.equal(again.state, 'failed');
});

test('a vault says how many machines it protects', async () => {
  const items = await s.azure.items.list(vault);
  assert.equal(await s.azure.vaultUsages.protectedMachines(vault), items.length);
});

test('without the right to write items Azure refuses', async () => {
  s.world.roles.assignments = s.world.roles.assignments.filter(({ principalId }) => principalId !== bot.objectId);
  s.world.roles.assign(bot.objectId, roles.reader, vault, 'ServicePrincipal');
  const sent = await s.azure.protection.enable({ vault, vmId: vm('plain-01'), policyId, clientRequestId: s.nextId() });
  assert.equal(sent.kind === 'refused' && sent.failure.code, 'azure.forbidden');
  const body = {
    version: 'V1' as const,
    schedule: { kind: 'daily' as const, time: '02:00' },
    retention: { daily: { count: 7 } },
    snapshotDays: 2,
    timeZone: 'UTC',
  };
  const made = await s.azure.policies.create({ vault, name: 'mine', body, clientRequestId: s.nextId() });
  assert.deepEqual(
    made.kind === 'refused' && made.failure.params.action,
    'Microsoft.RecoveryServices/vaults/backupPolicies/write',
  );
});

for (const [fault, kind, later] of [
  [{ do: 'reset-before' }, 'unclear', 'absent'],
  [{ do: 'reset-after' }, 'unclear', 'found'],
  [{ do: 'late-act', seconds: 40 }, 'unclear', 'found'],
  [{ do: 'error', status: 500 }, 'unclear', 'absent'],
  [{ do: 'throttle', seconds: 7 }, 'refused', 'absent'],
] as const) {
  test(`${JSON.stringify(fault)} on protect: ${kind}, sent once, then ${later}`, async () => {
    s.local.faults.add({ match: { method: 'PUT', path: '/protectedItems/' }, times: 1, ...fault });
    const [clientRequestId, sentAt, vmId] = [s.nextId(), s.world.clock.now(), vm('plain-01')];
    const sent = await s.azure.protection.enable({ vault, vmId, policyId, clientRequestId });
    assert.equal(sent.kind, kind);
    assert.equal(s.local.requests().filter((one) => one.clientRequestId === clientRequestId).length, 1);
    s.pass(2);
    const containerName = 'iaasvmcontainerv2;rg-app;plain-01';
    // The first look lets a late effect happen; its job is listed up to 40 s after that.
    const find = () =>
      s.azure.protection.find({ vault, containerName, clientRequestId, sentAt, operation: 'ConfigureBackup' });
    await find();
    s.pass(3);
    assert.equal((await find()).kind, later);
    assert.equal((await item('plain-01')) !== undefined, later === 'found');
  });

  test(`${JSON.stringify(fault)} on a policy: ${kind}, sent once, then ${later}`, async () => {
    s.local.faults.add({ match: { method: 'PUT', path: '/backupPolicies/' }, times: 1, ...fault });
    const body = {
      version: 'V1' as const,
      schedule: { kind: 'daily' as const, time: '02:00' },
      retention: { daily: { count: 7 } },
      snapshotDays: 2,
      timeZone: 'UTC',
    };
    const clientRequestId = s.nextId();
    const sent = await s.azure.policies.create({ vault, name: 'mine', body, clientRequestId });
    assert.equal(sent.kind, kind);
    assert.equal(s.local.requests().filter((one) => one.clientRequestId === clientRequestId).length, 1);
    s.pass(2);
    await s.azure.policies.list(vault);
    assert.equal((await s.azure.policies.get(vault, 'mine')) !== undefined, later === 'found');
  });
}
