import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptTexts } from '../../src/ui/render.ts';

test('texts are kept up to a size, and the longest unused goes first', () => {
  const kept = new KeptTexts(2 * 3 * 'k1 text'.length);
  const text = ' text';
  for (const key of ['k1', 'k2', 'k3']) kept.set(key, text);
  kept.get('k1');
  kept.set('k4', text);
  assert.deepEqual(
    ['k1', 'k2', 'k3', 'k4'].filter((key) => kept.get(key) === text),
    ['k1', 'k3', 'k4'],
  );
  kept.set('k1', text.repeat(99));
  assert.deepEqual(
    ['k1', 'k3', 'k4'].filter((key) => kept.get(key)),
    [],
  );
});
