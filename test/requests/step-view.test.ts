import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepView } from '../../src/requests/request-view.ts';

const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const step = { kind: 'restore-disks', state: 'done', started_at: at('02:00:00'), ended_at: at('02:05:04') };
const facts = { tasks: [], errors: [], status: 'Completed', startedAt: at('02:00:30'), endedAt: at('02:03:34') };

const shown = (job: object) => {
  const { startedAt, endedAt } = stepView(step as never, { facts: job, ended_at: at('02:05:00') } as never, null);
  return [startedAt, endedAt];
};

test('a step shows the times of its job once both have ended, as the card of the job does', () => {
  assert.deepEqual(shown(facts), [facts.startedAt, facts.endedAt]);
  assert.deepEqual(shown({ ...facts, endedAt: undefined }), [step.started_at, step.ended_at]);
});

test('what the job of a try before left counts as made while its step waits or runs again; a cancelled one left nothing', () => {
  for (const state of ['waiting', 'running']) {
    const made = (status: string) =>
      stepView(
        { ...step, state, ended_at: null } as never,
        { facts: { ...facts, status }, ended_at: at('02:05:00') } as never,
        null,
      ).made;
    assert.deepEqual([made('Failed'), made('Cancelled')], [true, undefined]);
  }
});
