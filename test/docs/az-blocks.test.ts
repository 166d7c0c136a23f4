import assert from 'node:assert/strict';
import { test } from 'node:test';
import { azBlocks } from './az-blocks.ts';

test('each block with lines of az is typed by npm run outside, or says that it is a fragment', () => {
  const blocks = azBlocks();
  for (const { file, info, text } of blocks) assert.match(info, /^sh( fragment)?$/, `${file}:\n${text}`);
  assert.ok(blocks.some(({ info }) => info === 'sh') && blocks.some(({ info }) => info === 'sh fragment'));
});
