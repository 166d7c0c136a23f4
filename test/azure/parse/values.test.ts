import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, oneOf, setting, textList, tri } from '../../../src/azure/parse/values.ts';

test('an enum is read by name in any casing and by position, as number or text', () => {
  const names = ['Invalid', 'InstantRP', 'HardenedRP'] as const;
  for (const value of ['InstantRP', 'instantrp', ' InstantRP ', 1, '1']) assert.equal(oneOf(value, names), 'InstantRP');
  for (const value of ['Other', 9, -1, 1.5, null, undefined, {}]) assert.equal(oneOf(value, names), undefined);
});

test('absent is unknown', () => {
  assert.equal(tri(undefined), 'unknown');
  assert.equal(tri(null), 'unknown');
  assert.equal(tri('Invalid'), 'unknown');
  assert.equal(tri('Enabled'), 'yes');
  assert.equal(tri('False'), 'no');
  assert.equal(tri(false), 'no');
});

test('numbers come as numbers or text', () => {
  assert.equal(count('400136'), 400136);
  assert.equal(count(0), 0);
  for (const value of ['', ' ', 'x', null, undefined, Number.NaN]) assert.equal(count(value), undefined);
});

test('lists and settings of another shape are empty', () => {
  assert.deepEqual(textList('a'), []);
  assert.deepEqual(textList(['a', 1, '', null]), ['a']);
  assert.equal(setting({ 'KeyVaultURL ': 'https://x' }, 'keyvaulturl'), 'https://x');
  assert.equal(setting({ KeyEncryptionKeyURL: null }, 'KeyEncryptionKeyURL'), undefined);
  assert.equal(setting(null, 'x'), undefined);
});
