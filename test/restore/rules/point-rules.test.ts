import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planTarget } from '../../../src/restore/rules/target.ts';
import { pointRules } from '../../../src/restore/rules/violations.ts';
import { listed, point } from '../../machines/rules/machines.ts';
import { facts, item, machines, now } from './plan-facts.ts';

const found = (restored = false, at = point(), softDeleted = false) => {
  const one = facts({ ...machines.pmk(), point: at }, { item: { ...item, softDeleted } });
  const rules = pointRules(one, planTarget(one, { mode: 'disks' }), { now, restored });
  return rules.map(({ code, params }) => [code, params]);
};

describe('a point that is to be restored', () => {
  const dead = listed(point({ name: 'one', tiers: [{ tier: 'snapshot', status: 'deleted' }] }));

  it('stands against nothing where it was read, is there, and its machine is protected', () => {
    assert.deepEqual(found(), []);
  });

  it('says all that stands against it', () => {
    assert.deepEqual(found(false, dead, true), [
      ['point-not-read', { point: 'one' }],
      ['item-soft-deleted', { vm: 'sql-01' }],
      ['point-no-usable-tier', { point: 'one' }],
    ]);
  });

  it('may be gone once its disks are restored: nothing is read of it any more', () => {
    assert.deepEqual(found(true, dead, true), []);
  });
});
