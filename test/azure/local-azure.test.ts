import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { type LocalAzure, startAzure } from '../../sandbox/azure/start-azure.ts';
import { plantedMarkers } from '../../sandbox/world/markers.ts';
import { bot, people, tenantId } from '../../sandbox/world/people.ts';
import { prod, restoreTargets, test as testSubscription, vaultIds } from '../../sandbox/world/places.ts';
import { makeWorld } from '../../sandbox/world/seed.ts';
import type { World } from '../../sandbox/world/world.ts';
import type { Azure } from '../../src/azure/open.ts';
import type { RestoreBody } from '../../src/azure/rules/restore-body.ts';
import { Clock } from '../../src/kernel/clock.ts';
import type { ProtectedItemFacts } from '../../src/kernel/facts.ts';
import { evaluate } from '../../src/kernel/permissions.ts';
import { azureOn, timeOutAtAnswer } from './wire-fixture.ts';

let world: World;
let local: LocalAzure;
let azure: Azure;
let lines: string[];

before(async () => {
  // A fixed hour: the tests advance by hours, and at 01:00 the backups of the night would be in their way.
  world = makeWorld({ fleetSize: 450, origin: new Date('2026-11-24T09:00:00Z') });
  local = await startAzure(world);
  const httpClient = loopbackClient(local.port);
  const clock = new Clock(world.clock.setting);
  world.clock.onChange((setting) => clock.set(setting));
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
  const subscriptions = [prod.id, testSubscription.id];
  ({ azure, lines } = azureOn(local.port, { httpClient, clock, credential, subscriptions }));
});
after(() => local.close());

async function itemOf(name: string): Promise<ProtectedItemFacts> {
  const items = await azure.items.list(vaultIds.prod);
  const found = items.find(({ vmName }) => vmName === name);
  assert.ok(found, `${name} among ${items.map(({ vmName }) => vmName)}`);
  return found;
}

/** One more restore of sql-01, as a plan would ask for it. */
async function restore(clientRequestId: string) {
  const item = await itemOf('sql-01');
  const [point] = await azure.points.list(item);
  assert.ok(point);
  const target = restoreTargets[0];
  const body: RestoreBody = {
    objectType: 'IaasVMRestoreRequest',
    recoveryPointId: point.name,
    recoveryType: 'RestoreDisks',
    sourceResourceId: item.vmId,
    storageAccountId: target?.stagingStorageAccountId ?? '',
    targetResourceGroupId: target?.targetResourceGroupId ?? '',
    region: 'westeurope',
    createNewCloudService: false,
    originalStorageAccountOption: false,
  };
  const outcome = await azure.restores.send({
    vault: vaultIds.prod,
    item,
    pointName: point.name,
    body,
    clientRequestId,
  });
  const find = () =>
    azure.restores.find({
      vault: vaultIds.prod,
      containerName: item.containerName,
      clientRequestId,
      sentAt: world.clock.now(),
      operation: 'Restore',
    });
  const posts = () =>
    local.requests().filter((call) => call.method === 'POST' && call.clientRequestId === clientRequestId);
  return { outcome, find, posts };
}

test('vaults of all subscriptions, items over several pages, VMs, disks and key vault', async () => {
  const vaults = await azure.vaults.list();
  assert.deepEqual(vaults.map(({ name }) => name).sort(), ['rsv-fleet', 'rsv-guarded', 'rsv-prod', 'rsv-test']);
  assert.equal((await azure.items.list(vaultIds.fleet)).length, 450);
  assert.ok((await azure.vms.list(prod.id)).some(({ name }) => name === 'new-01'));
  const vm = await azure.vms.get((await itemOf('sql-01')).vmId);
  assert.equal(vm?.osType, 'Windows');
  assert.ok(vm?.instanceDisks?.every(({ statusCodes }) => statusCodes.includes('EncryptionState/encrypted')));
  const disk = await azure.disks.get(vm?.disks[0]?.diskId ?? '');
  assert.equal(disk?.ade?.enabled, true);
  const keys = vm?.instanceDisks?.[0]?.keys;
  assert.ok(keys?.kek);
  assert.equal((await azure.keyVaults.get(keys.bek.keyVaultId))?.enabledForDiskEncryption, 'yes');
});

test('a point says more when asked by name, and never its key material', async () => {
  const item = await itemOf('sql-01');
  const listed = await azure.points.list(item);
  assert.ok(listed.length > 1);
  const detailed = await azure.points.get(item, listed[0]?.name ?? '');
  assert.equal(detailed?.encrypted, 'yes');
  assert.equal(detailed?.detailed, true);
  const newest = listed.map(({ at }) => at.getTime());
  assert.deepEqual(
    newest,
    [...newest].sort((a, b) => b - a),
  );
  const day = await azure.points.list(item, { from: listed[1]?.at ?? new Date(), to: listed[1]?.at ?? new Date() });
  assert.deepEqual(
    day.map(({ name }) => name),
    [listed[1]?.name],
  );
  for (const marker of plantedMarkers) assert.ok(!JSON.stringify([listed, detailed, day]).includes(marker));
});

