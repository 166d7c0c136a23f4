import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { postsLeft, postsPerHour, reminderDue } from '../../../src/jobs/rules/notice.ts';

const now = new Date('2026-11-24T12:00:00Z');
const minute = 60_000;
const ago = (minutes: number) => new Date(now.getTime() - minutes * minute);

describe('posts of an hour', () => {
  it('are never more than six', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), (waits) => {
        const posted: Date[] = [];
        let at = now.getTime();
        for (const wait of waits) {
          at += wait * 10_000;
          if (postsLeft(posted, new Date(at)) > 0) posted.push(new Date(at));
        }
        for (const one of posted) {
          const within = posted.filter((other) => other >= one && other.getTime() - one.getTime() < 60 * minute);
          assert.ok(within.length <= postsPerHour);
        }
      }),
    );
  });
});

describe('a reminder', () => {
  const notice = { openedAt: ago(5 * 60), remindedAt: null, ownerOid: null };
  it('comes after four hours, then once a day, and never once somebody is on it', () => {
    assert.equal(reminderDue(notice, now), true);
    assert.equal(reminderDue({ ...notice, openedAt: ago(3 * 60) }, now), false);
    assert.equal(reminderDue({ ...notice, remindedAt: ago(60) }, now), false);
    assert.equal(reminderDue({ ...notice, remindedAt: ago(24 * 60) }, now), true);
    assert.equal(reminderDue({ ...notice, ownerOid: 'somebody' }, now), false);
  });
});
