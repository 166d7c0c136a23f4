import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { retryStep } from '../../src/requests/retry.ts';
import { advanceRequest } from '../../src/saga/run.ts';
import type { FindResult, Needed, StepHandler } from '../../src/saga/step-handler.ts';
import type { Services } from '../../src/services.ts';
import { findRequest } from '../../src/store/requests.ts';
import { lastAttempt, listSteps } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

const id = 'R-222V';
const jobId = '5a3f4c1e-0000-4000-8000-000000000001';

type Answers = { operation?: () => unknown; find: () => FindResult<unknown>; needed?: () => Needed; job?: 'none' };

/** A restore that Azure has accepted and whose job is not known yet. */
async function accepted(answers: Answers, operation_id: string | null = 'operation') {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const step = (await listSteps(store.db, id))[0] ?? assert.fail('no step');
  const attempt = (await lastAttempt(store.db, step.id)) ?? assert.fail('no attempt');
  await store.transaction(async ({ db }) => {
    await db.deleteFrom('jobs').where('step_id', '=', step.id).execute();
    await db.updateTable('addenda').set({ state: 'void' }).where('request_id', '=', id).execute();
    const under = { state: 'running' as const, ended_at: null, failure: null };
    const retry_by = new Date(Date.now() + 24 * 3_600_000);
    await db
      .updateTable('requests')
      .set({ ...under, retry_by })
      .where('id', '=', id)
      .execute();
    await db.updateTable('steps').set({ state: 'waiting' }).where('request_id', '=', id).execute();
    await db
      .updateTable('steps')
      .set({ ...under, started_at: new Date() })
      .where('id', '=', step.id)
      .execute();
    await db
      .updateTable('attempts')
      .set({ state: 'accepted', operation_id, job_id: null, empty_looks: 0, failure: null, ended_at: null })
      .where('id', '=', attempt.id)
      .execute();
  });
  const sent: string[] = [];
  const handler = {
    job: answers.job ?? 'Restore',
    ...(answers.needed && { needed: async () => answers.needed?.() }),
    find: async () => answers.find(),
    send: async (_: Services, at: { attempt: { id: string } }) => {
      sent.push(at.attempt.id);
      return { kind: 'accepted', operationId: 'next' };
    },
  } as unknown as StepHandler;
  const kinds = createRequestKinds(requestKinds);
  const services = {
    store,
    log: quiet,
    clock: new Clock(),
    config: { language: 'en', timeZone: 'UTC', azureTimeoutMs: 30_000 },
    stepHandlers: { of: () => handler },
    requestKinds: {
      ...kinds,
      of: (of: Parameters<typeof kinds.of>[0]) => ({
        ...kinds.of(of),
        replan: async () => ({ kind: 'same', needs: [] }),
        obstacle: undefined,
      }),
    },
    access: { missing: async () => [] },
    inventory: { vault: async () => ({}) },
    azure: { operations: { get: async () => answers.operation?.() } },
  } as unknown as Services;
  return {
    sent,
    look: () => advanceRequest(services, id),
    state: async () => (await findRequest(store.db, id))?.state,
    step: async () => (await listSteps(store.db, id)).find((one) => one.id === step.id),
    attempt: async () => (await lastAttempt(store.db, step.id)) ?? assert.fail(),
    async retry() {
      const request = (await findRequest(store.db, id)) ?? assert.fail();
      const by = { objectId: request.requester_oid, name: '', tenantId: '', teamsId: '' };
      await store.transaction((tx) => retryStep(services, tx, id, by));
    },
  };
}

const refuses =
  (code: string, params = {}) =>
  () => {
    throw new CodedError(code, params);
  };

