import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { findIanaTimeZone, findTimeZone, findWindowsTimeZone, shownTimeZone } from '../../src/kernel/time-zones.ts';

describe("a policy's time zone", () => {
  it('is understood by its IANA name in any casing and by its Windows name', () => {
    for (const [typed, windows] of [
      ['Europe/Amsterdam', 'W. Europe Standard Time'],
      ['europe/amsterdam', 'W. Europe Standard Time'],
      ['W. Europe Standard Time', 'W. Europe Standard Time'],
      ['America/New_York', 'Eastern Standard Time'],
      ['Asia/Kolkata', 'India Standard Time'],
      ['asia/kolkata', 'India Standard Time'],
      ['Africa/Dakar', 'Greenwich Standard Time'],
      ['Europe/Kyiv', 'FLE Standard Time'],
      ['Europe/Kiev', 'FLE Standard Time'],
      ['w. europe standard time', 'W. Europe Standard Time'],
      ['utc', 'UTC'],
    ]) {
      assert.equal(findWindowsTimeZone(typed ?? ''), windows);
    }
    for (const typed of ['', 'Mars/Olympus', 'Amsterdam', 'CET or so'])
      assert.equal(findWindowsTimeZone(typed), undefined, typed);
  });

  it('of every Windows name is a zone that clocks know, by which the name is found again', () => {
    for (const { windowsName } of WINDOWS_TO_IANA_MAP) {
      const iana = findIanaTimeZone(windowsName);
      assert.ok(iana, windowsName);
      assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: iana }), windowsName);
      assert.equal(findWindowsTimeZone(iana), windowsName);
    }
  });

  it('is shown by the name that the reader uses for it', () => {
    assert.equal(shownTimeZone('W. Europe Standard Time', 'Europe/Amsterdam'), 'Europe/Amsterdam');
    assert.equal(shownTimeZone('India Standard Time', 'UTC'), 'Asia/Kolkata', 'by its name of today');
    assert.equal(shownTimeZone('FLE Standard Time', 'UTC'), 'Europe/Kyiv');
    assert.equal(shownTimeZone('FLE Standard Time', 'Europe/Kyiv'), 'Europe/Kyiv');
    assert.equal(shownTimeZone('W. Europe Standard Time', 'UTC'), 'Europe/Berlin');
    assert.equal(shownTimeZone('UTC', 'Europe/Amsterdam'), 'UTC');
    assert.equal(shownTimeZone('Middle Earth Standard Time', 'UTC'), 'Middle Earth Standard Time');
    assert.equal(findIanaTimeZone('Middle Earth Standard Time'), undefined);
  });
});

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
