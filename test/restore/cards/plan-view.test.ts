import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reader } from '../../../src/kernel/chat.ts';
import { type PlanView, planNotes } from '../../../src/restore/cards/plan-view.ts';

const reader: Reader = { language: 'en', timeZone: 'Europe/Amsterdam' };
const now = new Date('2026-11-24T09:00:00Z');
const plan: PlanView = {
  mode: 'rebuild',
  vm: 'mua-01',
  vault: 'rsv-mua',
  point: { at: now, consistency: 'application', tier: 'snapshot' },
  target: { group: 'rg-restore', region: 'westeurope', vm: 'mua-01-r1124' },
  staging: 'ststagingprod',
  encryption: 'none',
  disks: [],
  hash: '',
  warnings: [{ code: 'vault-guarded', params: { vm: 'mua-01', vault: 'rsv-mua' } }],
};

test('that a vault is guarded is a warning only where no check has looked whether the right is active', () => {
  const check = { findings: [], more: 0, conclusion: {} } as unknown as NonNullable<PlanView['check']>;
  assert.match(planNotes(plan, reader, now)[0]?.text ?? '', /behind a Resource Guard/);
  assert.deepEqual(planNotes({ ...plan, check }, reader, now), []);
});
