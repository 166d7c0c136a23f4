import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findLeftKeys } from '../../src/leftovers/left-keys.ts';
import type { StartedRestore } from '../../src/leftovers/left-source.ts';
import type { LeftoverSource } from '../../src/leftovers/rules/leftovers.ts';
import type { Services } from '../../src/services.ts';

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

/** Its original and what it restored are gone; the secret that it brought back is there. */
const look = (disks: Record<string, () => object[]>) =>
  findLeftKeys(
    {
      config: { subscriptions: ['other'] },
      azure: {
        vms: { get: async () => undefined },
        disks: { list: async (subscription: string) => disks[subscription]?.() ?? assert.fail(subscription) },
        storedKeys: { look: async () => ({ kind: 'present', versions: [] }) },
      },
    } as unknown as Services,
    restore,
    source,
    [],
  );

it('a secret that was brought back is left over where no disk of any subscription needs it', async () => {
  const none = { own: () => [], other: () => [], place: () => [] };
  assert.deepEqual((await look(none)).left, [{ url, only: 'whole' }]);
  // Restored into another subscription: whoever deleted the secret would lock its machine out for good.
  // So it is where no vault of that subscription is looked after, or no longer one of the original's.
  for (const place of Object.keys(none)) {
    assert.deepEqual(await look({ ...none, [place]: () => [{ ade: { keys } }] }), { left: [], unread: 0 }, place);
  }
});
