import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '../../src/kernel/errors.ts';
import { attemptId } from '../../src/saga/late.ts';
import type { FindResult } from '../../src/saga/step-handler.ts';
import { updateAttempt } from '../../src/store/steps.ts';
import { acceptedRestore } from './accepted-restore.ts';

const jobId = '5a3f4c1e-0000-4000-8000-000000000001';
const second = '5a3f4c1e-0000-4000-8000-000000000002';

/** A step whose first attempt was refused, and whose later ones the database no longer knows. */
async function forgotten(number: number, found: FindResult<unknown>, unlisted?: CodedError) {
  const restore = await acceptedRestore({
    find: (attempt) => (attempt.number === number ? found : { kind: 'absent' }),
  });
  const { id, step_id } = await restore.attempt();
  const refusal = { code: 'azure.throttled', params: { seconds: 60 } };
  await restore.store.transaction((tx) => updateAttempt(tx, id, { state: 'refused', failure: refusal }));
  const activityId = attemptId(restore.id, step_id, number).toUpperCase();
  Object.assign(restore.services.azure.jobs, {
    async list() {
      if (unlisted) throw unlisted;
      return [{ activityId }, { activityId: 'of-somebody-else' }, {}];
    },
  });
  await restore.look();
  const last = await restore.attempt();
  return { ...restore, last: [last.number, last.state, last.job_id] };
}

describe('an attempt that the database has forgotten', () => {
  for (const number of [2, 5]) {
    it(`is not sent again where Azure lists its job, which is followed: number ${number}`, async () => {
      const { last, sent, step } = await forgotten(number, { kind: 'found', jobId });
      assert.deepEqual([last, sent], [[number, 'accepted', jobId], []]);
      assert.equal((await step())?.state, 'running');
    });
  }

  it('is not sent again where it has two jobs: the first is followed, and people hear of the other', async () => {
    const { last, sent, store, id } = await forgotten(2, { kind: 'several', jobIds: [jobId, second] });
    assert.deepEqual([last, sent], [[2, 'accepted', jobId], []]);
    const doubled = await store.db
      .selectFrom('audit')
      .select('details')
      .where('request_id', '=', id)
      .where('event', '=', 'attempt.doubled')
      .execute();
    assert.deepEqual(
      doubled.map(({ details }) => details),
      [{ step: 'restore-disks', followed: jobId, others: [second] }],
    );
  });

  const timeout = { code: 'azure.timeout', params: { seconds: 30, action: '' } };

  it('holds the step up where nobody can tell', async () => {
    const unread = await forgotten(2, { kind: 'unknown', failure: timeout });
    assert.deepEqual([unread.last[0], unread.sent, await unread.state()], [1, [], 'running']);
    const unlisted = await forgotten(2, { kind: 'absent' }, new CodedError(timeout.code, timeout.params));
    assert.deepEqual([unlisted.last[0], unlisted.sent, await unlisted.state()], [1, [], 'running']);
  });

  it('is no reason to wait where nothing of it is there', async () => {
    const { last, sent } = await forgotten(2, { kind: 'absent' });
    assert.deepEqual([last, sent.length], [[2, 'accepted', null], 1]);
  });
});
