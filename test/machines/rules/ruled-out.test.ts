import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { classify } from '../../../src/machines/rules/ade.ts';
import { anyMachine, anyPoint } from './any-machine.ts';

it('whatever the facts, ADE is ruled out for a restore only by the GET of the point itself', () => {
  fc.assert(
    fc.property(anyMachine, anyPoint, (machine, point) => {
      if (classify({ ...machine, point }).ade.value !== 'no') return;
      assert.equal(point.detailed && point.encrypted === 'no', true);
    }),
    { numRuns: 1000 },
  );
});
