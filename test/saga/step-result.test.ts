import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod/v4';
import { cleanUpRequest } from '../../src/drills/request-kinds/clean-up.ts';
import { defineStored } from '../../src/kernel/stored.ts';
import { endStep } from '../../src/saga/end.ts';
import { defineStep, type StepHandler } from '../../src/saga/step-handler.ts';
import { findRequest } from '../../src/store/requests.ts';
import { listSteps } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const counted = defineStored('result of later', z.object({ count: z.number() }), [(json) => json]);
const never = async () => ({ kind: 'absent' as const });
const send = async () => ({ kind: 'accepted' as const });

/** The stored result of a step that ends with this one. */
async function kept(handler: StepHandler, result?: unknown): Promise<unknown> {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const request = await findRequest(store.db, 'R-222V');
  const [step] = await listSteps(store.db, 'R-222V');
  assert.ok(request && step);
  const at = { request, step, plan: {} as never, results: {}, agreed: [] };
  await store.transaction((tx) =>
    endStep({ stepHandlers: { of: () => handler } }, tx, at, {
      state: 'done',
      ...(result !== undefined && { result }),
    }),
  );
  return (await listSteps(store.db, 'R-222V'))[0]?.result;
}

describe('what a step leaves', () => {
  it('stands in its row with the version by which it is written', async () => {
    const step = defineStep(cleanUpRequest, { job: 'none', result: counted, send, find: never });
    assert.deepEqual(await kept(step, { count: 7 }), { count: 7, version: 2 });
    assert.equal(await kept(step), null);
  });

  it('of one that names nothing is the end of its job, or what it could not tidy', async () => {
    const job = { jobId: 'job', status: 'Completed', startedAt: '2026-11-24T03:00:00.000Z', properties: {} };
    assert.deepEqual(await kept(defineStep(cleanUpRequest, { job: 'Backup', send, find: never }), job), job);
    const left = { left: true, refused: { code: 'azure.locked', params: {} } };
    const tidies = defineStep(cleanUpRequest, { job: 'none', tidies: 'recorded', send, find: never });
    assert.deepEqual(await kept(tidies, left), left);
  });

  it('without a schema is a defect, and nothing is stored', async () => {
    const step = defineStep(cleanUpRequest, { job: 'none', send, find: never });
    await assert.rejects(kept(step, { count: 7 }), /no schema/);
    const find = async () => ({ kind: 'found' as const, jobId: 'job' });
    defineStep(cleanUpRequest, { job: 'none', result: counted, send, find });
    // @ts-expect-error a job that is found has no place in it
    defineStep(cleanUpRequest, { job: 'none', send, find });
  });
});
