import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobFacts } from '../../src/kernel/facts.ts';
import { recordSecondJobs, settleLostCommits } from '../../src/saga/second-jobs.ts';
import { secondJobs, updateAttempt } from '../../src/store/steps.ts';
import { acceptedRestore } from './accepted-restore.ts';

const followed = '5a3f4c1e-0000-4000-8000-000000000001';
const second = '5a3f4c1e-0000-4000-8000-000000000002';

/** A restore that follows one job, with another job of the same id in a list. */
async function listed(change: Partial<JobFacts> = {}) {
  const restore = await acceptedRestore({
    operation: () => ({ state: 'succeeded', jobId: followed }),
    find: () => ({ kind: 'absent' }),
  });
  await restore.look();
  const { id } = await restore.attempt();
  await restore.store.transaction((tx) => updateAttempt(tx, id, { opened_at: tx.now() }));
  const job = { operation: 'Restore', status: 'InProgress', activityId: id.toUpperCase(), ...change };
  const jobs = [followed.toUpperCase(), second].map((one) => ({ ...job, id: one }) as JobFacts);
  return {
    ...restore,
    note: () => recordSecondJobs(restore.services, jobs),
    noted: () => secondJobs(restore.store.db, restore.id),
    change: (to: Parameters<typeof updateAttempt>[2]) => restore.store.transaction((tx) => updateAttempt(tx, id, to)),
  };
}

describe('a list of jobs that shows a second one of an id', () => {
  it('is noted, once, however often it is listed', async () => {
    const restore = await listed();
    for (const _ of [1, 2]) await restore.note();
    assert.deepEqual(await restore.noted(), [{ kind: 'restore-disks', followed, others: [second] }]);
  });

  it('is noted, too, of an attempt that counts as failed and has no job', async () => {
    const restore = await listed();
    await restore.change({ state: 'failed', job_id: null });
    await restore.store.transaction(({ db }) => db.deleteFrom('jobs').where('job_id', '=', followed).execute());
    await restore.note();
    assert.deepEqual(
      (await restore.noted()).map((one) => [one.followed, one.others.length]),
      [[null, 2]],
    );
  });

  for (const [what, change] of [
    ['came to nothing', { status: 'Failed' }],
    ['is another operation of the same call', { operation: 'Backup' }],
    ['is of another machine', { containerName: 'IaasVMContainer;iaasvmcontainerv2;rg;other' }],
    ['is of somebody else', { activityId: '11111111-0000-4000-8000-000000000002' }],
  ] as [string, Partial<JobFacts>][]) {
    it(`is not noted where it ${what}`, async () => {
      const restore = await listed(change);
      await restore.note();
      assert.deepEqual(await restore.noted(), []);
    });
  }

  it('is not noted before its step has settled what became of it, nor a week later', async () => {
    const restore = await listed();
    await restore.change({ state: 'open' });
    await restore.note();
    await restore.change({ state: 'accepted', job_id: null });
    await restore.note();
    await restore.change({ job_id: followed, opened_at: new Date(Date.now() - 8 * 24 * 3_600_000) });
    await restore.note();
    assert.deepEqual(await restore.noted(), []);
  });
});

it('once commits were lost every request that is open goes on, and each that sent something is looked at for a week', async () => {
  const { store, services, id, attempt } = await listed();
  const { id: last } = await attempt();
  const weekAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
  await store.transaction(async ({ db }) => {
    await db.deleteFrom('wakeups').execute();
    await db.updateTable('attempts').set({ opened_at: weekAgo }).where('id', '!=', last).execute();
  });
  await settleLostCommits(services);
  const wakeups = await store.db.selectFrom('wakeups').select(['queue', 'key']).execute();
  assert.ok(wakeups.some(({ queue, key }) => queue === 'step' && key === id));
  const timers = wakeups.filter(({ queue }) => queue === 'timer').map(({ key }) => key);
  assert.deepEqual(timers, [`second-job:${id}`]);
});
