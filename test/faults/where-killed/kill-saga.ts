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
      const plays = part(playsOf(one, calls, random));
      const began = Date.now();
      let kills = 0;
      for (const points of plays) {
        await t.test(`${one.name} killed at ${wheres(points, calls)}`, async (run) => {
          const { killed } = await bench.run(one, points);
          kills += killed;
          if (points.every(({ only }) => only)) assert.equal(killed, points.length, 'each change was made');
          else if (killed === 0) {
            run.diagnostic('that call was not made this time: nothing was killed');
            // Where one call is all that is drawn, none may be missed; the first is always made.
            const first = points.map((point) => ({ ...point, call: 1 }));
            if (!full) kills += (await bench.run(one, first)).killed;
          }
        });
      }
      const meant = plays.flat().length;
      const seconds = Math.round((Date.now() - began) / 1000);
      t.diagnostic(
        `${one.name}: ${calls.join(' and ')} calls, ${kills} kills of ${meant} in ${seconds} s; SEED=${random.seed}`,
      );
      assert.ok(kills >= meant * surely, `${kills} of ${meant} kills came about`);
    });

    test('in the end no message is lost, no attempt is open, the audit chain is whole', () => bench.checkWorld());
  });
}

/** e.g. "the arrival of PUT /deployments/, then of PATCH /tags/default". */
function wheres(points: readonly Point[], calls: number[]): string {
  const where = ({ only, act, call }: Point) => {
    if (only) return `${only.method} ${only.path}`;
    return `call ${call} of ${calls[act]}${act > 0 ? ` after click ${act + 1}` : ''}`;
  };
  return `the ${points[0]?.at} of ${points.map(where).join(', then of ')}`;
}

/**
 * The kills of each request that is played. In full every call in both ways, and the changes, each of them by a request of its
 * own; else the changes one after the other, once in each way, and one call anywhere.
 */
function playsOf({ acts }: Case, calls: number[], random: Random): Point[][] {
  const changes = ways.map((at) =>
    acts.flatMap(({ changes: all }, act) => all.map((only): Point => ({ at, act, call: 1, only }))),
  );
  if (full) {
    const everywhere = calls.flatMap((count, act) => Array.from({ length: count }, (_, index) => ({ act, index })));
    return [
      ...changes.flat().map((point) => [point]),
      ...everywhere.flatMap(({ act, index }) => ways.map((at) => [{ act, call: 1 + index, at }])),
    ];
  }
  const act = random.below(acts.length);
  const call = 1 + random.below(Math.ceil((calls[act] ?? 1) * surely));
  return [...changes.filter((points) => points.length > 0), [{ act, call, at: ways[random.below(2)] ?? 'answer' }]];
}
