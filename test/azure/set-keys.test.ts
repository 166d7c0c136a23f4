import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { keyBackupData } from '../../sandbox/world/key-material.ts';
import { plantedMarkers } from '../../sandbox/world/markers.ts';
import { prod, restoreTargets, uncommonVaultIds } from '../../sandbox/world/places.ts';
import { deleteKeys } from '../../sandbox/world/vm-changes.ts';
import { type LocalSetting, localAzure } from './local-setting.ts';

/** The key of a confidential machine: lost, exported by a restore that fails, and restored. */

let s: LocalSetting;
before(async () => {
  s = await localAzure({ uncommon: true });
});
after(() => s.close());

const vmId = `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/virtualMachines/lostcvm-01`;
const staging = restoreTargets[0]?.stagingStorageAccountId ?? '';
const account = staging.split('/').at(-1) ?? '';
let url = '';

beforeEach(async () => {
  deleteKeys(s.world, vmId, s.world.clock.now(), true);
  const set = await s.azure.diskEncryptionSets.get(
    `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/diskEncryptionSets/des-lost`,
  );
  url = set?.keyUrl ?? '';
});

/**
 * A restore that fails.
 * @returns its job, and the address of the key
 */
async function failedRestore() {
  const vault = uncommonVaultIds.zones;
  const item = (await s.azure.items.list(vault)).find(({ vmName }) => vmName === 'lostcvm-01');
  assert.ok(item);
  const [listed] = await s.azure.points.list(item.id);
  const clientRequestId = s.nextId();
  const sent = await s.azure.restores.send({
    vault,
    item,
    pointName: listed?.name ?? '',
    clientRequestId,
    body: {
      objectType: 'IaasVMRestoreRequest',
      recoveryPointId: listed?.name ?? '',
      recoveryType: 'RestoreDisks',
      sourceResourceId: item.vmId,
      region: 'westeurope',
      targetResourceGroupId: restoreTargets[0]?.targetResourceGroupId ?? '',
      storageAccountId: staging,
      createNewCloudService: false,
      originalStorageAccountOption: false,
    },
  });
  assert.equal(sent.kind, 'accepted');
  s.pass(30);
  const [found] = (await s.azure.jobs.list(vault)).filter(({ activityId }) => activityId === clientRequestId);
  const job = await s.azure.jobs.get(vault, found?.id ?? '');
  assert.ok(job);
  return { job, exportUri: await s.azure.jobs.encryptionInfo(vault, job.id, staging) };
}

const send = (exportUri: string | undefined) => s.azure.setKeys.send({ url, exportUri, clientRequestId: s.nextId() });

test('a restore without it fails by a code that is documented, and leaves a copy that only its address tells of', async () => {
  assert.equal((await s.azure.setKeys.inspect(url)).state, 'missing');
  const { job, exportUri } = await failedRestore();
  assert.equal(job.status, 'Failed');
  assert.equal(job.errors[0]?.title, 'UserErrorDiskEncryptionSetKeyDoesNotExist');
  assert.match(
    exportUri ?? '',
    new RegExp(`^https://${account}\\.blob\\.core\\.windows\\.net/lostcvm01-[^/]+/cvmcmkencryption`),
  );
  assert.doesNotMatch(JSON.stringify(job), /cvmcmkencryption/);
});

test('it comes back under its own address, and what is there is left alone', async () => {
  const { exportUri } = await failedRestore();
  const outcome = await send(exportUri);
  assert.deepEqual(outcome, { kind: 'accepted' });
  assert.equal((await s.azure.setKeys.inspect(url)).state, 'present');
  assert.deepEqual(await send(undefined), { kind: 'accepted' });
  for (const marker of plantedMarkers) assert.ok(!JSON.stringify(outcome).includes(marker));
});

test('a soft-deleted one is recovered, without a look into any blob', async () => {
  await send((await failedRestore()).exportUri);
  deleteKeys(s.world, vmId, s.world.clock.now());
  assert.equal((await s.azure.setKeys.inspect(url)).state, 'soft-deleted');
  assert.deepEqual(await send(undefined), { kind: 'accepted' });
  s.pass(1);
  assert.equal((await s.azure.setKeys.inspect(url)).state, 'present');
});

test('a copy that somebody wrote anew brings back no other key as this one', async () => {
  const { exportUri = '' } = await failedRestore();
  const [, container = '', name = ''] = new URL(exportUri).pathname.split('/');
  const other = url.replace('cmk-lost', 'cmk-cvm-data');
  const contents = s.world.keyVault('kv-uncommon');
  const kept = contents.keys.get('cmk-cvm-data');
  assert.ok(kept);
  contents.keys.delete('cmk-cvm-data');
  contents.purged.keys.push(kept);
  const write = (details: object) =>
    s.world.blobs.put(account, container, name, {
      content: Buffer.from(JSON.stringify({ OsDiskEncryptionDetails: details })),
      contentType: 'application/json',
      writtenAt: s.world.clock.now(),
    });
  write({ KeyBackupData: keyBackupData(other) });
  const outcome = await send(exportUri);
  assert.equal(outcome.kind === 'refused' && outcome.failure.code, 'keys.copy-foreign');
  write({ KeyBackupData: 'no base64 at all!' });
  const nothing = await send(exportUri);
  assert.equal(nothing.kind === 'refused' && nothing.failure.code, 'keys.no-material');
});
