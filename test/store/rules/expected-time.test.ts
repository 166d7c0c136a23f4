import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectedTime, type StepTime } from '../../../src/store/rules/expected-time.ts';

const disks = (tier: StepTime['tier'], ...minutes: number[]): StepTime[] =>
  minutes.map((one) => ({ kind: 'restore-disks', tier, seconds: one * 60 }));

describe('the expected time of a step', () => {
  it('is the median of what it took, which one bad night does not move', () => {
    assert.deepEqual(expectedTime(disks('snapshot', 3, 400, 4), 'restore-disks', 'snapshot'), {
      seconds: 240,
      count: 3,
    });
    assert.deepEqual(expectedTime(disks('snapshot', 3, 4), 'restore-disks', 'snapshot'), { seconds: 210, count: 2 });
  });

  it('is that of the tier for what reads it, and of any for what comes after', () => {
    const times = [...disks('vault-standard', 27), { kind: 'deploy-vm', tier: 'vault-standard' as const, seconds: 90 }];
    assert.equal(expectedTime(times, 'restore-disks', 'snapshot'), undefined);
    assert.deepEqual(expectedTime(times, 'deploy-vm', 'snapshot'), { seconds: 90, count: 1 });
  });

  it('is not known without history', () => {
    assert.equal(expectedTime([], 'verify', 'unknown'), undefined);
  });
});
