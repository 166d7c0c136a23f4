import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { endMovedSubscriptions } from '../../src/jobs/end-subscription.ts';
import { Clock } from '../../src/kernel/clock.ts';
import type { VaultFacts } from '../../src/kernel/facts.ts';
import {
  listSubscriptions,
  putConversation,
  putSubscription,
  removeSubscriptions,
} from '../../src/store/conversations.ts';
import { freshStore } from '../store/engines.ts';

test('a subscription that was asked for again while its machine was looked at does not end by that look', async (t) => {
  let now = Date.UTC(2026, 10, 24, 3);
  const clock = new Clock(undefined, () => now);
  const store = await freshStore(t, 'embedded', clock);
  const vault = { id: '/vaults/rsv-prod', name: 'rsv-prod' } as VaultFacts;
  const place = { conversation_id: 'ops', vault_id: vault.id, container_name: 'iaasvmcontainerv2;rg;sql-01' };
  const row = { ...place, name: 'sql-01', what: 'failures', by_oid: 'o', by_name: 'Olivia' } as const;
  const subscribe = () => store.transaction((tx) => putSubscription(tx, row));
  await store.transaction((tx) => putConversation(tx, { id: 'ops', kind: 'personal', reference: {} }));
  await subscribe();
  now += 2 * 3_600_000;
  const items = {
    async get() {
      await store.transaction((tx) =>
        removeSubscriptions(tx, 'ops', { vaultId: vault.id, containerName: row.container_name }),
      );
      await subscribe();
      return undefined;
    },
  };
  const inventory = {
    readVaults: async () => ({ vaults: [], unread: [], unreadIn: [] }),
    readTargets: async () => ({ targets: [], unread: {} }),
    readVms: async () => ({ looked: [], failures: [], vms: [], unprotected: [], unread: false }),
  };
  const access = { missing: async () => [], eligible: async () => false };
  const of = { store, clock, inventory, access, azure: { items }, config: {}, directory: {} };
  const services = of as unknown as Services;
  await endMovedSubscriptions(services, vault, []);
  assert.equal((await listSubscriptions(store.db, { vaultId: vault.id })).length, 1);
});
