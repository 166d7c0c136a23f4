import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chosen, full, part } from '../extent.ts';
import type { Random } from '../seeded.ts';
import { type KillBench, type Point, startKillBench } from './kill-bench.ts';
import type { Case } from './kill-case.ts';

const ways = ['arrival', 'answer'] as const;
/** How often a bot looks whether something has ended depends on the time: so much of the calls is made each time. */
const surely = 0.7;

/** One file calls it for each machine, so that several are at work side by side. */
export function killSaga(one: Case): void {
  describe(`kill -9 between the Approve click and what the saga of ${one.name} ends in`, () => {
    let bench: KillBench;
    before(async () => {
      bench = await startKillBench(one);
    });
    after(() => bench?.close());

    test('the saga ends, and nothing acts twice', async (t) => {
      const { calls } = await bench.run(one);
      const random = chosen();
      const points = part(pointsOf(one, calls, random));
      const began = Date.now();
      let kills = 0;
      for (const point of points) {
        const { only, act } = point;
        const where = only
          ? `${only.method} ${only.path}`
          : `call ${point.call} of ${calls[act]}${act > 0 ? ` after click ${act + 1}` : ''}`;
        await t.test(`${one.name} killed at the ${point.at} of ${where}`, async (run) => {
          const { killed } = await bench.run(one, point);
          if (killed) kills += 1;
          else run.diagnostic('that call was not made this time: nothing was killed');
        });
      }
      const seconds = Math.round((Date.now() - began) / 1000);
      t.diagnostic(
        `${one.name}: ${calls.join(' and ')} calls, ${kills} kills of ${points.length} in ${seconds} s; SEED=${random.seed}`,
      );
      assert.ok(kills >= points.length * surely, `${kills} of ${points.length} runs were killed`);
    });

    test('in the end no message is lost, no attempt is open, the audit chain is whole', () => bench.checkWorld());
  });
}

/** In full every call in both ways; else the changes in both ways and one call anywhere. */
function pointsOf({ acts }: Case, calls: number[], random: Random): Point[] {
  const both = (point: Omit<Point, 'at'>) => ways.map((at): Point => ({ at, ...point }));
  const changes = acts.flatMap(({ changes: all }, act) => all.flatMap((only) => both({ act, call: 1, only })));
  if (full) {
    const everywhere = calls.flatMap((count, act) => Array.from({ length: count }, (_, index) => ({ act, index })));
    return [...changes, ...everywhere.flatMap(({ act, index }) => both({ act, call: 1 + index }))];
  }
  const act = random.below(acts.length);
  const call = 1 + random.below(Math.ceil((calls[act] ?? 1) * surely));
  return [...changes, { act, call, at: ways[random.below(2)] ?? 'answer' }];
}
