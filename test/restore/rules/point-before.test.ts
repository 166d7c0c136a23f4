import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RecoveryPointFacts, ThreatFacts } from '../../../src/kernel/facts.ts';
import {
  alertMarginMs,
  choosable,
  findFirstAlert,
  findPointBefore,
  momentMarginMs,
  pointThreat,
} from '../../../src/restore/rules/points.ts';
import { point } from '../../machines/rules/machines.ts';

const hour = 60 * 60_000;
const vault = { tier: 'vault-standard', status: 'valid' } as const;
const archive = { tier: 'vault-archive', status: 'valid' } as const;

/** A point of a night in November, at 01:00 UTC. */
function night(day: number, threat?: ThreatFacts, tiers: RecoveryPointFacts['tiers'] = [vault]) {
  const at = new Date(Date.UTC(2026, 10, day, 1));
  return point({ name: String(day), at, tiers, ...(threat && { threat }) });
}
const ill = (since?: Date): ThreatFacts => ({
  status: 'unhealthy',
  findings: [{ title: 'Petya', severity: 'high', ...(since && { since }) }],
});
const healthy: ThreatFacts = { status: 'healthy', findings: [] };
const day = (moment: Date | undefined) => moment?.toISOString().slice(0, 13);

it('lies an hour before a moment, or two days before an alert', () => {
  assert.deepEqual([momentMarginMs, alertMarginMs], [hour, 48 * hour]);
});

describe('the first alert', () => {
  it('is the point itself where its mark comes without findings', () => {
    const bare = { ...ill(), findings: [] };
    assert.equal(day(findFirstAlert([night(24, bare)])), '2026-11-24T01');
  });

  it('is the earliest beginning that a finding tells, or the earliest marked point', () => {
    const nights = [night(24, ill()), night(23, ill()), night(22, healthy)];
    assert.equal(day(findFirstAlert(nights)), '2026-11-23T01');
    const told = [night(24, ill(new Date('2026-11-22T09:00:00Z'))), night(23, ill())];
    assert.equal(day(findFirstAlert(told)), '2026-11-22T09');
    assert.equal(findFirstAlert([night(24, healthy), night(23)]), undefined);
  });
});

describe('the point before a moment', () => {
  const noon = new Date('2026-11-24T12:00:00Z');

  it('is the last by the margin, passes over marked ones, and has the number that restore takes', () => {
    const nights = [night(24, healthy), night(23, ill()), night(22, healthy), night(21)];
    const before = (moment: Date, margin: number) => {
      const found = findPointBefore(nights, moment, margin);
      return found && [found.point.name, found.number, found.passedOver];
    };
    assert.deepEqual(before(noon, hour), ['24', 1, 0]);
    assert.deepEqual(before(noon, 12 * hour), ['22', 3, 1]);
    assert.deepEqual(before(noon, 48 * hour), ['22', 3, 0]);
    assert.deepEqual(before(noon, 72 * hour), ['21', 4, 0]);
    assert.equal(before(noon, 1000 * hour), undefined);
  });

  it('is none that has to be brought from the archive first', () => {
    assert.equal(findPointBefore([night(23, undefined, [archive])], noon, hour), undefined);
  });

  it('is never later than the limit nor marked, and nothing unmarked lies between', () => {
    const threats = fc.constantFrom(undefined, healthy, ill());
    const nights = fc.array(fc.tuple(fc.integer({ min: 1, max: 23 }), threats), { maxLength: 12 });
    fc.assert(
      fc.property(nights, fc.integer({ min: 0, max: 400 }), (made, hours) => {
        const points = made.map(([at, threat]) => night(at, threat));
        const found = findPointBefore(points, noon, hours * hour);
        const limit = noon.getTime() - hours * hour;
        const could = choosable(points).filter((one) => one.at.getTime() <= limit && pointThreat(one) === undefined);
        assert.equal(found?.point.at.getTime(), could[0]?.at.getTime());
      }),
    );
  });
});
