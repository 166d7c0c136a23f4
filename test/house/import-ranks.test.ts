import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const cruiser = path.join(root, 'node_modules/.bin/depcruise');

async function violations(folder: string): Promise<string[]> {
  const config = path.join(root, '.dependency-cruiser.cjs');
  const cruised = await run(process.execPath, [cruiser, 'src', '--config', config, '--output-type', 'json'], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error);
  const { summary } = JSON.parse(cruised.stdout) as { summary: { violations: { from: string; to: string }[] } };
  return summary.violations.map(({ from, to }) => `${from} -> ${to}`);
}

test('the rules of import ranks find planted violations, upwards, sideways and in a circle of types, and let imports go down', async () => {
  const found = await violations(path.join(import.meta.dirname, 'planted'));
  assert.deepEqual(found.toSorted(), [
    'src/cards/sideways.ts -> src/store/y.ts',
    'src/domain/circle-back.ts -> src/domain/circle.ts',
    'src/domain/x.ts -> src/store/y.ts',
  ]);
});
