import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobFacts, VaultFacts } from '../../../src/domain/facts.ts';
import { recordNews } from '../../../src/services/notify/record.ts';
import type { Services } from '../../../src/services/services.ts';
import { putConversation } from '../../../src/store/conversations.ts';
import { seenJobs } from '../../../src/store/seen-jobs.ts';
import { putSubscription, subscriptionsOf } from '../../../src/store/subscriptions.ts';
import { forEachEngine, sharedStore } from '../../store/engines.ts';

const vault = { id: '/vaults/rsv-prod', name: 'rsv-prod', subscriptionId: 's' } as VaultFacts;
const ops = '19:ops';
const hour = 3_600_000;

function failed(vm: string, operation: string, title: string): JobFacts {
  const startedAt = new Date(Date.now() + hour);
  return {
    vaultId: vault.id,
    id: `${vm} ${operation}`,
    vmName: vm,
    containerName: `container of ${vm}`,
    operation,
    status: 'Failed',
    startedAt,
    endedAt: new Date(startedAt.getTime() + 60_000),
    cancellable: false,
    errors: [{ title, message: 'As Azure words it.', recommendations: [] }],
    tasks: [],
    properties: {},
  };
}

/** A channel that subscribed to the vault, and what it is told by looks at it. */
async function subscribed(store: Awaited<ReturnType<typeof sharedStore>>) {
  const config = { language: 'en', zone: 'UTC', channels: { [ops]: { commands: 'all', vaults: 'all' } } };
  const services = { store, config } as unknown as Services;
  await store.transaction((tx) => putConversation(tx, { id: ops, kind: 'channel', reference: {} }));
  const row = { conversation_id: ops, vault_id: vault.id, container_name: '', name: 'rsv-prod' };
  await store.transaction((tx) =>
    putSubscription(tx, { ...row, what: 'failures', by_oid: 'olivia', by_name: 'Olivia Novak' }),
  );

  async function look(jobs: JobFacts[]): Promise<void> {
    const subscriptions = await subscriptionsOf(store.db, { vaultId: vault.id });
    const seen = new Map((await seenJobs(store.db, vault.id, new Date(0))).map((job) => [job.job_id, job]));
    await store.transaction((tx) => recordNews(services, tx, vault, { jobs, seen, subscriptions, lapsed: new Set() }));
  }

  return {
    look,
    /** As if so much time had passed since it was told. */
    age: (hours: number) =>
      store.db
        .updateTable('notices')
        .set({ opened_at: new Date(Date.now() - hours * hour), last_at: new Date(Date.now() - hours * hour) })
        .execute(),
    async told(): Promise<string[]> {
      const rows = await store.db.selectFrom('messages').select('body').orderBy('number').execute();
      return rows.map(({ body }) => JSON.stringify(body));
    },
  };
}

forEachEngine('what a look at a vault tells a channel', (kind) => {
  test('of a failed backup is asked after until somebody takes it', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Backup', 'The agent broke')]);
    assert.match((await channel.told()).join(), /sql-01 in rsv-prod: backup failed, The agent broke.*Nobody is on it/i);
    await channel.age(5);
    await channel.look([]);
    assert.match((await channel.told()).at(-1) ?? '', /still has no good backup, and nobody is on it/);
  });

  test('of a failed restore is told once, and nobody is asked to take it or reminded of it', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Restore', 'The target broke')]);
    const first = await channel.told();
    assert.match(first.join(), /sql-01 in rsv-prod: restore failed, The target broke/i);
    assert.doesNotMatch(first.join(), /Nobody is on it/);
    await channel.age(5);
    await channel.look([]);
    assert.deepEqual(await channel.told(), first);
  });

  test('of several that failed without a reason names what to mute: that there is none', async () => {
    const channel = await subscribed(await sharedStore(kind));
    await channel.look([failed('sql-01', 'Backup', ''), failed('web-01', 'Backup', '')]);
    assert.match((await channel.told()).join(), /2 VMs in rsv-prod: no reason given.*mute no reason given 4h/);
  });
});
