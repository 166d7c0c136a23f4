import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PolicyFacts, PolicyRetention } from '../../../src/kernel/backup-policy.ts';
import type { RecoveryPointFacts } from '../../../src/kernel/facts.ts';
import { resumeLoses } from '../../../src/protection/rules/resume-loss.ts';
import { nightly } from './policies.ts';

const now = new Date('2026-11-24T12:00:00Z');
const ago = (days: number, softDeleted = false, tiers: RecoveryPointFacts['tiers'] = []) => ({
  at: new Date(now.getTime() - days * 86_400_000),
  softDeleted,
  tiers,
});
const keeps = (retention: PolicyRetention): PolicyFacts => ({
  ...nightly,
  retention,
  id: '/policies/p',
  vaultId: '/vaults/v',
  name: 'p',
  itemCount: 1,
});
const month = keeps({ daily: { count: 30 } });
const quarter = keeps({ daily: { count: 30 }, weekly: { count: 12, days: ['Sunday'] } });

describe('a resumption loses points', () => {
  it('under a policy that keeps less than the one before, and under that one itself never', () => {
    assert.equal(resumeLoses({ before: quarter, points: [ago(1)] }, month, now), true);
    assert.equal(resumeLoses({ before: quarter, points: [ago(80)] }, quarter, now), false);
    assert.equal(resumeLoses({ before: month, points: [ago(80)] }, quarter, now), false);
  });

  it('under a policy that keeps as long and fewer of them', () => {
    const often = keeps({ daily: { count: 30 }, weekly: { count: 12, days: ['Sunday', 'Wednesday'] } });
    assert.equal(resumeLoses({ before: often, points: [ago(80)] }, quarter, now), true);
    assert.equal(resumeLoses({ before: quarter, points: [ago(80)] }, often, now), false);
  });

  it('where nobody knows that one, if a point is older than what any is surely kept for', () => {
    assert.equal(resumeLoses({ points: [ago(1), ago(29)] }, month, now), false);
    assert.equal(resumeLoses({ points: [ago(1), ago(31)] }, month, now), true);
    assert.equal(resumeLoses({ points: [ago(31)] }, quarter, now), true, 'Azure does not say which are weekly ones');
    assert.equal(resumeLoses({ points: [ago(1), ago(31, true)] }, month, now), false, 'that one is going already');
    assert.equal(resumeLoses({ points: [] }, month, now), false);
  });

  it('where nobody knows that one, if a point that is a snapshot alone is older than snapshots are kept', () => {
    const snapshot = { tier: 'snapshot', status: 'valid' } as const;
    const vault = { tier: 'vault-standard', status: 'valid' } as const;
    const week = { ...month, snapshotDays: 7 };
    assert.equal(resumeLoses({ points: [ago(6, false, [snapshot])] }, week, now), false);
    assert.equal(resumeLoses({ points: [ago(8, false, [snapshot])] }, week, now), true);
    assert.equal(
      resumeLoses({ points: [ago(8, false, [snapshot, { ...vault, status: 'deleted' }])] }, week, now),
      true,
    );
    assert.equal(resumeLoses({ points: [ago(8, false, [snapshot, vault])] }, week, now), false, 'its copy stays');
    assert.equal(
      resumeLoses({ points: [ago(8, false, [{ tier: 'vault-archive', status: 'valid' }])] }, week, now),
      false,
    );
  });

  it('where its points could not be read either', () => {
    assert.equal(resumeLoses({}, month, now), true);
  });
});
