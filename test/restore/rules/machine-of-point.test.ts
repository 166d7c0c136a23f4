import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trialsOfMachine } from '../../../src/machines/rules/score.ts';
import { isOfOneBefore, machineOfPoint } from '../../../src/restore/rules/points.ts';

const day = (date: number) => new Date(Date.UTC(2026, 10, date));
const vm = { immutableId: 'id-now', createdAt: day(10) };

describe('which machine a point is of', () => {
  it('is the one that has the name, where that is no younger than the point', () => {
    assert.equal(machineOfPoint({ at: day(10) }, vm), 'id-now');
    assert.equal(machineOfPoint({ at: day(11) }, vm), 'id-now');
    assert.equal(machineOfPoint({ at: day(1) }, { immutableId: 'id-now' }), 'id-now');
  });

  it('is another before that was made, whose restore proves nothing of it', () => {
    const immutableId = machineOfPoint({ at: day(9) }, vm);
    assert.ok(immutableId !== undefined);
    assert.equal(isOfOneBefore(immutableId), true);
    assert.deepEqual(trialsOfMachine([{ immutableId }], vm.immutableId), []);
  });

  it('is told apart from one that goes on, and from one that nobody knows', () => {
    assert.equal(isOfOneBefore(machineOfPoint({ at: day(10) }, vm)), false);
    assert.equal(isOfOneBefore('id-before'), false);
    assert.equal(isOfOneBefore(undefined), false);
  });

  it('is not known of a machine that is not there, or of which Azure does not tell', () => {
    assert.equal(machineOfPoint({ at: day(9) }, undefined), undefined);
    assert.equal(machineOfPoint({ at: day(9) }, { createdAt: day(10) }), undefined);
  });
});
