import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import type { ClientsOf } from '../../src/azure/clients.ts';
import { AzureError } from '../../src/azure/errors.ts';
import { createJobs } from '../../src/azure/jobs.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { checkKeysStep, recoverKeysStep, recoverSetKeyStep, removeKeyCopyStep } from '../../src/restore/steps/keys.ts';

const suffix = 'blob.core.windows.net';
const group = '/subscriptions/s/resourceGroups/rg';
const account = `${group}/providers/Microsoft.Storage/storageAccounts/ststaging`;
const diskId = `${group}/providers/Microsoft.Compute/disks/os`;
const secretUrl = 'https://kv-prod.vault.azure.net/secrets/sql-os/1';
const vaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-prod';
const vault = { id: `${group}/providers/v/vaults/rsv` };
const keys = { bek: { secretUrl, keyVaultId: vaultId } };

/** A machine whose secret is missing, restored by a job with this answer from Azure. */
function stepAt(details: () => Promise<object>) {
  const clients = (() => ({ reading: { backup: { jobDetails: { get: details } } } })) as unknown as ClientsOf;
  const disk = { id: diskId, name: 'os', tags: { RSVaultBackup: 'job' }, encryptionType: 'unknown', ade: { keys } };
  const services = {
    inventory: { vault: async () => vault, knownVault: async () => vault },
    azure: {
      jobs: createJobs(clients, new Clock(), suffix),
      stagingBlobs: {
        suffix,
        exists: async () => true,
        readConfig: async () => ({ 'properties.storageProfile': { osDisk: { managedDisk: { id: diskId } } } }),
      },
      resources: { inGroup: async () => [] },
      disks: { get: async () => disk },
      keyRecovery: { inspect: async () => [{ url: secretUrl, kind: 'secret', state: 'missing' }] },
    },
  } as unknown as Services;
  const signed = { point: { secret: secretUrl.toLowerCase(), kek: null }, vm: [] };
  const effects = { mode: 'rebuild', disks: { included: [], selection: 'all' }, target: {}, keys: signed };
  const plan = {
    kind: 'restore',
    target: { vaultId: 'v', vmName: 'sql-01' },
    point: { encrypted: 'yes' },
    plan: { effects, target: { resourceGroupId: group }, body: { storageAccountId: account } },
  };
  const properties = { 'Config Blob Uri': `https://ststaging.${suffix}/box/config.json` };
  const at = { plan, agreed: [], results: { 'restore-disks': { jobId: 'job', properties } } };
  return { services, at: at as never };
}

const unknown = async () => {
  throw new AzureError('azure.not-found', { what: 'backupJobs', azureCode: 'JobNotFound' }, 'refused');
};
const withoutCopy = async () => ({ id: 'job', properties: { jobType: 'AzureIaaSVMJob', extendedInfo: {} } });

it('a job that Azure does not know is none that left no copy of the keys: the copy is told as left', async () => {
  const left = stepAt(unknown);
  await assert.rejects(async () => removeKeyCopyStep.needed?.(left.services, left.at), { code: 'azure.not-found' });
  const none = stepAt(withoutCopy);
  assert.deepEqual(await removeKeyCopyStep.needed?.(none.services, none.at), { kind: 'no' });
});

it('nor are keys said to be lost for it', async () => {
  const doubt = stepAt(unknown);
  await assert.rejects(async () => checkKeysStep.needed?.(doubt.services, doubt.at), { code: 'azure.not-found' });
  const lost = stepAt(withoutCopy);
  const found = await checkKeysStep.needed?.(lost.services, lost.at);
  assert.equal(found?.kind === 'stop' && found.failure.code, 'rebuild.keys-lost');
});

it('a disabled key stops the restore before the machine is made, and an expired one, which still unlocks, does not', async () => {
  const looked = async (state: 'disabled' | 'expired') => {
    const { services, at } = stepAt(unknown);
    Object.assign(services.azure, {
      keyRecovery: { inspect: async () => [{ url: secretUrl, kind: 'secret', state }] },
    });
    return checkKeysStep.needed?.(services, at);
  };
  const failure = { code: 'rebuild.key-disabled', params: { what: 'sql-os', vault: 'kv-prod' } };
  assert.deepEqual(await looked('disabled'), { kind: 'stop', failure });
  assert.partialDeepStrictEqual(await looked('expired'), { kind: 'no', state: 'done', result: { missing: 0 } });
});

/**
 * Recovery of a machine's keys, by a job that Azure does not know.
 * @param state of each key
 */
function recoveryAt(state: 'missing' | 'soft-deleted', point: object = {}) {
  const sent: object[] = [];
  const recovery = {
    inspect: async () => [{ url: secretUrl, kind: 'secret', state }],
    send: async (call: object) => {
      sent.push(call);
      return { kind: 'accepted' };
    },
  };
  const setKeys = { ...recovery, inspect: async (url: string) => ({ url, kind: 'key', state }) };
  const { services, at } = stepAt(unknown);
  Object.assign(services.azure, { keyRecovery: recovery, setKeys });
  const { plan, results } = at as unknown as { plan: { plan: { effects: object }; point: object }; results: object };
  Object.assign(plan.plan.effects, { keys: { set: 'https://kv-prod.vault.azure.net/keys/set/1' } });
  Object.assign(plan.point, { osType: 'Linux', ...point });
  const checked = { keys: [keys], states: [], missing: 1 };
  Object.assign(results, { 'check-keys': checked, 'export-key': { jobId: 'job', status: 'Failed', properties: {} } });
  return { services, at: Object.assign(at, { attempt: { id: 'a' } }) as never, sent };
}

it('a key that is soft-deleted is recovered where it lies, and needs nothing of a job that Azure does not know', async () => {
  const lies = recoveryAt('soft-deleted');
  await recoverKeysStep.send(lies.services, lies.at);
  await recoverSetKeyStep.send(lies.services, lies.at);
  assert.equal(lies.sent.length, 2);
  const gone = recoveryAt('missing');
  await assert.rejects(async () => recoverKeysStep.send(gone.services, gone.at), { code: 'azure.not-found' });
  await assert.rejects(async () => recoverSetKeyStep.send(gone.services, gone.at), { code: 'azure.not-found' });
  assert.equal(gone.sent.length, 0);
});

it('nor does a secret that the point holds itself', async () => {
  const kek = { keyUrl: 'https://kv-prod.vault.azure.net/keys/kek/1', keyVaultId: vaultId };
  const kept = recoveryAt('missing', { hasKeyAndSecret: true, keys: { ...keys, kek } });
  await recoverKeysStep.send(kept.services, kept.at);
  assert.equal(kept.sent.length, 1);
});
