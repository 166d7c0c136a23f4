import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createDatabase } from '../store/engines.ts';
import { startBench } from './bench.ts';
import { patienceMs, shortAzureMs, until } from './until.ts';

/** World seconds per real second: fast, because the bot concludes only after some minutes that nothing was done. */
const speed = 20;
/** Ten minutes of world time. */
const skewMs = (10 * 60_000) / speed;

test('a process whose host is ten minutes ahead waits as long as any other before it sends again what another sent', async (t) => {
  const database = await createDatabase();
  t.after(() => database.drop());
  const bench = await startBench({
    databaseUrl: database.url,
    ownerDatabaseUrl: database.ownerUrl,
    patienceMs,
    azureTimeoutMs: shortAzureMs,
  });
  t.after(() => bench.close());
  const replica = await bench.startReplica(undefined, {
    env: {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'children', 'skewed-clock.ts')}`,
      CLOCK_SKEW_MS: String(skewMs),
    },
  });
  t.after(() => replica.stop());
  const { api } = bench;
  const asked = await bench.ask('app-01');
  await api.speed(speed);
  await api.fault({
    match: { method: 'POST', path: 'app-01/recoveryPoints/[^/]+/restore' },
    do: 'late-act',
    seconds: 120,
    times: 1,
  });
  await api.click('approver-1', asked.card, 'approve');
  await until('the restore that gets no answer', async () => (await api.faults()).length === 0);
  // The process that sent it can no longer look.
  await api.kill('SIGKILL');
  const closing = await bench.ended(asked);
  assert.match(closing.text, /is done/);
  assert.equal((await bench.accepted(asked)).length, 1);
});
