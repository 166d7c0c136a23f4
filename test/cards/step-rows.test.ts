import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type StepView, stepRows } from '../../src/cards/step-rows.ts';

const reader = { language: 'en', zone: 'Europe/Amsterdam' } as const;
const now = new Date('2026-11-24T09:00:00Z');

const lines = (steps: StepView[]) => stepRows(steps, reader, now).map(({ text }) => text);

describe('the lines of the steps', () => {
  const running: StepView = { kind: 'restore-disks', state: 'running', startedAt: now, expectedMs: null };

  it('say once that a vault has no history yet', () => {
    const waiting: StepView = { kind: 'verify', state: 'waiting', expectedMs: null };
    const [first, second] = lines([running, waiting]);
    assert.match(first ?? '', /no history$/);
    assert.match(second ?? '', /: waiting$/);
  });

  it('say of which step there is none, where there is of others', () => {
    const known: StepView = { kind: 'deploy-vm', state: 'waiting', expectedMs: 4 * 60_000 };
    const unknown: StepView = { kind: 'verify', state: 'waiting', expectedMs: null };
    const [, second, third] = lines([running, known, unknown]);
    assert.match(second ?? '', /waiting, takes about 4 minutes$/);
    assert.match(third ?? '', /waiting, no history$/);
  });
});
