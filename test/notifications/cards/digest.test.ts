import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DigestCard, digestCard, digestText } from '../../../src/notifications/cards/digest.ts';

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
  weaker: [],
  shared: false,
  drills: { days: 90, machines: 0, proven: 0, failed: [] },
  ade: 0,
  perDay: [],
  unread: 0,
};

describe('the digest in a sentence', () => {
  it('claims no more than that nothing was found', () => {
    assert.equal(digestText(empty, reader), 'Nothing needs your attention.');
  });

  it('names a vault that got weaker, and where outsiders read neither what stands there nor who did it', () => {
    const line = (found: string) => ({ topic: 'soft-delete' as const, found, params: { days: 30 } });
    const at = new Date('2026-11-23T07:00:00Z');
    const weaker = [
      { vault: 'rsv-prod', was: line('on'), is: line('off'), since: at, seenAt: at, by: ['mallory@contoso.com'] },
    ];
    assert.match(digestText({ ...empty, weaker }, reader), /Less protected than before: rsv-prod/);
    assert.match(JSON.stringify(digestCard({ ...empty, weaker }, reader)), /gone at once.*mallory@contoso/);
    const shared = JSON.stringify(digestCard({ ...empty, weaker, shared: true }, reader));
    assert.match(shared, /rsv-prod\*\* is less protected/);
    assert.doesNotMatch(shared, /gone at once|mallory/);
  });

  it('is not quiet when a list could not be read', () => {
    assert.match(digestText({ ...empty, unread: 1 }, reader), /^Failed last night: 0/);
  });
});
