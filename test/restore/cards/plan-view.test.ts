import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reader } from '../../../src/kernel/chat.ts';
import { type PlanView, planNotes } from '../../../src/restore/cards/plan-view.ts';
import { type RestoreConfirmCard, restoreConfirmCard } from '../../../src/restore/cards/restore-confirm.ts';

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

test('what an earlier version warned of in a plan, and this one no longer does, is left out', () => {
  const before = { code: 'disks-unlisted', params: { vm: 'mua-01' } };
  const warnings = [...plan.warnings, before as (typeof plan.warnings)[number]];
  assert.deepEqual(planNotes({ ...plan, warnings }, reader, now), planNotes(plan, reader, now));
});

test('a plan that would stop is not put to anybody: it is changed first, by one tap where that mends it', () => {
  const finding = { check: 'guard', verdict: 'stop', stops: 'restore' };
  const check = { findings: [finding], more: 0, conclusion: {} } as unknown as NonNullable<PlanView['check']>;
  const form = { id: 'R-7K2M', nonce: 'n', now, owner: 'Olivia Novak', reason: '', decideMs: 1 };
  const titles = (of: PlanView, mend?: RestoreConfirmCard['mend']) => {
    const card = restoreConfirmCard({ ...form, plan: of, ...(mend && { mend }) }, reader);
    return (card as { actions: { title: string }[] }).actions.map(({ title }) => title);
  };
  assert.deepEqual(titles(plan), ['Ask for approval', 'Change', 'Cancel']);
  assert.deepEqual(titles({ ...plan, check }), ['Change', 'Cancel']);
  const isolated = { kind: 'make', make: 'isolated', name: 'mua-01-r1124' } as const;
  assert.deepEqual(titles({ ...plan, check }, isolated), ['Restore isolated', 'Change', 'Cancel']);
});
