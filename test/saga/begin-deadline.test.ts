import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { preflight } from '../../src/saga/preflight.ts';
import { findRequest } from '../../src/store/requests.ts';
import { insertAttempt, insertSteps, listSteps, updateStep } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

const beginBy = new Date('2026-11-24T12:00:00Z');
const after = new Date('2026-11-24T12:00:01Z');

/** The deadline's verdict on the second of two steps; the first is skipped unless `earlier` says otherwise. */
async function againstSecond(now: Date, earlier: { tried?: true; retried?: true } = {}, kind: object = {}) {
  const store = await sharedStore('embedded');
  const id = 'R-2222';
  await store.transaction(async (tx) => {
    await seedRequest(tx, { id, state: 'running', begin_by: beginBy, retry_by: new Date('2026-11-25T11:00:00Z') });
    await insertSteps(tx, [
      { id: 'first', request_id: id, position: 0, kind: 'export-key' },
      { id: 'second', request_id: id, position: 1, kind: 'restore-disks' },
    ]);
    await updateStep(tx, 'first', { state: 'skipped', ...(earlier.retried && { retried_at: tx.now() }) });
    if (earlier.tried) await insertAttempt(tx, { id: 'attempt', step_id: 'first', number: 1 });
  });
  const request = await findRequest(store.db, id);
  const step = (await listSteps(store.db, id)).at(-1);
  assert.ok(request && step);
  const handler = { needed: async () => ({ kind: 'no' }) };
  const services = {
    store,
    clock: { now: () => now },
    stepHandlers: { of: () => handler },
    requestKinds: { of: () => kind },
  };
  return preflight(services as unknown as Services, { request, step, plan: {} as never, results: {}, agreed: [] });
}

describe('the time to begin', () => {
  it('limits the step behind one that had nothing to do, as nothing of the request was sent', async () => {
    assert.equal((await againstSecond(beginBy)).kind, 'no');
    assert.deepEqual(await againstSecond(after), {
      kind: 'stop',
      state: 'expired',
      failure: { code: 'begin-expired', params: {} },
      late: true,
    });
  });

  it('limits no step behind one that was tried, or asked for again', async () => {
    assert.equal((await againstSecond(after, { tried: true })).kind, 'no');
    assert.equal((await againstSecond(after, { retried: true })).kind, 'no');
  });

  it('limits nothing that ends what another request made', async () => {
    assert.equal((await againstSecond(after, {}, { lifecycle: { stoppable: false } })).kind, 'no');
  });
});
