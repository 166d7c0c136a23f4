import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requireStagingBlob } from '../../../src/restore/rules/staging-blob.ts';
import { staging } from './plan-facts.ts';

describe('the address of a blob in the staging account', () => {
  it('is taken where it lies in the account that was signed, however that is spelled', () => {
    const uri = 'https://ststagingprod.blob.core.windows.net/box/config.json';
    assert.equal(requireStagingBlob(uri, staging), uri);
    assert.equal(requireStagingBlob(uri, staging.toUpperCase()), uri);
  });

  for (const uri of [
    'https://stevil.blob.core.windows.net/box/config.json',
    'https://ststagingprod2.blob.core.windows.net/box/config.json',
    'https://ststagingprod.evil.example/box/config.json',
    'https://evil.example/ststagingprod.blob.core.windows.net/config.json',
    'https://ststagingprod.blob.core.windows.net@evil.example/config.json',
    'not an address',
    '',
  ]) {
    it(`is refused elsewhere: "${uri}"`, () => {
      assert.throws(() => requireStagingBlob(uri, staging), { code: 'blob-elsewhere' });
    });
  }

  it('is refused where no account was signed', () => {
    assert.throws(() => requireStagingBlob('https://.blob.core.windows.net/box/a', ''), { code: 'blob-elsewhere' });
  });
});
