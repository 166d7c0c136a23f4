import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesPartOfDay } from '../../src/i18n/part-of-day.ts';

test('a night or a morning is a part of a day, and a day is not', () => {
  for (const text of ['last night', 'from last night', 'vannacht', 'vanochtend', 'monday night', 'yesterday evening'])
    assert.ok(namesPartOfDay(text), text);
  for (const text of ['yesterday', 'gisteren', 'friday', '24 Nov', 'today', 'last friday'])
    assert.ok(!namesPartOfDay(text), text);
});
