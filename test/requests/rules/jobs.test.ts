import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import type { JobFacts } from '../../../src/kernel/facts.ts';
import { cancelRefusal, hasEnded, mergeJobFacts, offersCancel } from '../../../src/requests/rules/jobs.ts';

const running: JobFacts = {
  vaultId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v',
  id: '5f7ef30a-55bb-5884-8ecd-97dda82969c6',
  vmName: 'sql-01',
  containerName: 'iaasvmcontainerv2;rg-app;sql-01',
  operation: 'Restore',
  status: 'InProgress',
  startedAt: new Date('2026-11-24T01:00:00Z'),
  cancellable: true,
  errors: [],
  percent: 40,
  tasks: [{ name: 'Transfer data from vault', status: 'InProgress' }],
  properties: { 'Job Type': 'Recover disks' },
};

/** The same job in a list: without percentage, tasks and properties. */
function listed(job: JobFacts): JobFacts {
  const { percent: _, ...rest } = job;
  return { ...rest, tasks: [], properties: {} };
}

test('a list that leaves out percentage, tasks and properties takes nothing away and moves nothing', () => {
  const { facts, moved } = mergeJobFacts(running, listed(running));
  assert.deepEqual(facts, running);
  assert.equal(moved, false);
});

test('a percentage never goes backwards', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), (percents) => {
      let job = running;
      let highest = running.percent ?? 0;
      for (const percent of percents) {
        const look = mergeJobFacts(job, { ...running, percent });
        assert.equal(look.moved, percent > highest);
        highest = Math.max(highest, percent);
        assert.equal(look.facts.percent, highest);
        job = look.facts;
      }
    }),
  );
});

test('a change of state or of a task is movement', () => {
  assert.equal(mergeJobFacts(running, { ...running, status: 'Completed' }).moved, true);
  const task = { name: 'Transfer data from vault', status: 'Completed' };
  assert.equal(mergeJobFacts(running, { ...running, tasks: [task] }).moved, true);
});

test('data that moved within a task is movement: Azure gives backups no percentage', () => {
  const task = { name: 'Transfer data to vault', status: 'InProgress' };
  const at = (detail: string) => ({ ...running, tasks: [{ ...task, detail }] });
  assert.equal(mergeJobFacts(at('30 GB / 127 GB'), at('31 GB / 127 GB')).moved, true);
  assert.equal(mergeJobFacts(at('30 GB / 127 GB'), at('30 GB / 127 GB')).moved, false);
});

test('a time that is left is a guess, and a new one is no movement', () => {
  assert.equal(mergeJobFacts({ ...running, remainingSeconds: 60 }, { ...running, remainingSeconds: 600 }).moved, false);
});

test('the activity id that shows who started a job is kept when a look leaves it out', () => {
  const { facts } = mergeJobFacts({ ...running, activityId: 'a' }, running);
  assert.equal(facts.activityId, 'a');
});

test('cancelling is not an end, every other state but in progress and invalid is', () => {
  const ends = (['InProgress', 'Cancelling', 'Completed', 'CompletedWithWarnings', 'Failed', 'Cancelled'] as const).map(
    hasEnded,
  );
  assert.deepEqual(ends, [false, false, true, true, true, true]);
});

const vaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-prod';
const job: JobFacts = {
  vaultId,
  id: '6F2D5A3E-9B1C-4C0E-8A55-0D6B2C8F1E77',
  vmName: 'sql-01',
  containerName: 'c',
  operation: 'Backup',
  status: 'InProgress',
  startedAt: new Date('2026-11-24T09:00:00Z'),
  cancellable: true,
  errors: [],
  tasks: [
    { name: 'Take Snapshot', status: 'InProgress' },
    { name: 'Transfer data to vault', status: 'NotStarted' },
  ],
  properties: {},
};

describe('a cancellation', () => {
  it('is refused for a job that is over, being cancelled, or of a kind without cancelling', () => {
    assert.equal(cancelRefusal(job), undefined);
    assert.equal(cancelRefusal({ ...job, status: 'Cancelling' })?.code, 'job-cancelling');
    for (const status of ['Completed', 'CompletedWithWarnings', 'Failed', 'Cancelled'] as const) {
      assert.equal(cancelRefusal({ ...job, status })?.code, 'job-over');
    }
    assert.equal(cancelRefusal({ ...job, cancellable: false })?.code, 'job-not-cancellable');
  });

  it('is offered while it makes sense: a backup until its snapshot is taken', () => {
    assert.equal(offersCancel(job), true);
    const taken = { ...job, tasks: [{ name: 'Take Snapshot', status: 'Completed' }] };
    assert.equal(offersCancel(taken), false);
    assert.equal(offersCancel({ ...taken, operation: 'Restore' }), true);
    assert.equal(offersCancel({ ...job, operation: 'ConfigureBackup' }), false);
  });
});
