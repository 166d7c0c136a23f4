import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import type { VaultFacts } from '../../src/kernel/facts.ts';
import { findLeftKeys, findLeftSource, type StartedRestore } from '../../src/restore/left-source.ts';
import type { LeftoverSource } from '../../src/restore/rules/leftovers.ts';
import { toJson } from '../../src/store/rows.ts';
import { insertAttempt, insertSteps, listSteps, updateAttempt, updateStep } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

const group = '/subscriptions/s/resourceGroups/rg';
const account = `${group}/providers/Microsoft.Storage/storageAccounts/ststaging`;
const began = new Date('2026-11-26T03:00:00Z');
const address = (name: string) => `https://ststaging.blob.core.windows.net/box/${name}`;

/** A confidential machine: the job names the place of its key, and files as for a restore of disks. */
const azure = {
  jobs: {
    get: async () => ({ properties: { 'Template Blob Uri': address('azuredeploy1.json') } }),
    encryptionInfo: async (_: unknown, jobId: string) => address(`cvmcmkencryption-${jobId}.json`),
  },
  stagingBlobs: { suffix: 'blob.core.windows.net', exists: async () => true },
  vms: { get: async () => undefined },
};

/** Leftovers of jobs of these steps. A key to be exported existed, so its restore succeeded. */
async function leftOf(
  mode: string,
  kinds: readonly string[],
  last: { state: 'failed' | 'done' } = { state: 'failed' },
  given?: string,
) {
  const store = await sharedStore('embedded');
  await store.transaction(async (tx) => {
    await seedRequest(tx, { id: 'R-2222' });
    const rows = kinds.map((kind, position) => ({ id: randomUUID(), request_id: 'R-2222', position, kind }));
    await insertSteps(tx, rows);
    for (const { id, kind, position } of rows) {
      const exported = kind === 'export-key' && {
        state: 'done' as const,
        result: toJson({ jobId: 'of-export-key', status: 'Completed', properties: {} }),
      };
      const started_at = new Date(began.getTime() + position * 60_000);
      await updateStep(tx, id, { ...last, started_at, ended_at: tx.now(), ...exported });
      const attempt = await insertAttempt(tx, { id: randomUUID(), step_id: id, number: 1 });
      await updateAttempt(tx, attempt.id, { job_id: `of-${kind}`, ended_at: tx.now() });
      if (!given) continue;
      const seen = { first_seen_at: tx.now(), seen_at: tx.now(), moved_at: tx.now(), ended_at: tx.now() };
      const none = { facts: toJson({}), detail_at: null, stalled_at: null };
      const of = { vault_id: 'v', job_id: given, request_id: 'R-2222', step_id: id, status: 'Failed' };
      await tx.db
        .insertInto('jobs')
        .values({ ...of, ...seen, ...none })
        .execute();
    }
  });
  const row = await store.db.selectFrom('requests').selectAll().executeTakeFirstOrThrow();
  const plan = {
    target: {},
    plan: {
      effects: { mode, disks: { included: [] } },
      target: { form: 'managed', vmId: `${group}/providers/Microsoft.Compute/virtualMachines/copy` },
      body: { storageAccountId: account },
    },
  };
  const started = { row, vault: {} as VaultFacts, plan, steps: await listSteps(store.db, row.id) };
  const { source } = await findLeftSource(
    { store, azure } as unknown as Services,
    started as unknown as StartedRestore,
  );
  return { ...source, blobs: source.blobs.map(({ uri, kind }) => `${kind} ${uri.split('/').at(-1)}`) };
}

describe('what a restore of a confidential machine left in the staging account', () => {
  for (const [mode, kind] of [
    ['new-vm', 'restore-vm'],
    ['replace', 'replace-disks'],
  ] as const) {
    it(`${kind}: the copy of its key, also where it failed, and that of the restore before; no files`, async () => {
      assert.deepEqual((await leftOf(mode, ['export-key', kind])).blobs, [
        'key-copy cvmcmkencryption-of-export-key.json',
        `key-copy cvmcmkencryption-of-${kind}.json`,
      ]);
    });
  }

  it('restore-disks: the copy of its key and the files that tell of its disks', async () => {
    assert.deepEqual((await leftOf('rebuild', ['restore-disks'])).blobs, [
      'key-copy cvmcmkencryption-of-restore-disks.json',
      'blob azuredeploy1.json',
      'blob parameter1.json',
    ]);
  });
});

it('what a job left that was followed first, and gave way to another of its id, is told as well', async () => {
  const left = await leftOf('new-vm', ['restore-vm'], { state: 'failed' }, 'before');
  assert.deepEqual(
    left.restores.map(({ jobId }) => jobId),
    ['of-restore-vm', 'before'],
  );
  assert.deepEqual(left.blobs, [
    'key-copy cvmcmkencryption-of-restore-vm.json',
    'key-copy cvmcmkencryption-before.json',
  ]);
});

describe('what a restore made that was sent to bring out a key, which was there', () => {
  it('was made since that was sent, and so was what took the place of replaced disks', async () => {
    const made = await leftOf('new-vm', ['export-key', 'restore-vm'], { state: 'done' });
    assert.deepEqual(made.made?.span.from, began);
    const swapped = await leftOf('replace', ['export-key', 'replace-disks'], { state: 'done' });
    assert.deepEqual(swapped.replaced?.at, began);
  });
});

const url = 'https://kv-prod.vault.azure.net/secrets/bek/0123456789abcdef0123456789abcdef';
const keys = { bek: { secretUrl: url, keyVaultId: '/vaults/kv-prod' } };
const begun = new Date('2026-11-24T00:00:00Z');

const restore = {
  plan: {
    target: { vmId: '/subscriptions/own/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/sql-01' },
    plan: { target: { resourceGroupId: '/subscriptions/place/resourceGroups/rg-restored' } },
  },
  steps: [
    { kind: 'check-keys', state: 'done', result: { keys: [keys], states: [{ url, state: 'missing' }], missing: 1 } },
    { kind: 'recover-keys', state: 'done', started_at: begun, result: { replaced: [] } },
  ],
} as unknown as StartedRestore;

const source: LeftoverSource = {
  request: { id: 'R-2222', requester: 'Olivia', vm: 'sql-01', endedAt: begun },
  restores: [],
  blobs: [],
  restoredKeys: [],
};

/** The original and the restored disks are gone; the recovered secret still exists. */
const look = (disks: Record<string, () => object[]>) =>
  findLeftKeys(
    {
      config: { subscriptions: ['other'] },
      azure: {
        vms: { get: async () => undefined },
        disks: { list: async (subscription: string) => disks[subscription]?.() ?? assert.fail(subscription) },
        storedKeys: { inspect: async () => ({ kind: 'present', versions: [] }) },
      },
    } as unknown as Services,
    restore,
    source,
    [],
  );

it('a secret that was brought back is left over where no disk of any subscription needs it', async () => {
  const none = { own: () => [], other: () => [], place: () => [] };
  assert.deepEqual((await look(none)).left, [{ url, only: 'whole' }]);
  // Restored into another subscription: deleting the secret would lock its machine out for good. The same holds if the
  // bot looks after no vault of that subscription, or no longer the original's.
  for (const place of Object.keys(none)) {
    assert.deepEqual(await look({ ...none, [place]: () => [{ ade: { keys } }] }), { left: [], unread: 0 }, place);
  }
});
