import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { isMaking } from '../../src/restore/is-making.ts';
import { jobsOfRestore } from '../../src/restore/jobs-of-restore.ts';
import { asRestore } from '../../src/restore/stored-restore.ts';
import type { Services } from '../../src/services.ts';
import { findPlan } from '../../src/store/requests.ts';
import { lastAttempt, listSteps, updateAttempt } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const id = 'R-222V';
const hour = 60 * 60_000;

for (const [what, code] of [
  ['was given up', 'effect-missing'],
  ['Azure never answered', 'azure.unanswered'],
]) {
  it(`a restore that ${what} may still be made for a day, and as long as a job of it runs that came after all`, () =>
    mayCome(code ?? ''));
}

async function mayCome(code: string) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const plan = asRestore(kinds, (await findPlan(store.db, kinds, id))?.body) ?? assert.fail();
  const steps = await listSteps(store.db, id);
  const attempt = (await lastAttempt(store.db, steps[0]?.id ?? '')) ?? assert.fail();
  const failure = { code, params: { times: 3 } };
  const end = new Date();
  await store.transaction((tx) =>
    updateAttempt(tx, attempt.id, { state: 'failed', job_id: null, ended_at: end, failure }),
  );
  let passed = 0;
  let found: unknown = { kind: 'absent' };
  let status = 'InProgress';
  const services = {
    store,
    clock: { now: () => new Date(end.getTime() + passed) },
    inventory: { vault: async () => ({}) },
    azure: {
      restores: {
        find: async ({ clientRequestId }: { clientRequestId: string }) =>
          clientRequestId === attempt.id ? found : assert.fail(),
      },
      jobs: { get: async () => ({ status }) },
      deployments: { get: async () => undefined },
    },
  } as unknown as Services;
  const making = () => isMaking(services, { id }, plan, steps);
  const jobs = async () => (await jobsOfRestore(services, id, plan.target)).jobIds;
  status = 'Completed';
  assert.equal(await making(), true);
  passed = 25 * hour;
  assert.equal(await making(), false);
  assert.ok(!(await jobs()).includes('late'));
  found = { kind: 'found', jobId: 'late' };
  assert.equal(await making(), false);
  assert.ok((await jobs()).includes('late'));
  status = 'InProgress';
  assert.equal(await making(), true);
  found = { kind: 'unknown', failure: { code: 'azure.timeout', params: {} } };
  await assert.rejects(making(), (error) => error instanceof CodedError && error.code === 'azure.timeout');
}
