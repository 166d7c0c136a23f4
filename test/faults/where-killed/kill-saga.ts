import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chosen, full, part } from '../extent.ts';
import type { Random } from '../seeded.ts';
import { type Calls, type KillBench, type Point, startKillBench } from './kill-bench.ts';
import type { Case } from './kill-case.ts';

const ways = ['arrival', 'answer'] as const;
/** Share of calls that every run makes for certain; the number of polls depends on timing. */
const surely = 0.7;

/** Which calls of a request that is stopped; replica: another process goes on with it meanwhile. */
type Extent = { of: 'every call of its stop' | 'three calls of its stop'; replica?: true };

/**
 * Defines the tests of one machine. Each machine has a file, so that several run in parallel.
 * @param extent absent: from the click that approves it on
 */
export function killSaga(one: Case, extent?: Extent): void {
  const where = extent ? `at ${extent.of}${extent.replica ? ', beside a replica' : ''}` : 'after the Approve click';
  describe(`kill -9 ${where}, and what the saga of ${one.name} ends in`, () => {
    let bench: KillBench;
    before(async () => {
      bench = await startKillBench({ ...one, ...(extent?.replica && { replica: true }) });
    });
    after(() => bench?.close());

    test('the saga ends, and nothing acts twice', async (t) => {
      const { calls } = await bench.run(one);
      const random = chosen();
      const plays = part(
        extent && !(full && extent.of === 'every call of its stop')
          ? playsOfStop(calls, random, extent)
          : playsOf(one, calls, random),
      );
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
        `${one.name}: ${calls.map(({ all, ofStop }) => `${all} calls, ${ofStop} of a stop`).join(', then ')}, ${kills} kills of ${meant} in ${seconds} s; SEED=${random.seed}`,
      );
      // After a kill fewer calls are left, and a replica makes some of them meanwhile.
      const least = extent ? plays.length : meant * surely;
      assert.ok(kills >= least, `${kills} of ${meant} kills came about`);
    });

    test('in the end no message is lost, no attempt is open, the audit chain is whole', () => bench.checkWorld());
  });
}

/** Example: "the arrival of PUT /deployments/, then of PATCH /tags/default". */
function wheres(points: readonly Point[], calls: Calls[]): string {
  const where = ({ only, act, call, ofStop }: Point) => {
    if (only) return `${only.method} ${only.path}`;
    if (ofStop) return `call ${call} of the ${calls[act]?.ofStop} of the stop`;
    return `call ${call} of ${calls[act]?.all}${act > 0 ? ` after click ${act + 1}` : ''}`;
  };
  return `the ${points[0]?.at} of ${points.map(where).join(', then of ')}`;
}

/**
 * Kills for each request that is run. In full: every call and every change in both ways, each with its own request.
 * Otherwise: all changes in one request per way, and one random call.
 */
function playsOf({ acts }: Case, calls: Calls[], random: Random): Point[][] {
  const changes = ways.map((at) =>
    acts.flatMap(({ changes: all }, act) => all.map((only): Point => ({ at, act, call: 1, only }))),
  );
  if (full) {
    const everywhere = calls.flatMap(({ all }, act) => Array.from({ length: all }, (_, index) => ({ act, index })));
    return [
      ...changes.flat().map((point) => [point]),
      ...everywhere.flatMap(({ act, index }) => ways.map((at) => [{ act, call: 1 + index, at }])),
    ];
  }
  const act = random.below(acts.length);
  const call = 1 + random.below(Math.ceil((calls[act]?.all ?? 1) * surely));
  return [...changes.filter((points) => points.length > 0), [{ act, call, at: ways[random.below(2)] ?? 'answer' }]];
}

/**
 * Every call of the stop, two in a request: one of the first half, and as many calls after the restart as that half has.
 * Or three in one request, at random.
 */
function playsOfStop(calls: Calls[], random: Random, { of }: Extent): Point[][] {
  return calls.flatMap(({ ofStop }, act) => {
    if (ofStop === 0) return [];
    const point = (call: number): Point => ({ act, call, at: ways[random.below(2)] ?? 'answer', ofStop: true });
    const share = (parts: number) => Math.ceil(ofStop / parts);
    if (of === 'three calls of its stop') return [[1, 2, 3].map(() => point(1 + random.below(share(4))))];
    return Array.from({ length: share(2) }, (_, index) => [point(1 + index), point(share(2))]);
  });
}
