import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Asked, type Bench, startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import { chosen, full } from './extent.ts';
import type { Random } from './seeded.ts';

/** Where the bot is killed: at the n-th call from the Approve click, or at the n-th of those that `only` names. */
type Point = { at: 'arrival' | 'answer'; call: number; only?: { method: string; path: string } };

/** `npm run faults` kills at every call, `npm test` at a few; npm names the script, on every system. */
const sampled = 4;

/** The call that must not happen twice. */
const restorePost: Point[] = (['arrival', 'answer'] as const).map((at) => ({
  at,
  call: 1,
  only: { method: 'POST', path: '/restore' },
}));

describe('kill -9 between the Approve click and the closing reply', () => {
  let bench: Bench;
  const runs: Asked[] = [];
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());

  /** @returns whether the bot was killed */
  async function approveAndKill(point?: Point): Promise<boolean> {
    const { api } = bench;
    const asked = await bench.ask('sql-01');
    runs.push(asked);
    await api.tap(point ?? {});
    const click = api.click('approver-1', asked.card, 'approve');
    let killed = false;
    await bench.ended(asked, async () => {
      if (killed || !point || !(await api.tapState()).fired) return;
      killed = true;
      await bench.restart();
    });
    await click;
    const accepted = await bench.accepted(asked);
    assert.equal(accepted.length, 1, 'Azure accepted one restore');
    const posts = (await bench.posts(asked.card)).filter(({ text }) => text.includes(asked.id));
    const texts = new Set(posts.map(({ in: where, text }) => `${where}: ${text}`));
    assert.ok(
      posts.length - texts.size <= 1,
      `at most one post is repeated: ${posts.map(({ text }) => text).join('; ')}`,
    );
    return killed;
  }

  test('exactly one restore, the job followed to its end, no message lost', async (t) => {
    await approveAndKill();
    const calls = (await bench.api.tapState()).calls;
    assert.ok(calls > 10, `the bot made ${calls} calls`);
    const random = chosen();
    const points = full ? everyCall(calls) : [...restorePost, ...sample(calls, random)];
    t.diagnostic(`${calls} calls from click to reply; ${points.length} runs; SEED=${random.seed}`);
    const began = Date.now();
    let kills = 0;
    for (const point of points) {
      const name = `${point.only ? 'the restore itself' : `call ${point.call} of ${calls}`} at its ${point.at}`;
      await t.test(`killed at ${name}`, async (run) => {
        const killed = await approveAndKill(point);
        if (killed) kills += 1;
        else run.diagnostic('that call was not made this time: nothing was killed');
      });
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    t.diagnostic(`${kills} kills in ${seconds} s`);
    // Calls depend a little on timing, so the last ones may not be reached.
    assert.ok(kills >= points.length * 0.8, `${kills} of ${points.length} runs were killed`);
    await checkData(bench, runs);
  });
});

function everyCall(calls: number): Point[] {
  const all = Array.from({ length: calls }, (_, index) => index + 1);
  return [
    ...restorePost,
    ...all.flatMap((call): Point[] => [
      { at: 'arrival', call },
      { at: 'answer', call },
    ]),
  ];
}

function sample(calls: number, random: Random): Point[] {
  return Array.from({ length: sampled }, (_, index) => ({
    at: index % 2 ? 'answer' : 'arrival',
    call: 1 + random.below(calls),
  }));
}
