import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { distinctKeys, keyUrlKey, parseKeyUrl, spelledName } from '../../src/kernel/keys.ts';
import { keys } from '../machines/rules/machines.ts';

describe('key vault addresses', () => {
  it('are taken apart into vault, kind, name and version', () => {
    assert.deepEqual(parseKeyUrl('https://KV.vault.azure.net:443/keys/Kek/ABC'), {
      host: 'kv.vault.azure.net',
      kind: 'keys',
      name: 'kek',
      version: 'abc',
    });
    assert.equal(parseKeyUrl('https://kv.vault.azure.net/secrets/x')?.version, '');
  });

  it('give the name as Azure spelled it, where it is to be sent or shown', () => {
    assert.equal(spelledName('https://KV.vault.azure.net:443/secrets/9F0A-Bek/ABC'), '9F0A-Bek');
    assert.equal(spelledName('https://kv.vault.azure.net/keys/Kek'), 'Kek');
  });

  it('are equal in spite of port, letter case and trailing slashes', () => {
    const plain = keyUrlKey('https://kv.vault.azure.net/keys/kek/abc');
    for (const other of ['https://kv.vault.azure.net:443/keys/KEK/abc', 'https://kv.vault.azure.net/keys/kek/abc\\']) {
      assert.equal(keyUrlKey(other), plain);
    }
    assert.notEqual(keyUrlKey('https://kv.vault.azure.net/keys/kek/abd'), plain);
  });

  it('that are none are left as they are', () => {
    assert.equal(parseKeyUrl('not a url'), undefined);
    assert.equal(keyUrlKey(' Not A Url '), 'not a url');
  });

  it('are listed once, in an order that does not depend on where they came from', () => {
    const a = keys(true, 'a');
    const b = keys(true, 'b');
    assert.deepEqual(distinctKeys([b, a, b]), distinctKeys([a, b, a]));
    assert.equal(distinctKeys([b, a, b]).length, 2);
  });
});
