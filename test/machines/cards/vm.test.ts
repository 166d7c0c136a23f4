import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type VmCard, vmText } from '../../../src/machines/cards/vm.ts';

const reader = { language: 'en', timeZone: 'Europe/Amsterdam' } as const;
const now = new Date('2026-11-24T07:00:00Z');

function said(protection: Partial<NonNullable<VmCard['protection']>>) {
  const data = { name: 'web-01', encryption: { kind: 'pmk' as const }, now };
  return vmText({ ...data, protection: { vault: 'rsv-prod', ...protection } }, reader);
}

test('the sentence of a machine whose backup was deleted or stopped says so, and not that it is protected', () => {
  const softDeletedUntil = new Date('2026-12-08T07:00:00Z');
  assert.match(
    said({ softDeletedUntil }),
    /^The backup of web-01 in rsv-prod \([^)]*\) was deleted and is gone for good on Tue 8 Dec 08:00 CET/,
  );
  assert.match(said({ softDeletedUntil: 'unknown' }), /^The backup of web-01 in rsv-prod \([^)]*\) was deleted\.$/);
  assert.match(said({ trouble: 'stopped' }), /^Protection of web-01 by rsv-prod is stopped/);
  assert.match(said({}), /^web-01 is protected by rsv-prod/);
});