describe('an operation that was accepted and left no job', () => {
  for (const [what, operation] of [
    ['Azure no longer knows it', () => ({ state: 'unknown' })],
    ['it has succeeded and names no job', () => ({ state: 'succeeded' })],
    ['the bot may not read it', refuses('azure.forbidden', { action: '', scope: '' })],
    ['a firewall is before it', refuses('azure.failed', { status: 403, azureCode: 'X', message: '' })],
  ] as const) {
    it(`is given up after 30 looks that see nothing of it: ${what}`, async () => {
      const restore = await accepted({ operation, find: () => ({ kind: 'absent' }) });
      for (let looks = 1; looks < 30; looks += 1) await restore.look();
      assert.equal(await restore.state(), 'running');
      await restore.look();
      assert.equal(await restore.state(), 'failed');
      assert.equal((await restore.step())?.failure?.code, 'effect-missing');
      await restore.look();
      assert.deepEqual(restore.sent, [], 'nothing is sent again by itself');
    });

    it(`goes on with its job as soon as that is seen: ${what}`, async () => {
      let found: FindResult<unknown> = { kind: 'absent' };
      const restore = await accepted({ operation, find: () => found });
      for (const _ of [1, 2, 3]) await restore.look();
      found = { kind: 'found', jobId };
      await restore.look();
      assert.equal((await restore.attempt()).job_id, jobId);
    });
  }

  it('waits on where nobody can tell, and while Azure is at it', async () => {
    let state = 'unknown';
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await accepted({ operation: () => ({ state }), find: () => found });
    for (let looks = 1; looks < 30; looks += 1) await restore.look();
    found = { kind: 'unknown', failure: { code: 'azure.timeout', params: {} } };
    for (const _ of [1, 2, 3]) await restore.look();
    assert.equal((await restore.attempt()).empty_looks, 29);
    state = 'in-progress';
    await restore.look();
    assert.equal((await restore.attempt()).empty_looks, 0);
    assert.equal(await restore.state(), 'running');
  });
});

describe('a step that was given up and is tried again', () => {
  async function givenUp(answers: Answers, operationId?: null) {
    const restore = await accepted(answers, operationId);
    for (let looks = 1; looks <= 30; looks += 1) await restore.look();
    assert.equal(await restore.state(), 'failed');
    await restore.retry();
    return restore;
  }

  it('is sent anew where there is still nothing of it', async () => {
    const restore = await givenUp({ operation: () => ({ state: 'unknown' }), find: () => ({ kind: 'absent' }) });
    await restore.look();
    assert.deepEqual(restore.sent, [(await restore.attempt()).id]);
    assert.equal((await restore.attempt()).number, 2);
  });

  it('is not sent where its job has turned up: that is followed', async () => {
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await givenUp({ operation: () => ({ state: 'unknown' }), find: () => found });
    found = { kind: 'found', jobId };
    await restore.look();
    const { state, job_id, number, failure, ended_at } = await restore.attempt();
    assert.deepEqual([state, job_id, number, failure, ended_at], ['accepted', jobId, 1, null, null]);
    assert.equal((await restore.step())?.state, 'running');
    await restore.look();
    assert.deepEqual(restore.sent, []);
  });

  it('is not sent where nobody can tell: it waits, or fails with what does not pass', async () => {
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await givenUp({ operation: () => ({ state: 'unknown' }), find: () => found });
    found = { kind: 'unknown', failure: { code: 'azure.timeout', params: { seconds: 30, action: '' } } };
    await restore.look();
    assert.equal(await restore.state(), 'running');
    found = { kind: 'unknown', failure: { code: 'azure.forbidden', params: { action: '', scope: '', azureCode: '' } } };
    await restore.look();
    assert.equal((await restore.step())?.failure?.code, 'azure.forbidden');
    assert.deepEqual(restore.sent, []);
  });

  it('and has to wait before it can be sent is sent once it may', async () => {
    let needed: Needed = { kind: 'later' };
    const find = () => ({ kind: 'absent' as const });
    const restore = await givenUp({ find, needed: () => needed, job: 'none' }, null);
    for (const _ of [1, 2]) await restore.look();
    assert.deepEqual(restore.sent, []);
    needed = { kind: 'yes' };
    await restore.look();
    assert.equal(restore.sent.length, 1);
  });
});
