import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isStalled } from '../../../src/saga/stalls.ts';

const now = new Date('2026-11-24T12:00:00Z');
const minute = 60_000;
const ago = (minutes: number) => new Date(now.getTime() - minutes * minute);

describe('a job that shows no movement', () => {
  it('is stalled after 40 min where 9 are usual, and not before two hours where nothing is known', () => {
    assert.equal(isStalled(ago(40), 9 * minute, now), true);
    assert.equal(isStalled(ago(25), 9 * minute, now), false);
    assert.equal(isStalled(ago(60), 50 * minute, now), false);
    assert.equal(isStalled(ago(110), undefined, now), false);
    assert.equal(isStalled(ago(120), undefined, now), true);
  });
});
