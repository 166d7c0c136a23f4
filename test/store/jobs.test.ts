import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findJob, followJob, recordJob, recordMissing } from '../../src/store/jobs.ts';
import { insertSteps } from '../../src/store/steps.ts';
import { forEachEngine, sharedStore } from './engines.ts';
import { seedRequest } from './seed-request.ts';

const vaultId = '/subscriptions/s/resourceGroups/g/vaults/v';
const facts = {
  vaultId,
  id: 'ab12',
  vmName: 'sql-01',
  containerName: 'x',
  operation: 'Restore' as const,
  status: 'InProgress' as const,
  startedAt: new Date(Date.UTC(2026, 10, 24)),
  cancellable: false,
  errors: [],
  tasks: [],
  properties: {},
};

forEachEngine('a job that is followed', (kind) => {
  async function following() {
    const store = await sharedStore(kind);
    await store.transaction(async (tx) => {
      await seedRequest(tx, { id: 'R-2222' });
      await insertSteps(tx, [{ id: 'R-2222/0', request_id: 'R-2222', position: 0, kind: 'restore-disks' }]);
      await followJob(tx, facts, { requestId: 'R-2222', stepId: 'R-2222/0' });
    });
    return store;
  }

  test('is found by its id in any spelling', async () => {
    const { db } = await following();
    assert.equal((await findJob(db, 'AB12'))?.request_id, 'R-2222');
    assert.equal(await findJob(db, 'ab1'), undefined);
  });

  test('has a row, or a look at it is refused', async () => {
    const store = await following();
    const look = { moved: true, asked: true, ended: true };
    const row = { vault_id: vaultId, job_id: 'cd34' };
    await assert.rejects(
      store.transaction((tx) => recordJob(tx, row, facts, look)),
      /job cd34 is not followed/,
    );
    await assert.rejects(
      store.transaction((tx) => recordMissing(tx, row, true)),
      /job cd34 is not followed/,
    );
    assert.deepEqual(await store.db.selectFrom('job_history').selectAll().execute(), []);
  });
});
