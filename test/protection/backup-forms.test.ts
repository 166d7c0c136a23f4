import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reader } from '../../src/kernel/chat.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { dayBounds, parseRetention, usualDay } from '../../src/protection/backup-forms.ts';
import { retentionText } from '../../src/protection/cards/backup.ts';

const now = new Date('2026-11-24T09:00:00Z');
const en: Reader = { language: 'en', timeZone: 'Europe/Amsterdam' };
const nl: Reader = { language: 'nl', timeZone: 'Europe/Amsterdam' };

function kept(text: string, reader = en): string {
  return retentionText(parseRetention(text, reader, now), reader);
}

function refused(text: string): string {
  try {
    return `kept: ${kept(text)}`;
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
}

describe('how long a backup is kept', () => {
  it('is read from spans, dates and weekdays, and read back with weekday and days', () => {
    assert.equal(kept('18 days'), 'until Sat 12 Dec 2026, kept 18 days');
    assert.equal(kept('30d'), 'until Thu 24 Dec 2026, kept 30 days');
    assert.equal(kept('2 weeks'), 'until Tue 8 Dec 2026, kept 14 days');
    assert.equal(kept('1d'), 'until Wed 25 Nov 2026, kept 1 day');
    assert.equal(kept('3 maanden', nl), 'tot en met wo 24 feb 2027, 92 dagen bewaard');
    // Kept through that whole day, so one day more than the difference of the dates.
    assert.equal(kept('2026-12-24'), 'until Thu 24 Dec 2026, kept 31 days');
    assert.equal(kept('friday'), 'until Fri 27 Nov 2026, kept 4 days');
    assert.equal(kept('vrijdag', nl), 'tot en met vr 27 nov 2026, 4 dagen bewaard');
    assert.equal(kept('24 december', nl), kept('2026-12-24', nl));
  });

  it('is refused with the reason when it cannot be', () => {
    assert.equal(refused('2026-11-23'), 'retention.retention-past');
    assert.equal(refused('2026-02-30'), 'retention.retention-no-such-date');
    assert.equal(refused('2026-11-24'), 'retention.retention-too-short');
    assert.equal(refused('12h'), 'retention.retention-not-whole-days');
    assert.equal(refused('2199-01-01'), 'retention.retention-too-long');
    assert.equal(refused('3/4'), 'time-ambiguous');
    assert.equal(refused(''), 'time-unreadable');
    assert.equal(refused('for ever'), 'time-unreadable');
  });

  it('starts, in a form, at what Azure does by itself; the bounds of a form can themselves be chosen', () => {
    assert.equal(kept(usualDay(en, now)), 'until Thu 24 Dec 2026, kept 31 days');
    const { first, last } = dayBounds(en, now);
    assert.match(kept(first), /^until Wed 25 Nov 2026/);
    assert.match(kept(last), /^until /);
  });

  it('follows the clock of who asks: a day ends where they live', () => {
    const late = new Date('2026-11-24T23:30:00Z');
    const tokyo: Reader = { language: 'en', timeZone: 'Asia/Tokyo' };
    assert.equal(usualDay(tokyo, late), '2026-12-25');
    assert.equal(parseRetention('2026-12-25', tokyo, late).expiry.toISOString(), '2026-12-25T15:00:00.000Z');
  });
});
