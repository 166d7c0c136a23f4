import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { findIanaZone, findWindowsZone, shownZone } from '../../src/kernel/time-zones.ts';

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
      assert.equal(findWindowsZone(typed ?? ''), windows);
    }
    for (const typed of ['', 'Mars/Olympus', 'Amsterdam', 'CET or so'])
      assert.equal(findWindowsZone(typed), undefined, typed);
  });

  it('of every Windows name is a zone that clocks know, by which the name is found again', () => {
    for (const { windowsName } of WINDOWS_TO_IANA_MAP) {
      const iana = findIanaZone(windowsName);
      assert.ok(iana, windowsName);
      assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: iana }), windowsName);
      assert.equal(findWindowsZone(iana), windowsName);
    }
  });

  it('is shown by the name that the reader uses for it', () => {
    assert.equal(shownZone('W. Europe Standard Time', 'Europe/Amsterdam'), 'Europe/Amsterdam');
    assert.equal(shownZone('India Standard Time', 'UTC'), 'Asia/Kolkata', 'by its name of today');
    assert.equal(shownZone('FLE Standard Time', 'UTC'), 'Europe/Kyiv');
    assert.equal(shownZone('FLE Standard Time', 'Europe/Kyiv'), 'Europe/Kyiv');
    assert.equal(shownZone('W. Europe Standard Time', 'UTC'), 'Europe/Berlin');
    assert.equal(shownZone('UTC', 'Europe/Amsterdam'), 'UTC');
    assert.equal(shownZone('Middle Earth Standard Time', 'UTC'), 'Middle Earth Standard Time');
    assert.equal(findIanaZone('Middle Earth Standard Time'), undefined);
  });
});
