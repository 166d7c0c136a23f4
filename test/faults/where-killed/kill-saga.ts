import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chosen, full, part } from '../extent.ts';
import type { Random } from '../seeded.ts';
import { type Calls, type KillBench, type Point, startKillBench } from './kill-bench.ts';
import type { Case } from './kill-case.ts';

const ways = ['arrival', 'answer'] as const;
/** Share of calls that every run makes for certain; the number of polls depends on timing. */
const surely = 0.7;

/**
 * Defines the tests of one machine. Each machine has a file, so that several run in parallel.
 * @param ofStop kills from the stop on, instead of from the click that approves it. replica: another process goes on
 * with it meanwhile
 */
export function killSaga(one: Case, ofStop?: { replica: boolean }): void {
  const beside = ofStop?.replica ? ' beside a replica' : '';
  describe(`kill -9 after the ${ofStop ? 'stop' : 'Approve click'}${beside}, and what the saga of ${one.name} ends in`, () => {
    let bench: KillBench;
    before(async () => {
      bench = await startKillBench({ ...one, ...(ofStop?.replica && { replica: true }) });
    });
    after(() => bench?.close());

    test('the saga ends, and nothing acts twice', async (t) => {
      const { calls } = await bench.run(one);
      const random = chosen();
      const plays = part(ofStop ? playsOfStop(calls, random) : playsOf(one, calls, random));
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
      const least = ofStop ? plays.length / 2 : meant * surely;
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

/** Requests killed twice after their stop if not in full. */
const someStopped = 3;

/**
 * Two kills in a request: at one call of the first half of the stop, and as many calls after the restart as that half
 * has. In full: every call; otherwise some at random.
 */
function playsOfStop(calls: Calls[], random: Random): Point[][] {
  return calls.flatMap(({ ofStop }, act) => {
    const half = Math.ceil(ofStop / 2);
    const point = (call: number): Point => ({ act, call, at: ways[random.below(2)] ?? 'answer', ofStop: true });
    const firsts = full
      ? Array.from({ length: half }, (_, index) => 1 + index)
      : Array.from({ length: Math.min(half, someStopped) }, () => 1 + random.below(half));
    return firsts.map((call) => [point(call), point(half)]);
  });
}
