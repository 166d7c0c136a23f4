import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { submitCancel } from '../../src/jobs/cancel-requests.ts';
import { planCancel, type StoredCancel } from '../../src/jobs/request-kinds/cancel-job.ts';
import { sharedStore } from '../store/engines.ts';
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
