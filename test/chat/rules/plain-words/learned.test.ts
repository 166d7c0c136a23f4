import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { setNames, trained } from '../../../../sentences/main.ts';
import { modelFile } from '../../../../sentences/train.ts';
import { readsWell } from './reads-well.ts';

test('the model in the repository is the one that its sentences make, byte for byte', () => {
  const kept = readFileSync(path.join(import.meta.dirname, '../../../../sentences/model.bin'));
  assert.ok(kept.length <= 1_000_000, `${kept.length}`);
  assert.ok(kept.equals(modelFile(trained())), 'npm run sentences -- train');
});

suite('how well it reads', () => {
  readsWell(
    'what was learned from',
    setNames().filter((name) => !name.startsWith('fresh')),
  );
});
