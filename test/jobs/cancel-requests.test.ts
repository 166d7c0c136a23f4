import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import type { Turn } from '../../src/chat/turn.ts';
import { submitCancel } from '../../src/jobs/cancel-requests.ts';
import { cancel } from '../../src/jobs/commands/cancel.ts';
import { planCancel, type StoredCancel } from '../../src/jobs/request-kinds/cancel-job.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { seedRequest } from '../store/seed-request.ts';

const job = { vaultId: '/subscriptions/s/vaults/v', id: '6f2d5a3e' };
const plan = { kind: 'cancel', plan: planCancel(job), job } as unknown as StoredCancel;
const asked = { by: { objectId: 'o', name: 'Olivia' }, place: { conversationId: 'c' } } as never;

describe('a job that somebody asked to cancel', () => {
  for (const state of ['approved', 'running'] as const) {
    it(`is not cancelled a second time while that request is ${state}, whatever a newer version wrote beside it`, async () => {
      const store = await sharedStore('embedded');
      const row = { id: 'R-2222', kind: 'cancel', state, hash: plan.plan.hash, glass: '{"version": 99}' };
      await store.transaction((tx) => seedRequest(tx, row));
      await assert.rejects(
        store.transaction((tx) => submitCancel({} as Services, tx, asked, plan)),
        { code: 'cancel-asked-already', params: { id: 'R-2222', job: job.id } },
      );
    });
  }
});

const minute = (number: number) => new Date(Date.UTC(2026, 10, 24, 2, number));

it('the wish to cancel what a request does, kept until a role is active, cancels no job that began since', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const jobs = await store.db.selectFrom('jobs').select(['request_id', 'vault_id']).execute();
  const id = jobs.find(({ request_id }) => request_id !== null)?.request_id ?? assert.fail();
  const services = {
    store,
    requestKinds: createRequestKinds(requestKinds),
    inventory: { reachable: async () => ({ vaults: jobs.map((row) => ({ id: row.vault_id })), unread: [] }) },
    // The second of its jobs.
    azure: {
      jobs: { get: async (_: unknown, job: string) => ({ id: job, startedAt: minute(30), status: 'InProgress' }) },
    },
    // Refused here, after the check of which job is meant.
    access: { require: () => Promise.reject(new CodedError('not-allowed', {})) },
  };
  const goesOn = (named: string, deferredAt?: Date) => {
    const turn = { services, incoming: { from: { objectId: 'oid' } }, ...(deferredAt && { deferredAt }) };
    return cancel.run(turn as unknown as Turn<'text'>, { args: { job: named }, lists: {} });
  };
  await assert.rejects(goesOn(id, minute(10)), { code: 'cancel-later-job' });
  await assert.rejects(goesOn(id, minute(40)), { code: 'not-allowed' });
  await assert.rejects(goesOn(id), { code: 'not-allowed' });
});
