import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scoreTrials, type Trial, toTrial, trialsOfMachine } from '../../../src/machines/rules/score.ts';

const tried = (day: number, change: Partial<Trial> = {}): Trial => ({
  id: `R-${day}`,
  by: 'drill',
  passed: true,
  spoke: true,
  at: new Date(Date.UTC(2026, 10, day)),
  tookMs: 60_000,
  ...change,
});
const state = (...trials: Trial[]) => scoreTrials(trials).state;

describe('the score of a machine', () => {
  it('is never without a try, proven by a drill whose guest spoke, or by a restore whose machine ran', () => {
    assert.equal(state(), 'never');
    assert.equal(state(tried(1)), 'proven');
    assert.equal(state(tried(1, { by: 'restore' })), 'proven');
  });

  it('is proven by a quarantine that ended well, and by none that failed', () => {
    const row = {
      id: 'R-Q',
      by: 'restore' as const,
      ended_at: new Date(),
      verdict: null,
      ran: true,
      threat: null,
      first_at: null,
      last_at: null,
    };
    assert.equal(state(toTrial({ ...row, state: 'succeeded' })), 'proven');
    assert.equal(state(toTrial({ ...row, state: 'failed', ran: false })), 'never');
    const drill = { ...row, by: 'drill' as const, state: 'succeeded' as const, verdict: 'passed' };
    assert.equal(state(toTrial({ ...drill, threat: 'unhealthy' })), 'booted', 'of a marked point');
  });

  it('is not changed by disks that were restored without a machine that ran', () => {
    const disks = tried(3, { by: 'restore', spoke: false });
    const failed = tried(2, { passed: false, spoke: false });
    assert.equal(state(disks), 'never');
    assert.equal(state(failed, disks), 'failed');
    const since = new Date(Date.UTC(2026, 10, 2));
    assert.deepEqual(scoreTrials([tried(1), disks], since), { state: 'overdue', last: tried(1), proof: tried(1) });
  });

  it('is that of the machine that has the name now, and of no other before it', () => {
    const trials = [tried(1, { immutableId: 'AAAA' }), tried(2, { immutableId: 'bbbb', passed: false })];
    assert.equal(scoreTrials(trialsOfMachine(trials, 'aaaa')).state, 'proven');
    assert.equal(scoreTrials(trialsOfMachine(trials, 'BBBB')).state, 'failed');
    assert.equal(scoreTrials(trialsOfMachine(trials, 'cccc')).state, 'never');
    assert.equal(scoreTrials(trialsOfMachine(trials, undefined)).state, 'failed', 'not known of the machine');
    assert.equal(scoreTrials(trialsOfMachine([tried(1)], 'cccc')).state, 'proven', 'not known of the drill');
  });

  it('is booted where the guest said nothing, and stays proven by what was before', () => {
    assert.equal(state(tried(1, { spoke: false })), 'booted');
    assert.equal(state(tried(2, { spoke: false }), tried(1)), 'proven');
  });

  it('is failed from a drill that failed until something proves it: silence does not, and neither does a failed restore', () => {
    const failed = tried(2, { passed: false, spoke: false });
    assert.equal(state(tried(1), failed), 'failed');
    assert.equal(state(failed, tried(3, { spoke: false })), 'failed');
    assert.equal(state(failed, tried(3)), 'proven');
    assert.equal(state(tried(1), tried(2, { by: 'restore', passed: false, spoke: false })), 'proven');
  });

  it('is overdue where a definition wants a newer proof, and never hides a failure', () => {
    const since = new Date(Date.UTC(2026, 10, 5));
    assert.equal(scoreTrials([tried(4)], since).state, 'overdue');
    assert.equal(scoreTrials([], since).state, 'overdue');
    assert.equal(scoreTrials([tried(5)], since).state, 'proven');
    assert.equal(scoreTrials([tried(4), tried(3, { passed: false })], since).state, 'overdue');
    assert.equal(scoreTrials([tried(4), tried(6, { passed: false })], since).state, 'failed');
  });
});