test('rights of a person, through the rules', async () => {
  const action =
    'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action';
  for (const [person, expected] of [
    [people.oncall, 'yes'],
    [people.outsider, 'no'],
    [people.platform, 'yes'],
  ] as const) {
    const assignments = await azure.access.assignments(person.objectId, prod.id);
    const definitions = new Map(
      await Promise.all(
        assignments.map(
          async ({ roleDefinitionId: id }) => [id.toLowerCase(), await azure.access.roleDefinition(id)] as const,
        ),
      ),
    );
    const denyAssignments = await azure.access.denyAssignments(prod.id, person.objectId);
    const { answer } = evaluate({ assignments, definitions, denyAssignments }, action, vaultIds.prod);
    assert.equal(answer, expected, person.name);
  }
});

test('a restore is accepted, found by its id, followed to its end and its bag is clean', async () => {
  const id = 'c0ffee00-0000-5000-8000-000000000001';
  const { outcome, find, posts } = await restore(id);
  assert.equal(outcome.kind, 'accepted');
  assert.equal(posts().length, 1);
  world.clock.advance(60_000);
  const operation = await azure.operations.get(
    vaultIds.prod,
    outcome.kind === 'accepted' ? (outcome.operationId ?? '') : '',
  );
  assert.equal(operation.state, 'succeeded');
  assert.deepEqual(await find(), { kind: 'found', jobId: operation.jobId });
  const running = await azure.jobs.get(vaultIds.prod, operation.jobId ?? '');
  assert.equal(running?.status, 'InProgress');
  assert.equal(running?.activityId?.toLowerCase(), id);
  assert.ok((await azure.jobs.list(vaultIds.prod, { status: 'InProgress' })).some((job) => job.id === operation.jobId));
  world.clock.advance(6 * 3_600_000);
  const ended = await azure.jobs.get(vaultIds.prod, operation.jobId ?? '');
  assert.equal(ended?.status, 'Completed');
  assert.ok(ended?.properties['Template Blob Uri']);
  assert.ok(!Object.keys(ended?.properties ?? {}).some((name) => /encryption info/i.test(name)));
});

test('a backup, its cancellation', async () => {
  const item = await itemOf('app-01');
  const clientRequestId = 'c0ffee00-0000-5000-8000-000000000002';
  const keepUntil = new Date(world.clock.now().getTime() + 20 * 86_400_000);
  const sent = await azure.backups.send({ vault: vaultIds.prod, item, keepUntil, clientRequestId });
  assert.equal(sent.kind, 'accepted');
  world.clock.advance(60_000);
  const query = { vault: vaultIds.prod, containerName: item.containerName, clientRequestId, sentAt: world.clock.now() };
  const found = await azure.backups.find({ ...query, operation: 'Backup' });
  assert.equal(found.kind, 'found');
  const jobId = found.kind === 'found' ? found.jobId : '';
  const cancelled = await azure.jobCancellations.send({
    vault: vaultIds.prod,
    jobId,
    clientRequestId: 'c0ffee00-0000-5000-8000-000000000003',
  });
  assert.equal(cancelled.kind, 'accepted');
  world.clock.advance(10 * 60_000);
  assert.equal((await azure.jobs.get(vaultIds.prod, jobId))?.status, 'Cancelled');
});

for (const [fault, outcomeKind, later] of [
  [{ do: 'reset-before' }, 'unclear', 'absent'],
  [{ do: 'reset-after' }, 'unclear', 'found'],
  [{ do: 'drop-answer' }, 'unclear', 'found'],
  [{ do: 'late-act', seconds: 40 }, 'unclear', 'found'],
  [{ do: 'error', status: 500 }, 'unclear', 'absent'],
  [{ do: 'error', status: 409, code: 'UserErrorBackupOperationInProgress' }, 'refused', 'absent'],
  [{ do: 'throttle', seconds: 7 }, 'refused', 'absent'],
] as const) {
  test(`${JSON.stringify(fault)} on a restore: ${outcomeKind}, sent once, then ${later}`, async (t) => {
    const id = crypto.randomUUID();
    const match = { method: 'POST', path: '/restore' };
    local.faults.add({ match, times: 1, ...fault });
    if (fault.do === 'drop-answer') timeOutAtAnswer(t, local, match);
    t.after(() => local.faults.clear());
    const { outcome, find, posts } = await restore(id);
    assert.equal(outcome.kind, outcomeKind);
    assert.equal(posts().length, 1);
    // The first look lets a late effect happen; its job is listed up to 40 s after that.
    world.clock.advance(5 * 60_000);
    await find();
    world.clock.advance(60_000);
    assert.equal((await find()).kind, later);
  });
}

test('nothing of all that put a planted secret into the log', () => {
  for (const marker of plantedMarkers) assert.ok(!lines.join('\n').includes(marker));
});
