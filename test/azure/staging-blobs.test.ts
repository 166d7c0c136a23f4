import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { requireStagingBlob } from '../../src/azure/rules/staging.ts';
import { parseSoftDeleted } from '../../src/azure/staging-blobs.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import { staging } from '../restore/rules/plan-facts.ts';

const suffix = 'blob.core.windows.net';

describe('the address of a blob in the staging account', () => {
  it('is taken where it lies in the account that was signed, however that is spelled', () => {
    const uri = 'https://ststagingprod.blob.core.windows.net/box/config.json';
    assert.equal(requireStagingBlob(uri, staging, suffix), uri);
    assert.equal(requireStagingBlob(uri, staging.toUpperCase(), suffix), uri);
  });

  for (const uri of [
    'https://stevil.blob.core.windows.net/box/config.json',
    'https://ststagingprod2.blob.core.windows.net/box/config.json',
    'https://ststagingprod.evil.example/box/config.json',
    'https://ststagingprod.blob.evil.example/box/config.json',
    'https://ststagingprod.blob.core.windows.net.evil.example/box/config.json',
    'https://ststagingprod.blob.core.usgovcloudapi.net/box/config.json',
    'https://ststagingprod.blob.core.windows.net:8443/box/config.json',
    'https://somebody@ststagingprod.blob.core.windows.net/box/config.json',
    'http://ststagingprod.blob.core.windows.net/box/config.json',
    'https://evil.example/ststagingprod.blob.core.windows.net/config.json',
    'https://ststagingprod.blob.core.windows.net@evil.example/config.json',
    'not an address',
    '',
  ]) {
    it(`is refused elsewhere: "${uri}"`, () => {
      assert.throws(() => requireStagingBlob(uri, staging, suffix), { code: 'blob-elsewhere' });
    });
  }

  it('is taken in the blob storage of each cloud, and refused in that of another', () => {
    for (const cloud of Object.values(clouds)) {
      const uri = `https://ststagingprod.${cloud.blobSuffix}/box/config.json`;
      assert.equal(requireStagingBlob(uri, staging, cloud.blobSuffix), uri);
      for (const other of Object.values(clouds).filter((one) => one !== cloud)) {
        assert.throws(() => requireStagingBlob(uri, staging, other.blobSuffix), { code: 'blob-elsewhere' });
      }
    }
  });

  it('is refused with the account and the host alone: what follows may hold a signature', () => {
    const refused = (uri: string, host: string) =>
      assert.throws(() => requireStagingBlob(uri, staging.toUpperCase(), suffix), {
        params: { account: 'ststagingprod', host },
      });
    refused(
      'https://user:word@stevil.blob.core.windows.net/box/config.json?sig=secret',
      'stevil.blob.core.windows.net',
    );
    refused('not an address', '');
  });

  it('is refused where no account was signed', () => {
    assert.throws(() => requireStagingBlob('https://.blob.core.windows.net/box/a', '', suffix), {
      code: 'blob-elsewhere',
    });
  });
});

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
