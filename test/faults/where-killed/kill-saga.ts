import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chosen, full, part } from '../extent.ts';
import type { Random } from '../seeded.ts';
import { type KillBench, type Point, startKillBench } from './kill-bench.ts';
import type { Case } from './kill-case.ts';

const ways = ['arrival', 'answer'] as const;
/** Share of calls that every run makes for certain; the number of polls depends on timing. */
const surely = 0.7;

/** Defines the tests of one machine. Each machine has a file, so that several run in parallel. */
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
            // If only one call is drawn, its kill must happen; the first call is always made.
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

/** Example: "the arrival of PUT /deployments/, then of PATCH /tags/default". */
function wheres(points: readonly Point[], calls: number[]): string {
  const where = ({ only, act, call }: Point) => {
    if (only) return `${only.method} ${only.path}`;
    return `call ${call} of ${calls[act]}${act > 0 ? ` after click ${act + 1}` : ''}`;
  };
  return `the ${points[0]?.at} of ${points.map(where).join(', then of ')}`;
}

/**
 * Kills for each request that is run. In full: every call and every change in both ways, each with its own request.
 * Otherwise: all changes in one request per way, and one random call.
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
