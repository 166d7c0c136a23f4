import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RequestLog } from '../../../sandbox/azure/request-log.ts';

const call = (path: string) => ({
  at: '2026-11-24T02:00:00Z',
  worldTime: '2026-11-24T02:00:00Z',
  method: 'GET',
  host: 'management.azure.com',
  path,
  clientRequestId: null,
});

test('the log of calls forgets old ones, but none that changed something', () => {
  const log = new RequestLog();
  log.open(call('/first')).effect = 'restore accepted';
  for (let count = 0; count < 120_000; count += 1) log.open(call('/quiet'));
  const entries = log.since();
  assert.ok(entries.length < 60_000, `${entries.length} are kept`);
  assert.deepEqual(
    entries.filter(({ effect }) => effect !== '').map(({ path }) => path),
    ['/first'],
  );
});
