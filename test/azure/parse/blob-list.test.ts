import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { parseSoftDeleted } from '../../../src/azure/parse/blob-list.ts';

const now = new Date('2026-11-24T12:00:00Z');
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const blob = (name: string, deleted: boolean, days?: number) =>
  [
    `<Blob><Name>${escaped(name)}</Name>${deleted ? '<Deleted>true</Deleted>' : ''}<Properties><Etag>0x8</Etag>`,
    days === undefined ? '' : `<DeletedTime>x</DeletedTime><RemainingRetentionDays>${days}</RemainingRetentionDays>`,
    '</Properties></Blob>',
  ].join('');
const list = (...blobs: string[]) =>
  `<?xml version="1.0"?><EnumerationResults><Blobs>${blobs.join('')}</Blobs></EnumerationResults>`;
const day = 24 * 60 * 60_000;

it('a deleted blob is kept for the days that the list tells, and the one that has begun', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.integer({ min: 0, max: 365 }),
      fc.integer({ min: 0, max: 365 }),
      (name, days, other) => {
        const found = parseSoftDeleted(
          list(blob(`${name}2`, true, other), blob(name, false), blob(name, true, days)),
          name,
          now,
        );
        assert.equal(found?.getTime(), now.getTime() + (days + 1) * day);
      },
    ),
  );
});

it('no other blob is, and whatever Azure answers in place of a list tells nothing', () => {
  assert.equal(parseSoftDeleted(list(blob('a', false), blob('ab', true, 7)), 'a', now), undefined);
  assert.equal(parseSoftDeleted(list(blob('a', true)), 'a', now), undefined);
  fc.assert(fc.property(fc.string(), (text) => assert.equal(parseSoftDeleted(text, 'a', now), undefined)));
});
