import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { updateRequest } from '../../src/store/requests.ts';
import { listSteps, updateAttempt, updateStep } from '../../src/store/steps.ts';
import { type Answers, acceptedRestore } from './accepted-restore.ts';

const longAgo = new Date(Date.now() - 3_600_000);

/** A send whose answer was lost and of which enough looks saw nothing. */
async function lost(answers: Partial<Answers>, change: Parameters<typeof updateAttempt>[2] = {}) {
  const restore = await acceptedRestore({ find: () => ({ kind: 'absent' }), ...answers }, null);
  const { id, step_id } = await restore.attempt();
  await restore.store.transaction((tx) =>
    updateAttempt(tx, id, { state: 'open', sent_at: longAgo, looked_at: longAgo, empty_looks: 1, sends: 1, ...change }),
  );
  return {
    ...restore,
    /** Stops the request, of which nothing else is left to do. */
    stop: () =>
      restore.store.transaction(async (tx) => {
        const by = { stopped_oid: 'oid-other', stopped_name: 'Olivia Novak' };
        await updateRequest(tx, restore.id, { stopped_at: tx.now(), ...by });
        for (const step of await listSteps(tx.db, restore.id))
          if (step.id !== step_id) await updateStep(tx, step.id, { state: 'skipped' });
      }),
    searched: () =>
      restore.store.db.selectFrom('wakeups').select('key').where('key', '=', `second-job:${restore.id}`).execute(),
  };
}

describe('a send whose answer was lost', () => {
  it('is not repeated once its request is stopped: its step counts as never begun, and the request ends', async () => {
    const restore = await lost({});
    await restore.stop();
    await restore.look();
    const { id, state, held } = await restore.attempt();
    assert.deepEqual([state, held?.code], ['open', 'stopped']);
    assert.equal(await restore.state(), 'running', 'it may still turn up');
    await restore.store.transaction((tx) => updateAttempt(tx, id, { looked_at: longAgo, empty_looks: 1 }));
    await restore.look();
    assert.equal((await restore.attempt()).state, 'refused');
    const step = await restore.step();
    assert.deepEqual([step?.state, step?.started_at], ['waiting', null]);
    await restore.look();
    assert.equal(await restore.state(), 'cancelled');
    assert.deepEqual(restore.sent, []);
  });

  it('is given up after three sends, and its job is looked for later, since it may turn up', async () => {
    const restore = await lost({}, { sends: 3 });
    await restore.look();
    const { state, failure, ended_at } = await restore.attempt();
    assert.deepEqual([state, failure?.code, failure?.params.times], ['failed', 'azure.unanswered', 3]);
    assert.ok(ended_at);
    assert.deepEqual([await restore.state(), (await restore.step())?.failure?.code], ['failed', 'azure.unanswered']);
    assert.equal((await restore.searched()).length, 1);
    assert.deepEqual(restore.sent, []);
  });

  it('counts as not sent where its repetition finds what nobody signed and nobody may vote on', async () => {
    const restore = await lost({ send: async () => ({ kind: 'deviates', deviations: [] }) });
    await restore.look();
    const { state, failure, ended_at } = await restore.attempt();
    assert.deepEqual([state, failure?.code], ['refused', 'rebuild.unsigned']);
    assert.ok(ended_at);
    assert.deepEqual([await restore.state(), (await restore.step())?.failure?.code], ['failed', 'rebuild.unsigned']);
  });
});
