import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  count,
  durationSeconds,
  filterDate,
  moment,
  parseOneOf,
  parseTri,
  setting,
  textList,
} from '../../../src/azure/parse/values.ts';

test('an enum is read by name in any casing and by position, as number or text', () => {
  const names = ['Invalid', 'InstantRP', 'HardenedRP'] as const;
  for (const value of ['InstantRP', 'instantrp', ' InstantRP ', 1, '1'])
    assert.equal(parseOneOf(value, names), 'InstantRP');
  for (const value of ['Other', 9, -1, 1.5, null, undefined, {}]) assert.equal(parseOneOf(value, names), undefined);
});

test('absent is unknown', () => {
  assert.equal(parseTri(undefined), 'unknown');
  assert.equal(parseTri(null), 'unknown');
  assert.equal(parseTri('Invalid'), 'unknown');
  assert.equal(parseTri('Enabled'), 'yes');
  assert.equal(parseTri('False'), 'no');
  assert.equal(parseTri(false), 'no');
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

test('both spellings of a duration mean the same', () => {
  assert.equal(durationSeconds('PT3M5.0189918S'), 185.0189918);
  assert.equal(durationSeconds('00:03:05'), 185);
  assert.equal(durationSeconds('00:00:25.0875682'), 25.0875682);
  assert.equal(durationSeconds('13.23:59:44.5932377'), 13 * 86400 + 86384.5932377);
  assert.equal(durationSeconds('PT0S'), 0);
  assert.equal(durationSeconds('PT2M'), 120);
  assert.equal(durationSeconds('P7D'), 7 * 86400);
});

test('what is no duration is absent', () => {
  for (const value of ['', 'P', 'PT', 'soon', '5', '1:2:3:4', null, undefined, 12]) {
    assert.equal(durationSeconds(value), undefined, String(value));
  }
});

test('any time span reads back, in both spellings', () => {
  const parts = fc.record({
    days: fc.nat(200),
    hours: fc.nat(23),
    minutes: fc.nat(59),
    seconds: fc.nat(59),
    ticks: fc.nat(9_999_999),
  });
  fc.assert(
    fc.property(parts, ({ days, hours, minutes, seconds, ticks }) => {
      const two = (value: number) => String(value).padStart(2, '0');
      const fraction = String(ticks).padStart(7, '0');
      const expected = days * 86400 + hours * 3600 + minutes * 60 + Number(`${seconds}.${fraction}`);
      const net = `${days}.${two(hours)}:${two(minutes)}:${two(seconds)}.${fraction}`;
      const iso = `P${days}DT${hours}H${minutes}M${seconds}.${fraction}S`;
      assert.ok(Math.abs((durationSeconds(net) ?? Number.NaN) - expected) < 1e-6);
      assert.ok(Math.abs((durationSeconds(iso) ?? Number.NaN) - expected) < 1e-6);
    }),
  );
});

test('sentinel dates are absent, however the SDK read them', () => {
  for (const value of ['0001-01-01T00:00:00', '0001-01-01T00:00:00Z', '2001-01-01T00:00:00Z']) {
    assert.equal(moment(value), undefined);
    assert.equal(moment(new Date(value)), undefined);
  }
  for (const value of ['', 'never', null, undefined, 5]) assert.equal(moment(value), undefined);
});

test('a date without a zone is UTC', () => {
  assert.equal(moment('2021-06-14T10:20:48.6176326')?.toISOString(), '2021-06-14T10:20:48.617Z');
  assert.equal(moment('2021-06-14T10:20:48+02:00')?.toISOString(), '2021-06-14T08:20:48.000Z');
});

test('filters use the literal 12-hour format, 12 at midnight and noon', () => {
  assert.equal(filterDate(new Date('2016-06-18T00:00:00Z')), '2016-06-18 12:00:00 AM');
  assert.equal(filterDate(new Date('2016-06-21T23:17:42Z')), '2016-06-21 11:17:42 PM');
  assert.equal(filterDate(new Date('2016-06-21T12:00:05Z')), '2016-06-21 12:00:05 PM');
});

test('a filter date names the second it was made from', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2010-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      assert.equal(Date.parse(`${filterDate(date)} UTC`), Math.floor(date.getTime() / 1000) * 1000);
    }),
  );
});
