import type { TestContext } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { unreadTexts } from '../../src/jobs/unread-vaults.ts';
import { watchVault } from '../../src/jobs/watch-vault.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../../src/kernel/facts.ts';
import { redraw } from '../../src/requests/redraw.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { putConversation, putSubscription } from '../../src/store/conversations.ts';
import { followJob, jobOfStep } from '../../src/store/jobs.ts';
import { setCards } from '../../src/store/requests.ts';
import { insertSteps } from '../../src/store/steps.ts';
import { freshStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

export const throttled = (seconds: number) => new CodedError('azure.throttled', { seconds, action: 'backupJobs/read' });

/** Tuesday 24 November 2026, 01:00 UTC. */
const start = Date.UTC(2026, 10, 24, 1);
const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/rsv-prod';
export const vault = { id, name: 'rsv-prod', subscriptionId: 's' } as VaultFacts;

/** A vault in a minimal Azure, whose watch is run by hand; `azure` is what it answers. */
export async function watched(t: TestContext) {
  const at = { now: start };
  const clock = new Clock(undefined, () => at.now);
  const store = await freshStore(t, 'embedded', clock);
  const azure = {
    vault: undefined as VaultFacts | Error | undefined,
    /** The list of running jobs. */
    running: [] as JobFacts[] | Error,
    /** The list by start time. */
    started: [] as JobFacts[] | Error,
    own: new Map<string, JobFacts | Error>(),
    /** Ids of jobs whose details were requested. */
    asked: [] as string[],
  };
  const answer = <T>(said: T | Error): T => {
    if (said instanceof Error) throw said;
    return said;
  };
  const services = {
    store,
    clock,
    log: quiet,
    config: { language: 'en', timeZone: 'Europe/Amsterdam', channels: { ops: { commands: 'all', vaults: 'all' } } },
    access: { missing: async () => [] },
    requestKinds: createRequestKinds(requestKinds),
    inventory: { knownVault: async () => answer<VaultFacts>(azure.vault ?? vault) },
    azure: {
      jobs: {
        list: async (_: unknown, { status }: { status?: string }) => answer(status ? azure.running : azure.started),
        async get(_: unknown, job: string) {
          azure.asked.push(job);
          return answer(azure.own.get(job));
        },
      },
    },
  } as unknown as Services;
  await store.transaction((tx) => putConversation(tx, { id: 'ops', kind: 'channel', reference: {} }));
  /** Runs before the cards of a request are redrawn. */
  const hooks = { redraw: (_requestId: string): void => undefined };
  store.redraws((tx, requestId) => {
    hooks.redraw(requestId);
    return redraw(services, tx, requestId);
  });

  return {
    hooks,
    store,
    azure,
    now: () => clock.now(),
    pass: (minutes: number) => {
      at.now += minutes * 60_000;
    },

    /** Pretends that chat started the job: a request with one step that follows it. */
    async follow(job: JobFacts): Promise<void> {
      const row = { id: `R-${job.id}`, kind: 'backup', state: 'running' } as const;
      const about = { conversation_id: 'ops', vault_id: id, vm_name: job.vmName, nonce: job.id };
      await store.transaction(async (tx) => {
        // A plan that no version can read: its vault's watch continues without it.
        await seedRequest(tx, { ...row, ...about }, { kind: 'backup', target: { vaultId: id } });
        await insertSteps(tx, [{ id: `${row.id}/0`, request_id: row.id, position: 0, kind: 'backup' }]);
        await followJob(tx, job, { requestId: row.id, stepId: `${row.id}/0` });
      });
    },

    /** Gives its request a card; redrawing that needs the plan. */
    async card(job: JobFacts): Promise<void> {
      await store.transaction(async (tx) => {
        const card = tx.post({ conversationId: 'ops', body: { text: `the card of R-${job.id}` } });
        await setCards(tx, `R-${job.id}`, [card]);
      });
    },

    async subscribe(conversation = 'ops'): Promise<void> {
      const row = { conversation_id: conversation, vault_id: id, container_name: '', name: 'rsv-prod' };
      await store.transaction((tx) =>
        putSubscription(tx, { ...row, what: 'failures', by_oid: 'o', by_name: 'Olivia Novak' }),
      );
    },

    /** Runs one tick. @returns seconds until the next one is due */
    async tick(): Promise<number | undefined> {
      await store.db.deleteFrom('wakeups').execute();
      await watchVault(services, id);
      const wakeups = await store.db.selectFrom('wakeups').selectAll().where('queue', '=', 'watch').execute();
      const [next] = wakeups;
      return next && (next.due_at.getTime() - clock.now().getTime()) / 1000;
    },

    row: async (job: JobFacts) => {
      const row = await jobOfStep(store.db, `R-${job.id}/0`);
      if (!row) throw new Error(`${job.id} is not followed`);
      return row;
    },

    /** The text of `subscriptions` about it. */
    unread: () => unreadTexts(services, [id, id], { language: 'nl', timeZone: 'UTC' }),

    async posts(): Promise<string[]> {
      const rows = await store.db.selectFrom('messages').select('body').orderBy('number').execute();
      return rows.map(({ body }) => JSON.stringify(body));
    },
  };
}

export function job(name: string, more: Partial<JobFacts> = {}): JobFacts {
  return {
    vaultId: id,
    id: name,
    vmName: `vm of ${name}`,
    containerName: `container of ${name}`,
    operation: 'Backup',
    status: 'InProgress',
    startedAt: new Date(start),
    cancellable: true,
    errors: [],
    tasks: [],
    properties: {},
    ...more,
  };
}
