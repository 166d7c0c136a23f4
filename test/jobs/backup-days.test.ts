import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { recordBackupDays } from '../../src/jobs/backup-days.ts';
import { dayFile } from '../../src/jobs/rules/backup-day.ts';
import { armIdKey, containerKey } from '../../src/kernel/arm-id.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { asObject } from '../../src/kernel/stored.ts';
import { everyAuditRow } from '../../src/store/audit.ts';
import { backupDaysOf } from '../../src/store/backup-days.ts';
import { ask } from '../../src/store/rows.ts';
import { forEachEngine, sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const vault = { id: '/subscriptions/s/resourceGroups/rg/providers/p/vaults/rsv-prod', name: 'rsv-prod' };
const policy = { name: 'daily', schedule: { kind: 'daily', time: '02:00' }, retention: { daily: { count: 30 } } };

/** A bot at noon of a day of November, in front of an Azure that knows one machine and its backups. */
async function atNoon(kind: 'embedded' | 'server') {
  const store = await sharedStore(kind);
  const blobs = new Map<string, string>();
  const azure = { jobs: [] as object[], canList: true, canWrite: true };
  const now = { day: 10, hour: 12 };
  const refuse = () => Promise.reject(new CodedError('azure.failed'));
  const services = {
    store,
    log: quiet,
    clock: { now: () => new Date(Date.UTC(2026, 10, now.day, now.hour, 10)) },
    config: { auditAnchor: '/subscriptions/s/x/containers/heads' },
    inventory: {
      readVaults: async () => ({ vaults: [vault], unread: [] }),
      targetsOf: async () => [{ item: { ...of('sql-01'), policyName: 'daily', protectionState: 'Protected' } }],
    },
    azure: {
      jobs: {
        list: (_: unknown, { since }: { since: Date }) =>
          azure.canList
            ? Promise.resolve(azure.jobs.filter((job) => (job as { startedAt: Date }).startedAt >= since))
            : refuse(),
      },
      policies: { list: async () => [policy] },
      erasable: {
        write: async (_: string, name: string, text: string) => {
          if (!azure.canWrite) return refuse();
          blobs.set(name, text);
        },
      },
    },
  } as unknown as Services;
  return {
    azure,
    blobs,
    record: async (day: number, hour = 12) => {
      Object.assign(now, { day, hour });
      await recordBackupDays(services);
    },
    daysOf: (name: string, since = '2026-11-01') =>
      ask(
        store.db,
        backupDaysOf(store.db, { vaultId: armIdKey(vault.id), container: containerKey(of(name).containerName) }, since),
      ),
    rows: async () => (await everyAuditRow(store.db, { event: 'backups.day' })).map(({ details }) => asObject(details)),
  };
}

const of = (vmName: string) => ({ vmName, containerName: `IaasVMContainer;iaasvmcontainerv2;RG;${vmName}` });
const backup = (day: number, status: string, hour = 23) => ({
  ...of('sql-01'),
  operation: 'Backup',
  status,
  startedAt: new Date(Date.UTC(2026, 10, day, hour)),
});

forEachEngine('the days of a vault', (kind) => {
  test('have one row each, with counts and the hash of a list, whoever records them and however often', async () => {
    const bot = await atNoon(kind);
    bot.azure.jobs = [backup(9, 'Failed', 2), backup(9, 'Completed'), backup(10, 'InProgress', 11)];
    await bot.record(10);
    await bot.record(10);
    const [row, ...more] = await bot.rows();
    assert.deepEqual(more, []);
    const { day, protected: count, good, failed, none, list, kept, policies } = row ?? {};
    assert.deepEqual(
      { day, count, good, failed, none, kept, policies },
      {
        ...{ day: '2026-11-09', count: 1, good: 1, failed: 0, none: 0, kept: true },
        policies: { daily: { every: 1, daily: 30 } },
      },
    );
    const text = bot.blobs.get(dayFile(vault.id, '2026-11-09')) ?? '';
    assert.equal(text, '["iaasvmcontainerv2;rg;sql-01","sql-01","good","daily"]\n');
    assert.equal(createHash('sha256').update(text).digest('hex'), list);
    assert.deepEqual(await bot.daysOf('sql-01'), [{ day: '2026-11-09', result: 'good' }]);
    assert.deepEqual(await bot.daysOf('web-01'), []);
  });

  test('that were missed are made up for, oldest first, and wait while Azure does not tell of them', async () => {
    const bot = await atNoon(kind);
    await bot.record(10);
    bot.azure.jobs = [backup(10, 'Completed'), backup(11, 'Failed'), backup(12, 'CompletedWithWarnings')];
    bot.azure.canList = false;
    await bot.record(13);
    assert.equal((await bot.rows()).length, 1);
    bot.azure.canList = true;
    await bot.record(13);
    assert.deepEqual(
      (await bot.rows()).map(({ day, good, warned, failed, none }) => [day, good, warned, failed, none].join(' ')),
      ['2026-11-09 0 0 0 1', '2026-11-10 1 0 0 0', '2026-11-11 0 0 1 0', '2026-11-12 0 1 0 0'],
    );
    assert.deepEqual((await bot.daysOf('sql-01', '2026-11-11')).map(({ day, result }) => `${day} ${result}`).sort(), [
      '2026-11-11 failed',
      '2026-11-12 warned',
    ]);
  });

  test('wait half a day for a container that cannot be written, and go without a list then', async () => {
    const bot = await atNoon(kind);
    bot.azure.canWrite = false;
    await bot.record(10);
    await bot.record(10, 23);
    assert.deepEqual(await bot.rows(), []);
    await bot.record(11, 0);
    assert.deepEqual(
      (await bot.rows()).map(({ day, kept }) => [day, kept]),
      [['2026-11-09', false]],
    );
  });
});
