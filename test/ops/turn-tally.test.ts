import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Incoming } from '../../src/kernel/chat.ts';
import { measuredTurns } from '../../src/ops/measures.ts';
import { startTurnTally } from '../../src/ops/turn-tally.ts';
import { createTelemetry } from '../../src/telemetry/telemetry.ts';
import { quiet } from '../store/quiet.ts';

function tally() {
  const said: object[] = [];
  return { said, ...startTurnTally({ ...quiet, info: (fields, msg) => void said.push({ ...fields, msg }) }) };
}

test('turns are told once a minute, with how many came late; a minute without turns says nothing', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { said, add } = tally();
  for (const seconds of [0.1, 2, 2.1]) add(seconds, true);
  add(0.1, false);
  assert.deepEqual(said, []);
  t.mock.timers.tick(60_000);
  assert.deepEqual(said, [{ turns: 4, late: 2, msg: 'turns are answered' }]);
  t.mock.timers.tick(120_000);
  assert.equal(said.length, 1);
});

test('what was not told yet is told at the end', () => {
  const { said, add, stop } = tally();
  add(0.1, true);
  stop();
  assert.deepEqual(said, [{ turns: 1, late: 0, msg: 'turns are answered' }]);
});

test('a turn that ends with an error of the bot is as good as late', async () => {
  const { said, add, stop } = tally();
  const typed = { kind: 'text', activityId: 'a' } as Incoming;
  const telemetry = await createTelemetry({ version: '1' });
  await measuredTurns(telemetry, async () => ({ kind: 'nothing' }), { add })(typed);
  const broken = measuredTurns(telemetry, () => Promise.reject(new Error('broken')), { add });
  await assert.rejects(broken(typed), /broken/);
  stop();
  assert.deepEqual(said, [{ turns: 2, late: 1, msg: 'turns are answered' }]);
});
