import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobFacts } from '../../../src/kernel/facts.ts';
import { backupBudget, backupRefusal, planBackup } from '../../../src/protection/rules/backup.ts';
import { item, vaultId } from '../../machines/rules/protected-item.ts';

const expiry = new Date('2026-12-24T09:00:00Z');

describe('the plan of a backup', () => {
  it('is the same however Azure spells the ids, and another for another item, vault or expiry', () => {
    const { hash } = planBackup(item, expiry);
    assert.equal(planBackup({ ...item, id: item.id.toUpperCase(), vaultId: vaultId.toUpperCase() }, expiry).hash, hash);
    assert.notEqual(planBackup({ ...item, id: `${item.id}2` }, expiry).hash, hash);
    assert.notEqual(planBackup({ ...item, vaultId: `${vaultId}2` }, expiry).hash, hash);
    assert.notEqual(planBackup(item, new Date(expiry.getTime() + 1)).hash, hash);
  });

  it('does not follow what is only observed', () => {
    const other = { ...item, health: 'ActionRequired', lastBackupStatus: 'Failed' };
    assert.equal(planBackup(other, expiry).hash, planBackup(item, expiry).hash);
  });

  it('is refused for an item that Azure backs up no more', () => {
    assert.equal(backupRefusal(item), undefined);
    assert.equal(backupRefusal({ ...item, softDeleted: true })?.code, 'backup-deleted');
    for (const protectionState of ['ProtectionStopped', 'ProtectionPaused', 'BackupsSuspended']) {
      assert.equal(backupRefusal({ ...item, protectionState })?.code, 'backup-stopped');
    }
  });
});

const now = new Date('2026-11-24T10:00:00Z');
const hour = 3_600_000;

function backup(hoursAgo: number, over: Partial<JobFacts> = {}): JobFacts {
  return {
    vaultId: '/subscriptions/s/vaults/v',
    id: `job-${hoursAgo}`,
    vmName: 'sql-01',
    containerName: 'c',
    operation: 'Backup',
    status: 'Completed',
    startedAt: new Date(now.getTime() - hoursAgo * hour),
    cancellable: false,
    errors: [],
    tasks: [],
    properties: {},
    ...over,
  };
}

const ours = (hoursAgo: number, over: Partial<JobFacts> = {}) => backup(hoursAgo, { activityId: 'mine', ...over });
const budget = (jobs: JobFacts[]) => backupBudget(jobs, new Set(['mine']), now);

describe('the budget of on-demand backups', () => {
  it('is whole when only the schedule ran today', () => {
    assert.deepEqual(budget([backup(9)]), { allowed: 'yes', onDemandLeftToday: 3 });
  });

  it('does not take a backup that was asked for to be the scheduled one', () => {
    assert.equal(budget([ours(9)]).onDemandLeftToday, 2);
    assert.equal(budget([backup(9), ours(8), backup(7)]).onDemandLeftToday, 1);
    assert.equal(budget([ours(9, { activityId: 'MINE' })]).onDemandLeftToday, 2);
  });

  it('warns after three today, counted in UTC days', () => {
    const three = budget([backup(9), ours(8), ours(7), ours(6)]);
    assert.equal(three.allowed, 'warn');
    assert.deepEqual(three.reason, { code: 'backup-day-used-up', params: { taken: 3, limit: 3 } });
    assert.equal(budget([backup(9), ours(11), ours(12), ours(13)]).allowed, 'yes');
  });

  it('refuses after nine attempts in 24 hours, failed ones included, and says when it is possible again', () => {
    const nine = Array.from({ length: 9 }, (_, at) => ours(at + 1, { status: 'Failed' }));
    const used = budget(nine);
    assert.equal(used.allowed, 'no');
    assert.equal(used.reason?.code, 'backup-attempts-used-up');
    assert.equal(used.nextAt?.toISOString(), new Date(now.getTime() + 15 * hour).toISOString());
    assert.equal(
      budget(nine.map((job) => ({ ...job, startedAt: new Date(job.startedAt.getTime() - 24 * hour) }))).allowed,
      'yes',
    );
  });

  it('with more than nine waits until enough of them are old enough', () => {
    const eleven = Array.from({ length: 11 }, (_, at) => ours(at + 1));
    assert.equal(budget(eleven).nextAt?.toISOString(), new Date(now.getTime() + 15 * hour).toISOString());
  });

  it('refuses while one is running, however old', () => {
    const running = budget([backup(30, { status: 'InProgress' })]);
    assert.deepEqual(running.reason, { code: 'backup-running', params: { job: 'job-30' } });
  });

  it('does not count other operations', () => {
    const restores = Array.from({ length: 12 }, () => backup(1, { operation: 'Restore', status: 'InProgress' }));
    assert.deepEqual(budget(restores), { allowed: 'yes', onDemandLeftToday: 3 });
  });
});
