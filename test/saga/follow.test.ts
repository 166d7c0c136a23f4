import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError, type Failure } from '../../src/kernel/errors.ts';
import type { FindResult, Needed, Sent } from '../../src/saga/step-handler.ts';
import { jobOfStep, recordJob } from '../../src/store/jobs.ts';
import { updateAttempt } from '../../src/store/steps.ts';
import { type Answers, acceptedRestore } from './accepted-restore.ts';

const jobId = '5a3f4c1e-0000-4000-8000-000000000001';

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
      const restore = await acceptedRestore({ operation, find: () => ({ kind: 'absent' }) });
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
      const restore = await acceptedRestore({ operation, find: () => found });
      for (const _ of [1, 2, 3]) await restore.look();
      found = { kind: 'found', jobId };
      await restore.look();
      assert.equal((await restore.attempt()).job_id, jobId);
    });
  }

  for (const sends of [1, 2]) {
    it(`goes on with the job that runs though its operation failed, and fails where there is none: sent ${sends} times`, async () => {
      const failure = { code: 'azure.failed', params: { status: 409, azureCode: 'RestoreInProgress', message: '' } };
      let found: FindResult<unknown> = { kind: 'absent' };
      const restore = await acceptedRestore({ operation: () => ({ state: 'failed', failure }), find: () => found });
      const { id } = await restore.attempt();
      await restore.store.transaction((tx) => updateAttempt(tx, id, { sends, sent_at: tx.now() }));
      await restore.look();
      assert.equal(await restore.state(), 'running', 'its job need not be listed yet');
      await restore.sentLongAgo();
      found = { kind: 'unknown', failure: { code: 'azure.timeout', params: { seconds: 30, action: '' } } };
      await restore.look();
      assert.equal(await restore.state(), 'running', 'nobody can tell');
      found = { kind: 'absent' };
      await restore.look();
      assert.equal(await restore.state(), 'failed');
      await restore.retry();
      found = { kind: 'found', jobId };
      for (const _ of [1, 2]) await restore.look();
      assert.deepEqual([(await restore.attempt()).job_id, restore.sent], [jobId, []]);
    });
  }

  it('is followed where a stop comes after a retry, before anything is sent again, and until it can be read', async () => {
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await acceptedRestore({ operation: () => ({ state: 'unknown' }), find: () => found });
    for (let looks = 1; looks <= 30; looks += 1) await restore.look();
    assert.equal(await restore.state(), 'failed');
    await restore.retry();
    await restore.stop();
    found = { kind: 'unknown', failure: { code: 'azure.timeout', params: { seconds: 30, action: '' } } };
    await restore.look();
    assert.equal(await restore.state(), 'running', 'nobody can tell');
    found = { kind: 'found', jobId };
    await restore.look();
    assert.deepEqual([await restore.state(), (await restore.attempt()).job_id, restore.sent], ['running', jobId, []]);
  });

  it('is left where a stop comes after a retry and nothing of it is there', async () => {
    const restore = await acceptedRestore({
      operation: () => ({ state: 'unknown' }),
      find: () => ({ kind: 'absent' }),
    });
    for (let looks = 1; looks <= 30; looks += 1) await restore.look();
    await restore.retry();
    await restore.stop();
    await restore.look();
    assert.deepEqual([(await restore.attempt()).state, (await restore.step())?.state], ['failed', 'waiting']);
  });

  it('goes on with the job of its first send where Azure refused the second', async () => {
    const failure = { code: 'azure.failed', params: { status: 409, azureCode: 'RestoreInProgress', message: '' } };
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await acceptedRestore({
      find: () => found,
      send: async () => {
        found = { kind: 'found', jobId };
        return { kind: 'refused', failure };
      },
    });
    const { id } = await restore.attempt();
    const longAgo = new Date(Date.now() - 3_600_000);
    await restore.store.transaction((tx) =>
      updateAttempt(tx, id, { state: 'open', sent_at: longAgo, looked_at: longAgo, empty_looks: 1 }),
    );
    await restore.look();
    assert.deepEqual([restore.sent, (await restore.attempt()).job_id, await restore.state()], [[id], jobId, 'running']);
  });

  it('waits on where nobody can tell, and while Azure is at it', async () => {
    let state = 'unknown';
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await acceptedRestore({ operation: () => ({ state }), find: () => found });
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
    const restore = await acceptedRestore(answers, operationId);
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
    assert.equal((await restore.step())?.state, 'running');
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

  const refused = { code: 'azure.failed', params: { status: 409, azureCode: 'RestoreInProgress', message: '' } };

  for (const [what, code, between] of [
    ['Azure refused the try between', 'azure.failed', async () => ({ kind: 'refused', failure: refused })],
    ['the try between came to nothing', 'azure.failed', async () => ({ kind: 'accepted', operationId: 'next' })],
  ] as [string, string, (id: string) => Promise<Sent>][]) {
    it(`is not sent where the job of an earlier try has turned up: ${what}`, async () => {
      let found: FindResult<unknown> = { kind: 'absent' };
      let operation: unknown = { state: 'unknown' };
      const restore = await givenUp({ operation: () => operation, find: () => found, send: between });
      await restore.look();
      operation = { state: 'failed', failure: refused };
      await restore.sentLongAgo();
      if ((await restore.state()) === 'running') await restore.look();
      assert.equal((await restore.step())?.failure?.code, code);
      assert.equal(restore.sent.length, 1);
      await restore.retry();
      found = { kind: 'found', jobId };
      for (const _ of [1, 2]) await restore.look();
      const { state, job_id, number } = await restore.attempt();
      assert.deepEqual([state, job_id, number], ['accepted', jobId, 1]);
      assert.equal(restore.sent.length, 1);
    });
  }

  it('is not sent where the job of its first send has turned up, and Azure refused the second as that was at work', async () => {
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await acceptedRestore({
      operation: () => ({ state: 'failed', failure: refused }),
      find: () => found,
    });
    const { id } = await restore.attempt();
    await restore.store.transaction((tx) => updateAttempt(tx, id, { sends: 2 }));
    await restore.look();
    assert.equal(await restore.state(), 'failed');
    await restore.retry();
    found = { kind: 'found', jobId };
    for (const _ of [1, 2]) await restore.look();
    const { state, job_id, number } = await restore.attempt();
    assert.deepEqual([state, job_id, number, restore.sent], ['accepted', jobId, 1, []]);
  });

  it('is not sent once more under its next id where the try before has turned up', async () => {
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await givenUp({
      operation: () => ({ state: 'unknown' }),
      find: ({ number }) => (number === 1 ? found : { kind: 'absent' }),
      send: async () => ({ kind: 'unclear', failure: refused }),
    });
    await restore.look();
    const { id, number } = await restore.attempt();
    assert.deepEqual([restore.sent, number], [[id], 2]);
    const longAgo = new Date(Date.now() - 3_600_000);
    await restore.store.transaction((tx) =>
      updateAttempt(tx, id, { sent_at: longAgo, looked_at: longAgo, empty_looks: 1 }),
    );
    found = { kind: 'found', jobId };
    for (const _ of [1, 2]) await restore.look();
    const now = await restore.attempt();
    assert.deepEqual([now.state, now.job_id, now.number, restore.sent], ['accepted', jobId, 1, [id]]);
  });

  for (const [what, change] of [
    ['it was never answered', { state: 'failed', failure: { code: 'azure.unanswered', params: { times: 3 } } }],
    [
      'nothing was seen of it when it might not be sent once more',
      { state: 'refused', failure: refused, held: refused },
    ],
  ] as const) {
    it(`is not sent where its job has turned up: ${what}`, async () => {
      let found: FindResult<unknown> = { kind: 'absent' };
      const restore = await givenUp({ operation: () => ({ state: 'unknown' }), find: () => found });
      const { id } = await restore.attempt();
      await restore.store.transaction((tx) => updateAttempt(tx, id, change));
      found = { kind: 'found', jobId };
      for (const _ of [1, 2]) await restore.look();
      const { state, job_id, number } = await restore.attempt();
      assert.deepEqual([state, job_id, number, restore.sent], ['accepted', jobId, 1, []]);
    });
  }

  it('is not sent where a stranger has made something in its name', async () => {
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await givenUp({ operation: () => ({ state: 'unknown' }), find: () => found });
    const params = { name: '', found: '', count: 1 };
    found = { kind: 'failed', failure: { code: 'rebuild.deployment-foreign', params } };
    await restore.look();
    assert.equal((await restore.step())?.failure?.code, 'rebuild.deployment-foreign');
    assert.deepEqual(restore.sent, []);
  });

  for (const sends of [1, 2]) {
    it(`is sent anew, under a name of its own, once what a stranger made has been told: sent ${sends} times`, async () => {
      const params = { name: '', found: '', count: 1 };
      const restore = await acceptedRestore(
        {
          job: 'none',
          find: ({ number }) =>
            number === 1
              ? { kind: 'failed', failure: { code: 'rebuild.deployment-foreign', params } }
              : { kind: 'absent' },
        },
        null,
      );
      const { id } = await restore.attempt();
      await restore.store.transaction((tx) => updateAttempt(tx, id, { sends }));
      await restore.look();
      assert.equal((await restore.step())?.failure?.code, 'rebuild.deployment-foreign');
      await restore.retry();
      await restore.look();
      const { id: next, number } = await restore.attempt();
      assert.deepEqual([restore.sent, number], [[next], 2]);
    });
  }

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

  const timeout = { kind: 'unknown', failure: { code: 'azure.timeout', params: { seconds: 30, action: '' } } } as const;
  // For example, the machine that its restore made is in the way of a second one, or its own key is back.
  for (const [what, against] of [
    ['the approval is void', { kind: { replan: async () => ({ kind: 'moved', failure: refused }) } }],
    ['there is nothing to do', { needed: () => ({ kind: 'no' }) }],
  ] as [string, Partial<Answers>][]) {
    it(`is not ended where nobody can tell what became of it, though it seems that ${what}: its job is followed`, async () => {
      let found: FindResult<unknown> = { kind: 'absent' };
      const restore = await givenUp({ operation: () => ({ state: 'unknown' }), find: () => found, ...against });
      found = timeout;
      await restore.look();
      assert.equal(await restore.state(), 'running');
      found = { kind: 'found', jobId };
      await restore.look();
      const { state, job_id, number } = await restore.attempt();
      assert.deepEqual([state, job_id, number, restore.sent], ['accepted', jobId, 1, []]);
      assert.equal((await restore.step())?.state, 'running');
    });
  }

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

describe('what was sent twice under one id, and followed by the job of the second send', () => {
  const second = '5a3f4c1e-0000-4000-8000-000000000002';
  const both: FindResult<unknown> = { kind: 'several', jobIds: [jobId, second] };

  async function sentTwice() {
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await acceptedRestore({
      operation: () => ({ state: 'succeeded', jobId: second }),
      find: () => found,
    });
    const { store } = restore;
    const { id, step_id } = await restore.attempt();
    await store.transaction((tx) => updateAttempt(tx, id, { sends: 2 }));
    const audited = async () =>
      (await store.db.selectFrom('audit').select('event').execute()).filter(({ event }) => event === 'attempt.doubled');
    const before = (await audited()).length;
    return {
      ...restore,
      finds: (now: FindResult<unknown>) => (found = now),
      doubled: async () => (await audited()).length - before,
      async ends(status: 'Completed' | 'Failed') {
        const { facts, ...row } = (await jobOfStep(store.db, step_id)) ?? assert.fail();
        const look = { moved: true, asked: true, ended: true };
        await store.transaction((tx) => recordJob(tx, row, { ...facts, status }, look));
        await restore.look();
      },
    };
  }

  it('is told where the first has a job as well, which is followed', async () => {
    const restore = await sentTwice();
    restore.finds(both);
    await restore.look();
    assert.deepEqual([(await restore.attempt()).job_id, await restore.doubled()], [jobId, 1]);
  });

  it('is told, too, where that job turns up at the end of the other', async () => {
    const restore = await sentTwice();
    await restore.look();
    assert.deepEqual([(await restore.attempt()).job_id, await restore.doubled()], [second, 0]);
    restore.finds(both);
    await restore.ends('Completed');
    assert.deepEqual([(await restore.step())?.state, await restore.doubled()], ['done', 1]);
  });

  it('goes on with the job of the first where the other failed, as it does while that is at work', async () => {
    const restore = await sentTwice();
    await restore.look();
    restore.finds({ kind: 'unknown', failure: { code: 'azure.timeout', params: { seconds: 30, action: '' } } });
    await restore.ends('Failed');
    assert.equal(await restore.state(), 'running', 'nobody can tell');
    restore.finds(both);
    await restore.look();
    assert.deepEqual([(await restore.attempt()).job_id, await restore.state()], [jobId, 'running']);
    await restore.ends('Failed');
    assert.equal(await restore.state(), 'failed', 'both have');
  });

  it('is not sent a third time where the job of the first turns up after the other has failed', async () => {
    const restore = await sentTwice();
    await restore.look();
    restore.finds({ kind: 'found', jobId: second });
    await restore.ends('Failed');
    assert.equal(await restore.state(), 'failed');
    await restore.retry();
    restore.finds(both);
    for (const _ of [1, 2]) await restore.look();
    const { state, job_id, number } = await restore.attempt();
    assert.deepEqual([state, job_id, number, restore.sent], ['accepted', jobId, 1, []]);
  });

  it('is sent anew where all of its jobs have failed', async () => {
    const restore = await sentTwice();
    await restore.look();
    restore.finds({ kind: 'found', jobId: second });
    await restore.ends('Failed');
    await restore.retry();
    await restore.look();
    assert.equal(restore.sent.length, 1);
  });
});

describe('what has ended, and cannot be told from what somebody else made', () => {
  const forbidden = { code: 'azure.forbidden', params: { action: '', scope: '', azureCode: '' } };

  async function unread() {
    let found: FindResult<unknown> = { kind: 'unread', failure: forbidden };
    const restore = await acceptedRestore({ find: () => found, job: 'none' }, null);
    await restore.look();
    assert.equal((await restore.step())?.failure?.code, 'azure.forbidden');
    await restore.retry();
    return { ...restore, finds: (now: FindResult<unknown>) => (found = now) };
  }

  it('fails with why it cannot be read, and once more while that is so: nothing is sent', async () => {
    const restore = await unread();
    await restore.look();
    const rows = await restore.store.db.selectFrom('audit').select('event').execute();
    assert.ok(!rows.some(({ event }) => event === 'attempt.found'), 'nobody knows whose it is');
    assert.equal((await restore.step())?.failure?.code, 'azure.forbidden');
    assert.equal(await restore.state(), 'failed');
    assert.deepEqual(restore.sent, []);
  });

  it('is done without another send once it can be read', async () => {
    const restore = await unread();
    restore.finds({ kind: 'done' });
    await restore.look();
    const { state, number } = await restore.attempt();
    assert.deepEqual([state, number], ['succeeded', 1]);
    assert.deepEqual(restore.sent, []);
  });

  it('is sent anew where it came to nothing', async () => {
    const restore = await unread();
    restore.finds({ kind: 'failed', failure: { code: 'rebuild.deployment-canceled', params: { name: '' } } });
    await restore.look();
    assert.equal(restore.sent.length, 1);
  });

  it("fails as a possible attack where it turns out to be a stranger's, and is sent anew after that", async () => {
    const restore = await unread();
    const { store } = restore;
    const audited = async () =>
      (await store.db.selectFrom('audit').select('event').execute()).map(({ event }) => event);
    const before = await audited();
    const params = { name: '', found: '', count: 1 };
    restore.finds({ kind: 'failed', failure: { code: 'rebuild.deployment-foreign', params } });
    await restore.look();
    assert.deepEqual(restore.sent, []);
    assert.equal(await restore.state(), 'failed');
    assert.equal((await restore.step())?.failure?.code, 'rebuild.deployment-foreign');
    const rows = (await audited()).slice(before.length);
    assert.ok(rows.includes('step.suspicious'));
    assert.ok(!rows.includes('attempt.found'), 'nothing of ours turned up');
    await restore.retry();
    await restore.look();
    const { id, number } = await restore.attempt();
    assert.deepEqual([restore.sent, number], [[id], 2]);
  });
});

describe('a step that only tidies, and that Azure has accepted,', () => {
  const failure = { code: 'azure.failed', params: { status: 409, azureCode: 'X', message: '' } };
  const tidies = { job: 'none', tidies: 'recorded' } as const;

  for (const [what, answers, operationId, why, looks] of [
    ['its effect is not seen', { find: () => ({ kind: 'absent' }) }, null, 'effect-missing', 30],
    ['it came to nothing', { find: () => ({ kind: 'failed', failure }) }, null, failure.code, 1],
    ['it can no longer be done', { find: () => ({ kind: 'too-late', failure }) }, null, failure.code, 1],
    ['what it made cannot be read', { find: () => ({ kind: 'unread', failure }) }, null, failure.code, 1],
    [
      'its operation failed',
      { operation: () => ({ state: 'failed', failure }), find: () => ({ kind: 'absent' }) },
      undefined,
      failure.code,
      1,
    ],
  ] as [string, Answers, null | undefined, string, number][]) {
    it(`is left out, with why, and its request goes on: ${what}`, async () => {
      const restore = await acceptedRestore({ ...tidies, ...answers }, operationId);
      for (let look = 1; look <= looks; look += 1) await restore.look();
      assert.equal(await restore.state(), 'running');
      const step = await restore.step();
      assert.equal(step?.state, 'skipped');
      const left = step?.result as { left: boolean; refused: { code: string } };
      assert.deepEqual([left.left, left.refused.code], [true, why]);
      assert.equal((await restore.attempt()).state, 'failed');
      assert.deepEqual(restore.sent, []);
    });
  }
});

describe('what cannot be read or sent for half an hour', () => {
  const unread = { code: 'azure.unreachable', params: { reason: 'ECONNREFUSED' } };

  async function waits(answers: Answers, operationId?: null) {
    const restore = await acceptedRestore(answers, operationId);
    const { store, id } = restore;
    await store.transaction(({ db }) => db.deleteFrom('messages').execute());
    return {
      ...restore,
      /** Moves everything recorded so far back by this time. */
      async pass(minutes: number) {
        const rows = await store.db
          .selectFrom('handled')
          .select(['key', 'at'])
          .where('key', 'like', 'stuck %')
          .execute();
        await store.transaction(async ({ db }) => {
          for (const { key, at } of rows) {
            const before = new Date(at.getTime() - minutes * 60_000);
            await db.updateTable('handled').set({ at: before }).where('key', '=', key).execute();
          }
        });
      },
      async told(what = /has waited half an hour because of that/) {
        const rows = await store.db.selectFrom('messages').select('body').where('subject', '=', id).execute();
        return rows.filter(({ body }) => what.test(JSON.stringify(body))).length;
      },
      audited: async () =>
        (await store.db.selectFrom('audit').select('event').where('event', '=', 'step.stuck').execute()).length,
    };
  }

  for (const [what, answers, operationId] of [
    ['an operation', { operation: refuses(unread.code, unread.params), find: () => ({ kind: 'absent' }) }],
    ['a job', { operation: () => ({ state: 'unknown' }), find: () => ({ kind: 'unknown', failure: unread }) }],
    ['an effect', { find: () => ({ kind: 'unknown', failure: unread }), job: 'none' }, null],
  ] as [string, Answers, null?][]) {
    it(`is said once in the thread, and in the audit: ${what}`, async () => {
      const restore = await waits(answers, operationId);
      await restore.look();
      await restore.pass(20);
      await restore.look();
      assert.equal(await restore.told(), 0);
      await restore.pass(11);
      for (const _ of [1, 2]) await restore.look();
      assert.deepEqual([await restore.told(), await restore.audited()], [1, 1]);
      assert.equal(await restore.state(), 'running');
    });
  }

  for (const [what, kind, expected] of [
    ['where there are lines for it', {}, 1],
    ['and not where there are none', { byHand: undefined }, 0],
  ] as [string, Answers['kind'], number][]) {
    it(`is said with how to go on by hand ${what}`, async () => {
      const find = () => ({ kind: 'unknown' as const, failure: unread });
      const restore = await waits({ find, job: 'none', ...(kind && { kind }) }, null);
      await restore.look();
      await restore.pass(31);
      await restore.look();
      assert.equal(await restore.told(), 1);
      assert.equal(await restore.told(/commands R-222V/), expected);
    });
  }

  it('is said of a step that waits to be sent, and not where a look between could read it', async () => {
    let needed: () => Needed = refuses(unread.code, unread.params);
    const restore = await waits({ find: () => ({ kind: 'absent' }), needed: () => needed() });
    const { store } = restore;
    await store.transaction(({ db }) => db.deleteFrom('attempts').execute());
    await restore.look();
    await restore.pass(25);
    needed = () => ({ kind: 'later' });
    await restore.look();
    await restore.pass(25);
    needed = refuses(unread.code, unread.params);
    await restore.look();
    await restore.pass(25);
    await restore.look();
    assert.equal(await restore.told(), 0);
    await restore.pass(6);
    for (const _ of [1, 2]) await restore.look();
    assert.deepEqual([await restore.told(), await restore.state()], [1, 'running']);
    assert.deepEqual(restore.sent, []);
  });

  it('is not said where a look between saw that Azure is at it', async () => {
    let found: FindResult<unknown> = { kind: 'unknown', failure: unread };
    const restore = await waits({ find: () => found, job: 'none' }, null);
    await restore.look();
    await restore.pass(20);
    found = { kind: 'working' };
    await restore.look();
    await restore.pass(20);
    found = { kind: 'unknown', failure: unread };
    await restore.look();
    assert.deepEqual([await restore.told(), await restore.audited()], [0, 0]);
  });

  it('is not said where a look between let the step be sent', async () => {
    let needed: () => Needed = refuses(unread.code, unread.params);
    const find = () => ({ kind: 'unknown' as const, failure: unread });
    const operation = refuses(unread.code, unread.params);
    const restore = await waits({ operation, find, needed: () => needed(), job: 'none' });
    await restore.store.transaction(({ db }) => db.deleteFrom('attempts').execute());
    await restore.look();
    await restore.pass(40);
    needed = () => ({ kind: 'yes' });
    await restore.look();
    assert.equal(restore.sent.length, 1);
    await restore.look();
    assert.deepEqual([await restore.told(), await restore.audited()], [0, 0]);
  });

  it('is said of what waits to be sent once more, and not where a look between let it be sent', async () => {
    let needed: () => Needed = refuses(unread.code, unread.params);
    let found: FindResult<unknown> = { kind: 'absent' };
    const restore = await waits({ find: () => found, needed: () => needed(), job: 'none' }, null);
    const { store } = restore;
    const { id } = await restore.attempt();
    const longAgo = new Date(Date.now() - 20 * 60_000);
    /** An attempt whose answer was lost, and which enough looks agree is not there. */
    const lost = { state: 'open' as const, operation_id: null, sent_at: longAgo, looked_at: longAgo, empty_looks: 1 };
    const lose = () =>
      store.transaction(({ db }) => db.updateTable('attempts').set(lost).where('id', '=', id).execute());
    await lose();
    await restore.look();
    await restore.pass(20);
    needed = () => ({ kind: 'yes' });
    await restore.look();
    assert.deepEqual(restore.sent, [id]);
    await restore.pass(20);
    await lose();
    found = { kind: 'unknown', failure: unread };
    await restore.look();
    assert.equal(await restore.told(), 0);
    found = { kind: 'absent' };
    needed = refuses(unread.code, unread.params);
    await restore.pass(31);
    for (const _ of [1, 2]) await restore.look();
    assert.deepEqual([await restore.told(), await restore.audited()], [1, 1]);
    assert.equal(restore.sent.length, 1);
  });

  for (const [what, failure, look] of [
    ['Azure throttles it', { code: 'azure.throttled', params: { seconds: 60 } }],
    ['Azure is not reached', unread],
    [
      'its token has expired',
      { code: 'azure.failed', params: { status: 401, azureCode: 'ExpiredAuthenticationToken', message: '' } },
    ],
    ['a look between failed too', unread, refuses(unread.code, unread.params)],
  ] as [string, Failure, (() => Needed)?][]) {
    it(`is said of a step that may be sent and is refused each time: ${what}`, async () => {
      let needed: () => Needed = () => ({ kind: 'yes' });
      const send = async () => ({ kind: 'refused' as const, failure });
      const restore = await waits({ find: () => ({ kind: 'absent' }), needed: () => needed(), send });
      await restore.store.transaction(({ db }) => db.deleteFrom('attempts').execute());
      await restore.look();
      await restore.pass(20);
      await restore.look();
      assert.deepEqual([await restore.told(), restore.sent.length], [0, 2]);
      if (look) needed = look;
      await restore.pass(9);
      await restore.look();
      assert.equal(await restore.told(), 0);
      needed = () => ({ kind: 'yes' });
      await restore.pass(2);
      for (const _ of [1, 2]) await restore.look();
      assert.deepEqual([await restore.told(), await restore.audited()], [1, 1]);
      assert.equal(await restore.state(), 'running');
    });
  }

  it('is not said where Azure took a send between', async () => {
    let outcome: Sent = { kind: 'refused', failure: unread };
    const answers = { operation: refuses(unread.code, unread.params), needed: () => ({ kind: 'yes' as const }) };
    const restore = await waits({ ...answers, find: () => ({ kind: 'absent' }), send: async () => outcome });
    await restore.store.transaction(({ db }) => db.deleteFrom('attempts').execute());
    await restore.look();
    await restore.pass(20);
    outcome = { kind: 'accepted', operationId: 'next' };
    await restore.look();
    await restore.pass(20);
    await restore.look();
    assert.deepEqual([await restore.told(), await restore.audited()], [0, 0]);
  });

  it('is not said of what only waits', async () => {
    const restore = await waits({ find: () => ({ kind: 'absent' }), needed: () => ({ kind: 'later' }) });
    await restore.store.transaction(({ db }) => db.deleteFrom('attempts').execute());
    for (const _ of [1, 2, 3]) {
      await restore.look();
      await restore.pass(60);
    }
    assert.deepEqual([await restore.told(), await restore.audited()], [0, 0]);
    assert.equal(await restore.state(), 'running');
  });
});

describe('what Azure took and is at work on without a job', () => {
  const minutes = (count: number) => count * 60_000;

  async function atWork({ kind, ...answers }: Answers, operationId?: null) {
    const restore = await acceptedRestore(
      { ...answers, kind: { times: { expected: async () => ({ 'restore-disks': minutes(40) }) }, ...kind } },
      operationId,
    );
    const { store, id } = restore;
    const attempt = await restore.attempt();
    await store.transaction(({ db }) => db.deleteFrom('messages').execute());
    return {
      ...restore,
      sent: (before: number) =>
        store.transaction((tx) => updateAttempt(tx, attempt.id, { sent_at: new Date(Date.now() - minutes(before)) })),
      async told() {
        const rows = await store.db.selectFrom('messages').select('body').where('subject', '=', id).execute();
        return rows.flatMap(({ body }) => /.*Azure has been at work.*/.exec(JSON.stringify(body)) ?? []);
      },
      audited: async () =>
        (await store.db.selectFrom('audit').select('event').where('event', '=', 'step.overdue').execute()).length,
    };
  }

  for (const [what, answers, operationId] of [
    ['a deployment', { find: () => ({ kind: 'working' }), job: 'none' }, null],
    ['an operation', { operation: () => ({ state: 'in-progress' }), find: () => ({ kind: 'absent' }) }],
  ] as [string, Answers, null?][]) {
    it(`is said once in the thread, long after it usually ends, with what to do: ${what}`, async () => {
      const restore = await atWork(answers, operationId);
      await restore.sent(79);
      await restore.look();
      assert.deepEqual(await restore.told(), []);
      await restore.sent(81);
      for (const _ of [1, 2]) await restore.look();
      const [said = '', ...more] = await restore.told();
      assert.match(
        said,
        /Azure has been at work on the step \*\*Restore the disks\*\* for 1 hour 21 minutes. It usually takes 40 minutes/,
      );
      assert.match(said, /Azure portal.*retry R-222V/);
      assert.deepEqual([more, await restore.audited(), await restore.state()], [[], 1, 'running']);
    });
  }

  it('is said without a word of trying it again where that is not done', async () => {
    const restore = await atWork(
      {
        find: () => ({ kind: 'working' }),
        job: 'none',
        kind: { lifecycle: { afterEnd: { timer: 'clean-up', seconds: 1 } } },
      },
      null,
    );
    await restore.sent(81);
    await restore.look();
    const [said = ''] = await restore.told();
    assert.match(said, /goes on by itself once Azure has ended it/);
    assert.doesNotMatch(said, /retry/);
  });
});
