import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type VmCard, vmText } from '../../../src/machines/cards/vm.ts';

const reader = { language: 'en', timeZone: 'Europe/Amsterdam' } as const;
const now = new Date('2026-11-24T07:00:00Z');
const points: VmCard['points'] = [
  { at: new Date('2026-11-24T01:00:00Z'), consistency: 'application', tiers: ['snapshot'] },
];

function said(protection: Partial<NonNullable<VmCard['protection']>>, more: Partial<Pick<VmCard, 'points'>> = {}) {
  const data = { name: 'web-01', encryption: { kind: 'pmk' as const }, points, now, ...more };
  return vmText({ ...data, protection: { vault: 'rsv-prod', ...protection } }, reader);
}

test('the sentence of a machine whose backup was deleted or stopped says so, and not that it is protected', () => {
  const softDeletedUntil = new Date('2026-12-08T07:00:00Z');
  assert.match(
    said({ softDeletedUntil }),
    /^The backup of web-01 in rsv-prod \([^)]*\) was deleted and is gone for good on Tue 8 Dec 08:00 CET/,
  );
  assert.match(said({ softDeletedUntil: 'unknown' }), /^The backup of web-01 in rsv-prod \([^)]*\) was deleted\.$/);
  assert.match(said({ trouble: 'stopped' }), /^Protection of web-01 by rsv-prod is stopped.*from Tue 24 Nov 02:00 CET/);
  assert.match(
    said({ trouble: 'stopped' }, { points: [] }),
    /^Protection of web-01 by rsv-prod is stopped.*no recovery/,
  );
  assert.match(said({}), /^web-01 is protected by rsv-prod/);
});
