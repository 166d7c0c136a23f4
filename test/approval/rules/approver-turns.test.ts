import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { turnsAt } from '../../../src/approval/rules/approver-turns.ts';

const minute = (number: number) => new Date(Date.UTC(2026, 10, 24, 1, number));

describe('the turns of those who may decide', () => {
  it('are over from their minute on, and the next is the first of those to come, in whatever order they stand', () => {
    const turns = [
      { approver: 'bea', at: minute(20) },
      { approver: 'anton', at: minute(5) },
      { approver: 'dirk', at: minute(10) },
    ];
    assert.deepEqual(turnsAt(turns, minute(5)), { asked: ['anton'], later: ['bea', 'dirk'], next: minute(10) });
    assert.deepEqual(turnsAt(turns, minute(20)).later, []);
    assert.deepEqual(turnsAt([], minute(0)), { asked: [], later: [], next: undefined });
  });

  it('are each over or to come, and somebody is to come as long as there is a next', () => {
    const turn = fc.record({ approver: fc.uuid(), at: fc.nat(59).map(minute) });
    fc.assert(
      fc.property(fc.array(turn), fc.nat(59).map(minute), (turns, now) => {
        const { asked, later, next } = turnsAt(turns, now);
        assert.deepEqual([...asked, ...later].sort(), turns.map(({ approver }) => approver).sort());
        assert.equal(later.length > 0, next !== undefined);
        assert.ok(!next || next > now);
        assert.ok(turns.every(({ at }) => at <= now || (next && next <= at)));
      }),
    );
  });
});
