import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDatabase } from '../store/engines.ts';
import { type Asked, type Bench, startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import { until } from './until.ts';

describe('on a PostgreSQL server', () => {
  let bench: Bench;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  const restored: Asked[] = [];
  before(async () => {
    database = await createDatabase();
    // Longer than another process needs to take over from a frozen one.
    bench = await startBench({
      databaseUrl: database.url,
      ownerDatabaseUrl: database.ownerUrl,
      azureTimeoutMs: 60_000,
    });
  });
  after(async () => {
    await bench.close();
    await database.drop();
  });

  test('two approvers, double clicks and 50 redeliveries: one decision, one restore', async () => {
    const asked = await bench.ask('sql-01');
    const clicks = await Promise.all(
      ['approver-1', 'approver-2', 'approver-1', 'approver-2'].map((as) => bench.api.click(as, asked.card, 'approve')),
    );
    await bench.api.redeliver(clicks[0]?.activity ?? '', 50);
    await bench.ended(asked);
    assert.equal((await bench.accepted(asked)).length, 1);
    assert.equal((await bench.closings(asked)).length, 1);
    restored.push(asked);
  });

  test('killed when Azure has taken the restore: another process follows the same job', async () => {
    const asked = await bench.ask('web-01');
    await bench.api.tap({ at: 'answer', call: 1, only: { method: 'POST', path: '/restore' } });
    await bench.api.click('approver-1', asked.card, 'approve');
    let killed = false;
    await bench.ended(asked, async () => {
      if (killed || !(await bench.api.tapState()).fired) return;
      killed = true;
      await bench.restart();
    });
    assert.ok(killed);
    assert.equal((await bench.accepted(asked)).length, 1);
    restored.push(asked);
  });

  test('frozen with the answer on the way: another process finishes, and the first one changes nothing', async () => {
    const { api, sandbox } = bench;
    const asked = await bench.ask('app-01');
    await api.tap({ at: 'answer', call: 1, signal: 'SIGSTOP', only: { method: 'POST', path: '/restore' } });
    const click = api.click('approver-1', asked.card, 'approve');
    await until('the frost', async () => (await api.tapState()).fired);
    const replica = await bench.startReplica();
    try {
      await bench.ended(asked);
      await api.kill('SIGCONT');
      await until('the first process to see that it is late', () =>
        sandbox.bot.log.some((line) => line.includes('another process went on from here')),
      );
      await click;
      assert.equal((await bench.accepted(asked)).length, 1);
      assert.equal((await bench.closings(asked)).length, 1);
      restored.push(asked);
    } finally {
      await replica.stop();
    }
  });

  test('nothing is lost, every job was followed, the audit chain is whole', () =>
    checkData(bench, restored, { databaseUrl: database.url }));
});
