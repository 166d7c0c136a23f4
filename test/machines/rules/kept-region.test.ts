import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  isRegionDue,
  isRegionFresh,
  type KeptRegion,
  regionRank,
  storedRegionLook,
  worseSince,
} from '../../../src/machines/rules/kept-region.ts';
import { type RegionReadiness, regionStates } from '../../../src/machines/rules/region-readiness.ts';

const at = (hours: number) => new Date(Date.UTC(2026, 10, 24, hours));
const found = (state: RegionReadiness['state'], ...lacking: string[]): RegionReadiness => ({
  state,
  gaps: lacking.map((code) => ({ verdict: 'lacking', text: { code, params: {} } })),
});
const kept = (look: RegionReadiness, hours = 0, worse?: number): KeptRegion => ({
  ...look,
  lookedAt: at(hours),
  ...(worse !== undefined && { worseAt: at(worse) }),
});

describe('what was found in the other region', () => {
  it('is looked at again each night, and sooner where it was not known', () => {
    const due = (look: KeptRegion | undefined, hours: number) => isRegionDue(look, { now: at(hours), night: at(24) });
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

  it('is told as what is for a day and a half', () =>
    assert.deepEqual(
      [35, 36].map((now) => isRegionFresh(kept(found('ready')), at(now))),
      [true, false],
    ));

  it('got worse where it is less ready or lacks something more, and stays so until it is ready', () => {
    const seen = (before: KeptRegion | undefined, now: RegionReadiness) => worseSince(before, now, at(24));
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
          const json = JSON.parse(JSON.stringify(storedRegionLook.write(look)));
          assert.equal(JSON.stringify(storedRegionLook.parse(json)), JSON.stringify(json));
        },
      ),
    ));
});
