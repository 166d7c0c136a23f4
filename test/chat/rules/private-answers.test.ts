import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterSeen, mayAsk, type PrivateAnswers } from '../../../src/chat/private-answers.ts';

const at = new Date('2026-11-24T09:00:00Z');
const asked: PrivateAnswers = { state: 'asked', nonce: 'n', at };
const days = (count: number) => new Date(at.getTime() + count * 24 * 3_600_000);

test('somebody is asked once a week, until it is known', () => {
  assert.equal(mayAsk(undefined, at), true);
  assert.equal(mayAsk(asked, days(6)), false);
  assert.equal(mayAsk(asked, days(7)), true);
  for (const state of ['seen', 'off', 'leaked'] as const) assert.equal(mayAsk({ state, at }, days(70)), false);
});

test('who was asked has seen it; whoever else has the card was shown what they should not see', () => {
  const known = { value: asked, by: 'olivia' };
  assert.equal(afterSeen(known, { by: 'olivia', nonce: 'n' }), 'seen');
  assert.equal(afterSeen(known, { by: 'anton', nonce: 'n' }), 'leaked');
  assert.equal(afterSeen(known, { by: 'anton', nonce: 'guessed' }), 'unknown');
  assert.equal(afterSeen(known, { by: 'olivia', nonce: undefined }), 'seen');
  assert.equal(afterSeen(known, { by: 'anton', nonce: undefined }), 'unknown');
  assert.equal(afterSeen({ ...known, by: null }, { by: 'anton', nonce: 'n' }), 'unknown');
  assert.equal(afterSeen({ value: { state: 'seen', at }, by: 'olivia' }, { by: 'olivia', nonce: 'n' }), 'unknown');
  const seen = { value: { state: 'seen', nonce: 'n', at } as const, by: 'olivia' };
  assert.equal(afterSeen(seen, { by: 'anton', nonce: 'n' }), 'leaked');
  assert.equal(afterSeen(seen, { by: 'olivia', nonce: 'n' }), 'unknown');
  assert.equal(afterSeen(seen, { by: 'anton', nonce: undefined }), 'unknown');
  assert.equal(afterSeen(undefined, { by: 'olivia', nonce: 'n' }), 'unknown');
});
