import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reader } from '../../../src/kernel/chat.ts';
import { type RequestCard, requestCard } from '../../../src/requests/cards/request.ts';
import type { PlanView } from '../../../src/restore/cards/plan-view.ts';
import { restoreSubject } from '../../../src/restore/cards/restore-closing.ts';

const reader: Reader = { language: 'en', timeZone: 'UTC' };
const now = new Date('2026-11-24T09:00:00Z');
const plan: PlanView = {
  mode: 'rebuild',
  networkMode: 'quarantine',
  vm: 'sql-01',
  vault: 'rsv-prod',
  point: { at: now, consistency: 'application', tier: 'snapshot' },
  target: { group: 'rg-quarantine', region: 'westeurope', vm: 'sql-01-r1124' },
  staging: 'stquarantine',
  encryption: 'none',
  disks: [],
  hash: '',
  warnings: [],
};
const failed: RequestCard = {
  id: 'R-7K2M',
  nonce: 'bm9uY2UtZXhhbXBsZQ',
  state: 'failed',
  now,
  requester: 'Olivia Novak',
  reason: '',
  plan: restoreSubject(plan),
  steps: [],
  decisions: [],
  failure: { code: 'rebuild.verify-agent-silent', params: { vm: 'sql-01-r1124' } },
  endedAt: now,
  offers: [],
};

test('the card of a quarantine that failed offers no other try, as it is not tried again', () => {
  const quarantined = JSON.stringify(requestCard(failed, reader));
  assert.match(quarantined, /It isn't tried again/);
  assert.doesNotMatch(quarantined, /retry/);
  const isolated = restoreSubject({ ...plan, networkMode: 'isolated' });
  assert.match(JSON.stringify(requestCard({ ...failed, plan: isolated }, reader)), /retry/);
});
