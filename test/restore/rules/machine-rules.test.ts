import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecoveryPointFacts } from '../../../src/kernel/facts.ts';
import type { RestoreChoice } from '../../../src/restore/rules/plan.ts';
import { hasExcludedDisks, machineRules } from '../../../src/restore/rules/violations.ts';
import { point } from '../../machines/rules/machines.ts';
import { facts } from './plan-facts.ts';

const found = (choice: RestoreChoice, over: Partial<RecoveryPointFacts> = {}) =>
  machineRules(facts({ point: point(over) }), choice).map(({ code, params }) => [code, params]);

const vm = 'sql-01';
const partial = { diskCounts: { included: 2, attached: 3 } };
const unordered = {
  ...partial,
  disks: [10, 2, -1].map((lun) => ({ lun, name: `disk${lun}` })),
};

describe('which disks are taken', () => {
  it('is asked of no machine that Azure makes or whose disks it replaces', () => {
    for (const mode of ['new-vm', 'replace'] as const) {
      assert.deepEqual(found({ mode, luns: [0] }), [['luns-only-with-disks', { vm }]]);
      assert.deepEqual(found({ mode }), []);
    }
  });

  it('is asked only of a point that lacks some', () => {
    for (const mode of ['disks', 'rebuild'] as const) {
      assert.deepEqual(found({ mode, luns: [0] }), [['luns-point-whole', { vm }]]);
      assert.deepEqual(found({ mode, luns: [0] }, partial), []);
    }
  });

  it('is of disks that the point has, which are told in their order', () => {
    assert.deepEqual(found({ mode: 'disks', luns: [2, 7, 8] }, unordered), [
      ['lun-not-in-point', { luns: '7, 8', has: '-1, 2, 10' }],
    ]);
    assert.deepEqual(found({ mode: 'disks', luns: [7] }, { ...partial, disks: [] }), [], 'Azure decides');
  });
});

describe('a point that lacks disks', () => {
  it('makes no machine that Azure makes, and replaces no disks', () => {
    for (const mode of ['new-vm', 'replace'] as const) {
      const told = [['selective-backup-only-disks', { vm, included: 2, attached: 3 }]];
      assert.deepEqual(found({ mode }, partial), told);
    }
    assert.deepEqual(found({ mode: 'disks' }, partial), []);
  });

  it('makes a machine where it has the disk that it starts from, or does not tell', () => {
    const data = { ...partial, disks: [{ lun: 0, name: 'data' }] };
    assert.deepEqual(found({ mode: 'rebuild' }, data), [['rebuild-without-os-disk', { vm }]]);
    assert.deepEqual(found({ mode: 'disks' }, data), []);
    assert.deepEqual(found({ mode: 'rebuild' }, partial), []);
    assert.deepEqual(found({ mode: 'rebuild' }, { ...partial, disks: [] }), []);
  });

  it('is known by its counts alone', () => {
    const lacks = (diskCounts?: RecoveryPointFacts['diskCounts']) => {
      const { diskCounts: _, ...rest } = point();
      return hasExcludedDisks(facts({ point: { ...rest, ...(diskCounts && { diskCounts }) } }));
    };
    assert.deepEqual(
      [lacks(), lacks({ included: 2, attached: 2 }), lacks({ included: 1, attached: 2 })],
      [false, false, true],
    );
  });
});
