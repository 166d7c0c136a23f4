import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DigestCard, digestText } from '../../../src/notifications/cards/digest.ts';

const reader = { language: 'en', timeZone: 'Europe/Amsterdam' } as const;
const empty: DigestCard = {
  now: new Date('2026-11-24T07:00:00Z'),
  vaults: ['rsv-prod'],
  failed: [],
  hours: 36,
  stale: [],
  unprotected: [],
  keys: [],
  worse: [],
  checked: 0,
  drills: { days: 90, machines: 0, proven: 0, failed: [] },
  ade: 0,
  perDay: [],
  unread: 0,
};

describe('the digest in a sentence', () => {
  it('claims no more than that nothing was found', () => {
    assert.equal(digestText(empty, reader), 'Nothing needs your attention.');
  });

  it('is not quiet when a list could not be read', () => {
    assert.match(digestText({ ...empty, unread: 1 }, reader), /^Failed last night: 0/);
  });
});
