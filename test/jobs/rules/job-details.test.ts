import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  callsPerTick,
  detailsPerTick,
  type Followed,
  toRead,
  watchTickSeconds,
  withJitter,
} from '../../../src/jobs/watch-vault.ts';

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

test('one busy vault is looked at every minute', () => {
  assert.equal(watchTickSeconds(1), 60);
});

test('however many vaults of a subscription are watched, lists and details together take at most half of its hourly limit', () => {
  const vault = fc.record({ busy: fc.boolean(), subscribed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(vault, { minLength: 1, maxLength: 500 }), (vaults) => {
      const busy = vaults.filter((one) => one.busy).length;
      const subscribed = vaults.filter((one) => one.subscribed).length;
      const seconds = watchTickSeconds(callsPerTick({ busy, subscribed }));
      const calls = vaults
        .map((one) => (one.busy ? 1 + detailsPerTick : 0) + (one.subscribed ? 1 : 0))
        .reduce((sum, each) => sum + each, 0);
      assert.ok((calls * 3600) / seconds <= 75);
    }),
  );
});

test('jitter stays within a tenth', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const seconds = withJitter(60, random);
      assert.ok(seconds >= 54 && seconds <= 66);
    }),
  );
});

test('17 subscribed vaults of a subscription are each looked at within 15 minutes, as the documentation says', () => {
  const longest = (vaults: number) => withJitter(watchTickSeconds(vaults), 1);
  assert.ok(longest(17) <= 900);
  assert.ok(longest(18) > 900);
});
