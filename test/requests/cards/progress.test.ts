import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cardAsText } from '../../../sandbox/teams/card-text.ts';
import { type RequestCard, requestCard } from '../../../src/requests/cards/request.ts';
import type { StepView } from '../../../src/requests/cards/step-lines.ts';
import type { PlanView } from '../../../src/restore/cards/plan-view.ts';
import { restoreSubject } from '../../../src/restore/cards/restore-closing.ts';

const minute = 60_000;
const now = new Date('2026-11-24T09:00:00Z');
const plan: PlanView = {
  mode: 'rebuild',
  networkMode: 'isolated',
  vm: 'sql-01',
  vault: 'rsv-prod',
  point: { at: now, consistency: 'application', tier: 'snapshot' },
  target: { group: 'rg-restore', region: 'westeurope', vm: 'sql-01-r1124' },
  staging: 'ststagingprod',
  encryption: 'none',
  disks: [],
  hash: '',
  warnings: [],
};

function seen(steps: StepView[], more: Partial<RequestCard> = {}, language: 'en' | 'nl' = 'en'): string {
  const card: RequestCard = {
    id: 'R-7K2M',
    nonce: 'bm9uY2UtZXhhbXBsZQ',
    state: 'running',
    now,
    requester: 'Olivia Novak',
    reason: '',
    plan: restoreSubject(plan),
    steps,
    decisions: [],
    offers: [],
    ...more,
  };
  return cardAsText(requestCard(card, { language, timeZone: 'UTC' }) as never);
}

const running: StepView = {
  kind: 'restore-disks',
  state: 'running',
  startedAt: now,
  percent: 99,
  expectedMs: 9 * minute,
};
const known: StepView = { kind: 'deploy-vm', state: 'waiting', expectedMs: 2 * minute + 1000 };
const quick: StepView = { kind: 'tag-made', state: 'waiting' };

describe('the card of a request that runs', () => {
  it('says the step, how many there are and how long they take, and folds those that wait or are done', () => {
    const text = seen([{ kind: 'check-keys', state: 'done', startedAt: now, endedAt: now }, running, quick, known]);
    assert.match(text, /▶ Step 2 of 4 · Restore the disks · until about 09:11 UTC/);
    assert.match(text, /▶ \*\*Restore the disks\*\*: running, since 09:00 UTC/);
    assert.doesNotMatch(text, /%|Check the keys|Tag what|Create the machine/);
    assert.match(seen([running, known], {}, 'nl'), /Stap 1 van 2 · .* · tot ongeveer 09:11 UTC/);
  });

  it('says that it may take longer where a step has no history, and nothing where the one under way has none', () => {
    const unknown: StepView = { kind: 'verify', state: 'waiting', expectedMs: null };
    assert.match(seen([running, unknown]), /Step 1 of 2 · Restore the disks · until 09:09 UTC or later/);
    assert.match(seen([{ ...running, expectedMs: null }, known]), /▶ Step 1 of 2 · Restore the disks\n/);
    const late = { ...running, startedAt: new Date(now.getTime() - 10 * minute) };
    assert.match(seen([late, known]), /▶ Step 1 of 2 · Restore the disks\n/);
  });

  it('shows the percentage of its job only where nothing follows it', () => {
    assert.match(seen([{ ...running, percent: 63 }]), /▶ Running[\s\S]*63%/);
  });

  it('shows a step that failed or warns after its end, and folds the others', () => {
    const failed: StepView = { kind: 'deploy-vm', state: 'failed', startedAt: now, endedAt: now };
    const warned: StepView = {
      ...failed,
      state: 'done',
      kind: 'restore-disks',
      warned: { code: 'job-warned', params: { vm: 'sql-01', said: '' } },
    };
    const text = seen([warned, failed, quick], { state: 'failed' });
    assert.match(text, /⚠ \*\*Restore the disks\*\*[\s\S]*✗ \*\*Create the machine\*\*/);
    assert.doesNotMatch(text, /Tag what/);
  });
});
