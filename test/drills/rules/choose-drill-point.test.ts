import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  chooseDrillPoint,
  newestReadyAt,
  ownPoints,
  type ProvenPoint,
  pointsWorthReading,
} from '../../../src/drills/rules/choose-drill-point.ts';
import { judgeProbe } from '../../../src/drills/rules/probe.ts';
import type { RecoveryPointFacts, Tier } from '../../../src/kernel/facts.ts';

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const point = (number: number, tier: Tier, secret = 'k/1'): RecoveryPointFacts =>
  ({
    name: String(number),
    at: day(number),
    tiers: [{ tier, status: 'valid' }],
    keys: { bek: { secretUrl: `https://kv/${secret}`, keyVaultId: '/kv' } },
  }) as unknown as RecoveryPointFacts;
const proof = (number: number, tier: Tier, secret = 'k/1', pointAt = day(number)): ProvenPoint => ({
  at: day(number),
  tier,
  secret: `https://kv/${secret}`,
  pointAt,
});
const points = [
  point(23, 'snapshot', 'k/2'),
  point(22, 'snapshot', 'k/2'),
  point(3, 'vault-standard'),
  point(1, 'vault-standard'),
];
const chosen = (proofs: ProvenPoint[]) => {
  const found = chooseDrillPoint(points, proofs);
  return found && `${found.point.name} ${found.why}`;
};

describe('the point from which a drill learns the most', () => {
  it('is of a tier that was never proven, the oldest of it', () => {
    assert.equal(chosen([]), '1 tier');
    assert.equal(chosen([proof(2, 'vault-standard')]), '22 tier');
  });
  it('is one with keys that were never proven', () =>
    assert.equal(chosen([proof(2, 'vault-standard', 'k/1', day(1)), proof(21, 'snapshot', 'k/1')]), '22 keys'));
  const both = [proof(20, 'vault-standard', 'k/1', day(3)), proof(21, 'snapshot', 'k/2', day(22))];
  it('is the oldest where nothing so old was proven, then the newest', () => {
    assert.equal(chosen(both), '1 oldest');
    assert.equal(chosen([...both, proof(22, 'vault-standard', 'k/1', day(1))]), '23 newest');
  });
  it('is of the tier that was proven longest ago, where all is', () => {
    const all = [...both, proof(22, 'vault-standard', 'k/1', day(1)), proof(24, 'snapshot', 'k/2', day(23))];
    assert.equal(chosen(all), '1 longest-ago');
  });
  it('is of the machine that is there now, where one of its own can be restored, and of one before it only where none can', () => {
    const names = (madeAt: Date | undefined, of = points) => ownPoints(of, madeAt).map(({ name }) => name);
    assert.deepEqual(names(day(3)), ['23', '22', '3']);
    assert.deepEqual(names(undefined), ['23', '22', '3', '1']);
    assert.deepEqual(names(day(24)), ['23', '22', '3', '1']);
    assert.deepEqual(names(day(24), [point(25, 'vault-archive'), ...points]), ['25', '23', '22', '3', '1']);
  });
  it('is none of those in the archive', () => {
    const archived = { ...point(1, 'vault-archive') };
    assert.equal(chooseDrillPoint([archived], []), undefined);
    assert.deepEqual(pointsWorthReading([archived]), []);
    assert.equal(newestReadyAt([archived]), undefined);
  });
  it('says nothing of what would be lost: that goes by the newest that can be restored', () => {
    assert.deepEqual(newestReadyAt([...points.toReversed(), { ...point(24, 'vault-archive') }]), day(23));
  });
  it('needs the details of the ends of each tier alone', () =>
    assert.deepEqual(
      pointsWorthReading(points).map(({ name }) => name),
      ['1', '3', '22', '23'],
    ));
});

describe('what a probe says', () => {
  const rows: [string, Parameters<typeof judgeProbe>[0], string][] = [
    ['all well', { executionState: 'Succeeded', exitCode: 0, output: 'ok disks 3\nok services\n' }, 'passed'],
    [
      'something bad, whatever its exit code',
      { executionState: 'Succeeded', exitCode: 0, output: 'ok disks 3\nbad services x' },
      'failed',
    ],
    ['nothing', { executionState: 'Succeeded', exitCode: 0, output: '' }, 'unknown'],
    ['what it was not asked', { executionState: 'Succeeded', exitCode: 0, output: 'hello' }, 'unknown'],
    ['well, and ended badly', { executionState: 'Failed', exitCode: 2, output: 'ok disks 3' }, 'failed'],
    ['half of it', { executionState: 'TimedOut', output: 'ok disks 3' }, 'unknown'],
  ];
  for (const [what, said, verdict] of rows)
    it(`${what}: ${verdict}`, () => assert.equal(judgeProbe(said).verdict, verdict));
});
