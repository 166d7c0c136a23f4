import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type StepView, stepLines } from '../../../src/requests/cards/step-lines.ts';

const reader = { language: 'en', timeZone: 'Europe/Amsterdam' } as const;
const now = new Date('2026-11-24T09:00:00Z');

const lines = (steps: StepView[]) => stepLines(steps, reader, now).map(({ text }) => text);

describe('the lines of the steps', () => {
  const running: StepView = { kind: 'restore-disks', state: 'running', startedAt: now, expectedMs: null };

  it('say once that a vault has no history yet', () => {
    const waiting: StepView = { kind: 'verify', state: 'waiting', expectedMs: null };
    const [first, second] = lines([running, waiting]);
    assert.match(first ?? '', /time not known yet$/);
    assert.match(second ?? '', /: waiting$/);
  });

  it('say of which step there is none, where there is of others', () => {
    const known: StepView = { kind: 'deploy-vm', state: 'waiting', expectedMs: 4 * 60_000 };
    const unknown: StepView = { kind: 'verify', state: 'waiting', expectedMs: null };
    const [, second, third] = lines([running, known, unknown]);
    assert.match(second ?? '', /waiting, takes about 4 minutes$/);
    assert.match(third ?? '', /waiting, time not known yet$/);
  });

  it('tell when it ends by what Azure says, before what is usual here', () => {
    const [known] = lines([{ ...running, expectedMs: 30 * 60_000 }]);
    assert.match(known ?? '', /since 10:00 CET, until about 10:30 CET$/);
    const [told] = lines([{ ...running, expectedMs: 30 * 60_000, azureEnd: new Date(now.getTime() + 5 * 60_000) }]);
    assert.match(told ?? '', /since 10:00 CET, until about 10:05 CET$/);
    const [alone] = lines([{ ...running, azureEnd: new Date(now.getTime() + 5 * 60_000) }]);
    assert.match(alone ?? '', /until about 10:05 CET$/);
  });

  it('go by what is usual once the end that Azure named is over', () => {
    const began = new Date(now.getTime() - 10 * 60_000);
    const over = { ...running, startedAt: began, azureEnd: new Date(now.getTime() - 60_000) };
    const [usual] = lines([{ ...over, expectedMs: 30 * 60_000 }]);
    assert.match(usual ?? '', /until about 10:20 CET$/);
    const [longer] = lines([{ ...over, expectedMs: 5 * 60_000 }]);
    assert.match(longer ?? '', /longer than usual$/);
  });
});
