import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findNews, listSince, longRunning, statusAfter } from '../../../src/jobs/rules/news.ts';
import type { JobFacts, JobStatus } from '../../../src/kernel/facts.ts';
import { hasEnded } from '../../../src/requests/rules/jobs.ts';

const start = new Date('2026-11-24T01:00:00Z');
const minute = 60_000;

function job(status: JobStatus, more: Partial<JobFacts> = {}): JobFacts {
  return {
    vaultId: '/v',
    id: 'job-1',
    vmName: 'sql-01',
    containerName: 'IaaSVMContainer;x',
    operation: 'Backup',
    status,
    startedAt: start,
    cancellable: false,
    errors: [],
    tasks: [],
    properties: {},
    ...more,
  };
}

const statuses: JobStatus[] = [
  'InProgress',
  'Completed',
  'CompletedWithWarnings',
  'Failed',
  'Cancelling',
  'Cancelled',
  'Invalid',
];

describe('news of a job', () => {
  it('is told at most once after its end, whatever Azure says of it in which order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statuses), { maxLength: 12 }), (looks) => {
        let seen: { status: string } | undefined;
        let told = 0;
        for (const status of looks) {
          const facts = job(status);
          if (findNews(facts, seen)?.ended) told += 1;
          seen = { status: statusAfter(facts, seen) };
        }
        assert.ok(told <= 1);
        assert.equal(told === 1, looks.some(hasEnded));
      }),
    );
  });

  it('tells a restore from the portal when it begins and when it ends', () => {
    const begun = findNews(job('InProgress', { operation: 'Restore' }), undefined);
    assert.equal(begun?.trouble.kind, 'restore');
    const ended = findNews(job('Completed', { operation: 'Restore' }), { status: 'InProgress' });
    assert.deepEqual([ended?.trouble.kind, ended?.ended], ['restore', true]);
  });

  it('says nothing of a backup that runs', () => assert.equal(findNews(job('InProgress'), undefined), undefined));

  it('takes the start for an end that lies before it', () => {
    const endedAt = new Date('2001-01-01T00:00:00Z');
    assert.deepEqual(findNews(job('Failed', { endedAt }), undefined)?.at, start);
  });
});

describe('the start of a list', () => {
  it('covers every job that still ran and everything since the last look, and never goes back for ever', () => {
    const minutes = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(minutes, fc.array(minutes), (look, running) => {
        const now = new Date('2026-11-24T12:00:00Z');
        const before = (ago: number) => new Date(now.getTime() - ago * minute);
        const since = listSince(before(look), running.map(before), now);
        assert.ok(since < before(look) || now.getTime() - since.getTime() === 36 * 60 * minute);
        for (const ago of running) if (ago < 36 * 60 - 10) assert.ok(since < before(ago));
        assert.ok(now.getTime() - since.getTime() <= 36 * 60 * minute);
      }),
    );
  });
});

describe('jobs that run longer than lists go back', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const ago = (hours: number) => new Date(now.getTime() - hours * 60 * minute);

  it('are each asked for by itself in turn, a few at a look, for two weeks', () => {
    const hours = fc.integer({ min: 0, max: 20 * 24 });
    fc.assert(
      fc.property(fc.array(hours, { maxLength: 12 }), (ages) => {
        const since = ago(36);
        let running = ages.map((age, id) => ({ id, started_at: ago(age), seen_at: ago(age) }));
        const wanted = running.filter(({ started_at }) => started_at < since && started_at > ago(14 * 24));
        const asked = new Set<number>();
        for (let look = 0; look < 4; look += 1) {
          const some = longRunning(running, since, now);
          assert.ok(some.length <= 3);
          for (const { id } of some) asked.add(id);
          running = running.map((each) => (some.includes(each) ? { ...each, seen_at: now } : each));
        }
        assert.deepEqual([...asked].toSorted(), wanted.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('make no list longer', () => assert.deepEqual(listSince(ago(1), [ago(40)], now), listSince(ago(1), [], now)));
});
