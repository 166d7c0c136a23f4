import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attemptId } from '../../../src/saga/rules/attempt-id.ts';

test('the same attempt has the same id in every process, another number or step another id', () => {
  const id = attemptId('R-7K2M', 'step', 1);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(attemptId('R-7K2M', 'step', 1), id);
  assert.notEqual(attemptId('R-7K2M', 'step', 2), id);
  assert.notEqual(attemptId('R-7K2M', 'other', 1), id);
});

test('the ids of attempts in flight survive an upgrade', () => {
  assert.equal(attemptId('R-7K2M', '00000000-0000-4000-8000-000000000001', 1), 'b61337e2-a9be-5fb0-8a9a-30d457060fbf');
});
