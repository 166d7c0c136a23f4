import { sql } from 'kysely';
import type { Services } from '../../src/app/services.ts';
import { endSubscription } from '../../src/jobs/end-subscription.ts';
import { readNews } from '../../src/jobs/read-news.ts';
import { recordNews } from '../../src/jobs/record.ts';
import { containerKey } from '../../src/kernel/arm-id.ts';
import type { JobFacts, VaultFacts } from '../../src/kernel/facts.ts';
import type { Log } from '../../src/kernel/telemetry/log.ts';
import { listSubscriptions, putConversation, putSubscription } from '../../src/store/conversations.ts';
import { followJob } from '../../src/store/jobs.ts';
import { putMute } from '../../src/store/notices.ts';
import { insertSteps } from '../../src/store/steps.ts';
import type { sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

type Store = Awaited<ReturnType<typeof sharedStore>>;

export const vault = { id: '/vaults/rsv-prod', name: 'rsv-prod', subscriptionId: 's' } as VaultFacts;
export const ops = '19:ops';
export const hour = 3_600_000;
export const minute = 60_000;

/** Starts an hour from now: after everyone subscribed. */
export function failed(vm: string, operation: string, title: string, more: Partial<JobFacts> = {}): JobFacts {
  const startedAt = new Date(Date.now() + hour);
  return {
    vaultId: vault.id,
    id: `${vm} ${operation} ${title}`,
    vmName: vm,
    containerName: `container of ${vm}`,
    operation,
    status: 'Failed',
    startedAt,
    endedAt: new Date(startedAt.getTime() + minute),
    cancellable: false,
    errors: [{ title, message: 'As Azure words it.', recommendations: [] }],
    tasks: [],
    properties: {},
    ...more,
  };
}

/** A good backup that ended half an hour after the failure. */
export function good(vm: string): JobFacts {
  const endedAt = new Date(Date.now() + 1.5 * hour);
  return failed(vm, 'Backup', 'good', { status: 'Completed', endedAt, errors: [] });
}

/** A channel that subscribed to the vault, and what looks at the vault post there. */
export async function subscribed(store: Store) {
  const config = { language: 'en', timeZone: 'UTC', channels: { [ops]: { commands: 'all', vaults: 'all' } } };
  const azure = {
    jobs: {
      list: async (_: unknown, { since }: { since: Date }) => listed.filter(({ startedAt }) => startedAt >= since),
      async get(_: unknown, id: string) {
        asked.push(id);
        const found = listed.find((job) => job.id === id);
        // Azure spells ids differently from answer to answer.
        return found && { ...found, id: id.toUpperCase() };
      },
    },
  };
  const access = { missing: async () => [] };
  const clock = { now: () => new Date() };
  const logged: object[] = [];
  const log: Log = { ...quiet, info: (fields, msg) => void logged.push({ ...fields, msg }) };
  const services = { store, config, azure, access, clock, log } as unknown as Services;
  let listed: JobFacts[] = [];
  const asked: string[] = [];
  const row = { conversation_id: ops, vault_id: vault.id, what: 'failures', by_oid: 'olivia', by_name: 'Olivia Novak' };
  await store.transaction((tx) => putConversation(tx, { id: ops, kind: 'channel', reference: {} }));
  await subscribe('rsv-prod');

  /** @param container of one machine; '': the whole vault */
  function subscribe(name: string, container = ''): Promise<void> {
    return store.transaction((tx) => putSubscription(tx, { ...row, container_name: container, name } as never));
  }

  return {
    subscribe,
    /** Ids of jobs that were read individually. */
    asked,
    /** Log lines other than warnings. */
    logged,
    unsubscribe: (containerName: string) =>
      store.transaction((tx) =>
        endSubscription(services, tx, { conversation_id: ops, vault_id: vault.id, container_name: containerName }),
      ),
    async look(jobs: JobFacts[]): Promise<void> {
      listed = jobs;
      const subscriptions = await listSubscriptions(store.db, { vaultId: vault.id });
      if (subscriptions.length === 0) return;
      const look = await readNews(services, vault, subscriptions);
      await store.transaction((tx) => recordNews(services, tx, vault, look));
    },
    /** @param until null: until it is fixed */
    async mute(vm: string, until: Date | null): Promise<void> {
      const subject = containerKey(`container of ${vm}`);
      const machines = until ? [] : [subject];
      const mute = { conversation_id: ops, kind: 'vm' as const, subject, name: vm, until, machines };
      await store.transaction((tx) => putMute(tx, { ...mute, by_name: 'Olivia Novak', created_at: tx.now() }));
    },
    /** @param until null: until it is fixed */
    async muteError(title: string, until: Date | null): Promise<void> {
      const mute = { conversation_id: ops, kind: 'code' as const, subject: title.toLowerCase(), name: title, until };
      await store.transaction((tx) =>
        putMute(tx, { ...mute, machines: [], by_name: 'Olivia Novak', created_at: tx.now() }),
      );
    },
    /** Pretends that every mute was requested this much earlier. */
    ageMutes: (hours: number) =>
      store.db
        .updateTable('mutes')
        .set({
          created_at: sql<Date>`created_at - make_interval(secs => ${hours * 3600}::int)`,
          until: sql<Date>`until - make_interval(secs => ${hours * 3600}::int)`,
        })
        .execute(),
    /** Pretends that this much time has passed since the post. */
    age: (hours: number) =>
      store.db
        .updateTable('notices')
        .set({
          opened_at: sql<Date>`opened_at - make_interval(secs => ${hours * 3600}::int)`,
          last_at: sql<Date>`last_at - make_interval(secs => ${hours * 3600}::int)`,
          reminded_at: sql<Date>`reminded_at - make_interval(secs => ${hours * 3600}::int)`,
        })
        .execute(),
    /** Pretends that its jobs were seen twenty minutes ago. */
    seenLongAgo: () =>
      store.db
        .updateTable('seen_jobs')
        .set({ seen_at: new Date(Date.now() - 20 * minute) })
        .execute(),
    /** Every message, including edits and replies. */
    async told(): Promise<string[]> {
      const rows = await store.db.selectFrom('messages').select('body').orderBy('number').execute();
      return rows.map(({ body }) => JSON.stringify(body));
    },
    /** Top-level messages in the channel, as they were posted. */
    async posted(): Promise<string[]> {
      const rows = await store.db
        .selectFrom('messages')
        .select('body')
        .where('kind', '=', 'post')
        .where('target_id', 'is', null)
        .orderBy('number')
        .execute();
      return rows.map(({ body }) => JSON.stringify(body));
    },
  };
}

/** Pretends that a request from chat started them. */
export async function startedFromChat(store: Store, jobs: readonly JobFacts[]): Promise<void> {
  const of = { requestId: 'R-2222', stepId: 'R-2222/0' };
  const request = {
    id: of.requestId,
    kind: 'backup',
    state: 'running',
    conversation_id: ops,
    vault_id: vault.id,
  } as const;
  await store.transaction(async (tx) => {
    await seedRequest(tx, request);
    await insertSteps(tx, [{ id: of.stepId, request_id: of.requestId, position: 0, kind: 'backup' }]);
    for (const job of jobs) await followJob(tx, job, of);
  });
}
