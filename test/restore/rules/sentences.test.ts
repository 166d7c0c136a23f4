import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sentencesOf } from '../../../src/restore/rules/sentences.ts';

it('what is accepted before anybody is asked: that disks are overwritten, that the point is ill', () => {
  const at = { name: 'p', at: '2026-11-24T01:00:00Z', tier: 'snapshot' as const, threat: null };
  const ill = { ...at, threat: 'warning' as const };
  assert.deepEqual(sentencesOf({ mode: 'rebuild', point: at }), []);
  assert.deepEqual(sentencesOf({ mode: 'replace', point: at }), ['replace']);
  assert.deepEqual(sentencesOf({ mode: 'disks', point: ill }), ['threat']);
  assert.deepEqual(sentencesOf({ mode: 'replace', point: ill }), ['replace', 'threat']);
});
