import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecoveryPointFacts, Tier } from '../../../src/kernel/facts.ts';
import { mended, mendKindOf } from '../../../src/restore/rules/offers.ts';

function point(name: string, tier: Tier, more: Partial<RecoveryPointFacts> = {}): RecoveryPointFacts {
  const at = new Date(`2026-11-${name}T01:00:00Z`);
  return { name, at, tiers: [{ tier, status: 'valid' }], ...more } as RecoveryPointFacts;
}

const points = [
  point('20', 'vault-standard'),
  point('21', 'vault-standard', { threat: { status: 'unhealthy', findings: [] } } as Partial<RecoveryPointFacts>),
  point('22', 'snapshot'),
  point('23', 'vault-standard'),
];
const wish = { make: 'beside' as const, name: 'sql-01-copy', zone: '2', size: 'Standard_D4s_v5' };
const from = { offered: ['isolated' as const, 'beside' as const, 'disks' as const], points, name: 'sql-01-r1' };

const kindOf = (code: string, params = {}) => mendKindOf({ code, params });

describe('what mends a restore that would stop', () => {
  it('is one of its own options, told by the reason', () => {
    assert.equal(kindOf('plan.point-no-usable-tier'), 'point');
    assert.equal(kindOf('plan.set-key-snapshot-only'), 'point');
    assert.equal(kindOf('check.azure-known', { known: 'snapshot-gone' }), 'point');
    assert.equal(kindOf('plan.new-vm-name-wanted'), 'name');
    assert.equal(kindOf('plan.zone-snapshot-tier'), 'original');
    assert.equal(kindOf('plan.set-disks'), 'original');
    assert.equal(kindOf('plan.new-vm-ade'), 'make');
    assert.equal(kindOf('plan.subnet-other-region'), 'make');
    for (const elsewhere of ['check.guarded', 'plan.item-soft-deleted', 'check.bot-lacks', 'check.azure-says'])
      assert.equal(kindOf(elsewhere), undefined, elsewhere);
  });

  it('changes that option alone', () => {
    const chosen = { point: '22', wish };
    assert.deepEqual(mended('name', chosen, from), { point: '22', wish: { ...wish, name: 'sql-01-r1' } });
    assert.deepEqual(mended('make', chosen, from), { point: '22', wish: { ...wish, make: 'isolated' } });
    assert.deepEqual(mended('original', chosen, from)?.wish, { make: 'beside', name: 'sql-01-copy' });
  });

  it('is the next older point that the vault has and nothing speaks against, else a newer one', () => {
    assert.equal(mended('point', { point: '22', wish }, from)?.point, '20');
    assert.equal(mended('point', { point: '20', wish }, from)?.point, '23');
  });

  it('is nothing where that option is as it would be', () => {
    const plain = { make: 'isolated' as const, name: 'sql-01-copy' };
    assert.equal(mended('make', { point: '22', wish: plain }, from), undefined);
    assert.equal(mended('original', { point: '22', wish: plain }, from), undefined);
    assert.equal(mended('point', { point: '23', wish }, { ...from, points: points.slice(3) }), undefined);
  });
});
