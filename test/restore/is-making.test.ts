import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { isDeploying, isMaking, jobsOfRestore } from '../../src/restore/is-making.ts';
import { asRestore } from '../../src/restore/stored-restore.ts';
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

/** A restore whose only attempt ended like this, and Azure's data about it. */
async function endedAttempt(change: Partial<Parameters<typeof updateAttempt>[2]>) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const plan = asRestore(kinds, (await findPlan(store.db, kinds, id))?.body) ?? assert.fail();
  const steps = await listSteps(store.db, id);
  const attempt = (await lastAttempt(store.db, steps[0]?.id ?? '')) ?? assert.fail();
  const end = new Date();
  await store.transaction(async (tx) => {
    await tx.db.deleteFrom('jobs').where('step_id', '=', attempt.step_id).execute();
    await updateAttempt(tx, attempt.id, { job_id: null, ended_at: end, ...change });
  });
  const shows = { passed: 0, found: { kind: 'absent' } as unknown, status: 'Completed' as string | undefined };
  const services = {
    store,
    clock: { now: () => new Date(end.getTime() + shows.passed) },
    inventory: { vault: async () => ({}), knownVault: async () => ({}) },
    azure: {
      restores: {
        find: async ({ clientRequestId }: { clientRequestId: string }) =>
          clientRequestId === attempt.id ? shows.found : assert.fail(),
      },
      jobs: { get: async () => shows.status && { status: shows.status } },
      deployments: { get: async () => undefined },
    },
  } as unknown as Services;
  return {
    shows,
    making: () => isMaking(services, { id }, plan, steps),
    jobs: async () => (await jobsOfRestore(services, id, plan.target)).jobIds,
  };
}

async function mayCome(code: string) {
  const failure = { code, params: { times: 3 } };
  const { shows, making, jobs } = await endedAttempt({ state: 'failed', failure });
  assert.equal(await making(), true);
  shows.passed = 25 * hour;
  assert.equal(await making(), false);
  assert.ok(!(await jobs()).includes('late'));
  shows.found = { kind: 'found', jobId: 'late' };
  assert.equal(await making(), false);
  assert.ok((await jobs()).includes('late'));
  shows.status = 'InProgress';
  assert.equal(await making(), true);
  shows.found = { kind: 'unknown', failure: { code: 'azure.timeout', params: {} } };
  await assert.rejects(making(), (error) => error instanceof CodedError && error.code === 'azure.timeout');
}

describe('a restore that Azure refused, though nobody knows what became of an earlier send of it', () => {
  const refused = { code: 'azure.failed', params: { status: 409, azureCode: 'RestoreInProgress', message: '' } };

  for (const [what, change] of [
    ['what was sent second was refused', { state: 'refused', failure: refused, sends: 2 }],
    ['the operation of what was sent second failed', { state: 'failed', failure: refused, sends: 2 }],
    ['it might not be sent again', { state: 'refused', failure: refused, held: refused }],
  ] as const) {
    it(`may be made for some minutes, and as long as a job of it runs that came after all: ${what}`, async () => {
      const { shows, making, jobs } = await endedAttempt(change);
      assert.equal(await making(), true);
      shows.passed = hour / 4;
      assert.equal(await making(), false);
      shows.found = { kind: 'found', jobId: 'late' };
      assert.ok((await jobs()).includes('late'));
      shows.status = 'InProgress';
      assert.equal(await making(), true);
    });
  }

  it('has two jobs where both sends have one: what either made is its own', async () => {
    const followed = { state: 'succeeded', job_id: 'second', sends: 2 } as const;
    const { shows, making, jobs } = await endedAttempt(followed);
    shows.found = { kind: 'found', jobId: 'second' };
    assert.deepEqual([await jobs(), await making()], [['second'], false]);
    shows.found = { kind: 'several', jobIds: ['first', 'second'] };
    assert.deepEqual(new Set(await jobs()), new Set(['first', 'second']));
    shows.status = 'InProgress';
    assert.equal(await making(), true);
  });

  it('may be made for some minutes, too, where the job of what was sent second failed', async () => {
    const { shows, making, jobs } = await endedAttempt({
      state: 'failed',
      failure: refused,
      job_id: 'second',
      sends: 2,
    });
    shows.found = { kind: 'found', jobId: 'second' };
    assert.equal(await making(), true);
    shows.passed = hour / 4;
    assert.deepEqual([await making(), await jobs()], [false, ['second']]);
  });

  it('is none where it was sent once', async () => {
    const { shows, making, jobs } = await endedAttempt({ state: 'refused', failure: refused });
    shows.found = { kind: 'found', jobId: 'late' };
    assert.equal(await making(), false);
    assert.ok(!(await jobs()).includes('late'));
  });
});

describe('a restore whose job Azure did not know for a while', () => {
  for (const code of ['job-lost', 'drill-life-over']) {
    it(`may go on for a day, and is over once its job is known and has ended: its request failed as ${code}`, async () => {
      const failure = { code, params: {} };
      const { shows, making } = await endedAttempt({ state: 'failed', failure, job_id: 'lost' });
      shows.status = undefined;
      assert.equal(await making(), true);
      shows.passed = 25 * hour;
      assert.equal(await making(), false);
      shows.passed = hour;
      shows.status = 'InProgress';
      assert.equal(await making(), true);
      shows.status = 'Completed';
      assert.equal(await making(), false);
    });
  }

  it('is over where it was seen to succeed', async () => {
    const { shows, making } = await endedAttempt({ state: 'succeeded', failure: null, job_id: 'lost' });
    shows.status = undefined;
    assert.equal(await making(), false);
  });
});

describe('a deployment that Azure does not show', () => {
  const unanswered = { code: 'azure.unanswered', params: { times: 3 } };

  const quarantine = 'R-J5YP';

  /** Whether a quarantine's machine may still be created after its deployment ended like this. */
  async function deploying(change: Partial<Parameters<typeof updateAttempt>[2]>, passed: number) {
    const store = await sharedStore('embedded');
    await loadFixtures(store);
    const steps = await listSteps(store.db, quarantine);
    const step = steps.find(({ kind }) => kind === 'deploy-vm') ?? assert.fail();
    const attempt = (await lastAttempt(store.db, step.id)) ?? assert.fail();
    const end = new Date();
    await store.transaction((tx) => updateAttempt(tx, attempt.id, { ended_at: end, ...change }));
    const services = {
      store,
      clock: { now: () => new Date(end.getTime() + passed) },
      azure: { deployments: { get: async () => undefined } },
    } as unknown as Services;
    return isDeploying(services, { id: quarantine }, '/group', steps);
  }

  it('and never answered may be made for some minutes', async () => {
    const ended = { state: 'failed' as const, failure: unanswered };
    assert.equal(await deploying(ended, 60_000), true);
    assert.equal(await deploying(ended, hour / 4), false);
  });

  it('is none where it was refused, or has succeeded', async () => {
    const refused = { code: 'azure.failed', params: { status: 409, azureCode: 'Conflict', message: '' } };
    assert.equal(await deploying({ state: 'refused', failure: refused }, 60_000), false);
    assert.equal(await deploying({ state: 'succeeded', failure: null }, 60_000), false);
  });
});
