import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { regionStates } from '../../../src/kernel/codes/region.ts';
import {
  isAhead,
  isOfAnother,
  isRegionDue,
  isRegionFresh,
  nightsPerRound,
  regionRank,
  worseSince,
} from '../../../src/machines/rules/last-region-inspection.ts';
import {
  type LastRegionInspection,
  type RegionReadiness,
  storedRegionInspection,
} from '../../../src/store/rules/region-inspection.ts';

const at = (hours: number) => new Date(Date.UTC(2026, 10, 24, hours));
const found = (state: RegionReadiness['state'], ...lacking: string[]): RegionReadiness => ({
  state,
  gaps: lacking.map((code) => ({ verdict: 'lacking', text: { code, params: {} } })),
});
const kept = (look: RegionReadiness, hours = 0, worse?: number): LastRegionInspection => ({
  ...look,
  lookedAt: at(hours),
  ...(worse !== undefined && { worseAt: at(worse) }),
});

describe('what was found in the other region', () => {
  it('is looked at again each night, and sooner where it was not known', () => {
    const due = (look: LastRegionInspection | undefined, hours: number) =>
      isRegionDue(look, { now: at(hours), night: at(24) });
    assert.ok(due(undefined, 24));
    const unsure: RegionReadiness = {
      state: 'lacking',
      gaps: [...found('lacking', 'a').gaps, { verdict: 'unknown', text: { code: 'b', params: {} } }],
    };
    const looks = [0, 18, 19, 24, 30];
    assert.deepEqual(
      looks.map((hours) => due(kept(found('ready'), hours), 33)),
      [true, true, false, false, false],
    );
    assert.deepEqual(
      looks.map((hours) => due(kept(unsure, hours), 33)),
      [true, true, true, true, false],
    );
  });

  it('is told as what is for a day and a half, or for half a day beyond its turn', () => {
    const fresh = (hours: number, nights?: number) => isRegionFresh(kept(found('ready')), at(hours), nights);
    assert.deepEqual(
      [35, 36].map((hours) => fresh(hours)),
      [true, false],
    );
    assert.deepEqual(
      [59, 60].map((hours) => fresh(hours, 2)),
      [true, false],
    );
    assert.deepEqual([0, 900, 901, 2000].map(nightsPerRound), [1, 1, 2, 3]);
  });

  it('of the future, by a clock that was wrong, is neither told nor kept from the next look', () => {
    const next = { ...found('ready'), lookedAt: new Date(at(24).getTime() + 5 * 60_000) };
    assert.deepEqual([isAhead(next, at(24)), isRegionFresh(next, at(24))], [false, true], 'of another replica');
    const ahead = kept(found('ready'), 25);
    assert.deepEqual([isAhead(ahead, at(24)), isRegionFresh(ahead, at(24))], [true, false]);
    assert.ok(isRegionDue(ahead, { now: at(24), night: at(24) }));
  });

  it('is of another machine where both ids are known and differ, and of no other where one is not', () => {
    const of = (immutableId?: string | null) => ({ ...(immutableId !== undefined && { immutableId }) });
    assert.deepEqual(
      [of('A'), of('b'), of(null), of()].map((look) => isOfAnother(look, 'a')),
      [false, true, true, false],
    );
    assert.ok(!isOfAnother(of('b'), undefined));
  });

  it('got worse where it is less ready or lacks something more, and stays so until it is ready', () => {
    const seen = (before: LastRegionInspection | undefined, now: RegionReadiness) => worseSince(before, now, at(24));
    assert.equal(seen(undefined, found('lacking', 'a')), undefined, 'nothing is known of before');
    assert.deepEqual(seen(kept(found('ready')), found('lacking', 'a')), at(24));
    assert.deepEqual(seen(kept(found('ready')), found('unknown')), at(24), 'what is not known is no longer ready');
    assert.deepEqual(seen(kept(found('lacking', 'a')), found('lacking', 'a', 'b')), at(24));
    assert.deepEqual(seen(kept(found('lacking', 'a')), found('lacking', 'b')), at(24));
    assert.deepEqual(seen(kept(found('lacking', 'a'), 0, 0), found('lacking', 'a')), at(0), 'told once');
    assert.equal(seen(kept(found('lacking', 'a', 'b')), found('lacking', 'a')), undefined);
    assert.equal(seen(kept(found('lacking', 'a'), 0, 0), found('ready')), undefined);
  });

  it('stands worst first', () => {
    const worst = [found('lacking', 'a', 'b'), found('lacking', 'a'), found('unknown'), undefined, found('ready')];
    const ranks = worst.map(regionRank);
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(ranks).size, worst.length);
  });

  it('is kept as it was found', () =>
    fc.assert(
      fc.property(
        fc.record({
          state: fc.constantFrom(...regionStates),
          region: fc.option(fc.string(), { nil: undefined }),
          pointAt: fc.option(fc.date({ noInvalidDate: true, min: at(0), max: at(99_999) }), { nil: undefined }),
          immutableId: fc.constantFrom('id', null, undefined),
          gaps: fc.array(
            fc.record({
              verdict: fc.constantFrom('lacking' as const, 'unknown' as const),
              text: fc.record({
                code: fc.string(),
                params: fc.dictionary(
                  fc.string().filter((name) => name !== '__proto__'),
                  fc.string(),
                ),
              }),
              line: fc.option(fc.string(), { nil: undefined }),
            }),
          ),
        }),
        (look) => {
          const json = JSON.parse(JSON.stringify(storedRegionInspection.write(look)));
          assert.equal(JSON.stringify(storedRegionInspection.parse(json)), JSON.stringify(json));
        },
      ),
    ));
});
