import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Followed, toRead } from '../../../src/jobs/rules/job-details.ts';
import { detailsPerTick } from '../../../src/jobs/rules/watch-tick.ts';

const now = new Date('2026-11-24T01:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const age = fc.integer({ min: 0, max: 7200 });
const anyJob = fc
  .record({ detail: fc.option(age), seen: age, listed: fc.boolean() })
  .map(({ detail, seen, listed }) => ({ detail_at: detail === null ? null : ago(detail), seen_at: ago(seen), listed }));

test('of jobs that are listed or known to be missing a tick reads no more than its share, those with the oldest details', () => {
  fc.assert(
    fc.property(fc.array(anyJob), (jobs) => {
      const read = toRead(jobs, ({ listed }) => listed, now);
      const missing = ({ detail_at, seen_at }: Followed) => detail_at !== null && detail_at > seen_at;
      const sharing = jobs.filter((job) => job.listed || missing(job));
      const chosen = sharing.filter((job) => read.has(job));
      assert.ok(chosen.length <= detailsPerTick);
      const oldest = Math.min(...sharing.map(({ detail_at }) => detail_at?.getTime() ?? 0));
      for (const { detail_at } of chosen) assert.equal(detail_at?.getTime() ?? 0, oldest);
    }),
  );
});

test('whatever has just gone from the list is read at once', () => {
  fc.assert(
    fc.property(fc.array(anyJob), (jobs) => {
      const read = toRead(jobs, ({ listed }) => listed, now);
      for (const job of jobs) {
        if (!job.listed && (job.detail_at === null || job.detail_at <= job.seen_at)) assert.ok(read.has(job));
      }
    }),
  );
});

test('a tick that a new job brought forward does not read again what was just read', () => {
  const [just, never] = [
    { detail_at: ago(15), seen_at: ago(15) },
    { detail_at: null, seen_at: ago(15) },
  ];
  assert.deepEqual([...toRead([just], () => true, now)], []);
  assert.deepEqual([...toRead([just, never], () => true, now)], [never]);
});
