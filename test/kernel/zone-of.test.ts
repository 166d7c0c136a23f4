import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTimeZone } from '../../src/kernel/time-zones.ts';

test('a time zone is read from an IANA name, a Windows name or a city, in any casing', () => {
  for (const [typed, zone] of [
    ['europe/amsterdam', 'Europe/Amsterdam'],
    [' Amsterdam ', 'Europe/Amsterdam'],
    ['new york', 'America/New_York'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['india standard time', 'Asia/Kolkata'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
  ] as const) {
    assert.equal(findTimeZone(typed), zone, typed);
  }
});

test('what is no zone, or does not know summer time, is not read as one', () => {
  for (const typed of ['', '/', 'Atlantis', 'Europe/Atlantis', '+02:00', 'EST5EDT/x', '__proto__']) {
    assert.equal(findTimeZone(typed), undefined, typed);
  }
});
