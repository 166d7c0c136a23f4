import assert from 'node:assert/strict';
import { test } from 'node:test';
import { job, watched } from './watched.ts';

test('every job of a busy vault gets its details read in turn, those first whose details are oldest', async (t) => {
  const { azure, follow, tick, pass } = await watched(t);
  const jobs = Array.from({ length: 6 }, (_, index) => job(`j${index}`));
  for (const each of jobs) {
    await follow(each);
    azure.own.set(each.id, each);
  }
  azure.running = jobs;
  for (let ticks = 0; ticks < 12; ticks += 1) {
    await tick();
    pass(2);
  }
  const times = jobs.map(({ id }) => azure.asked.filter((asked) => asked === id).length);
  assert.deepEqual(times, [2, 2, 2, 2, 2, 2]);
});
