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
  const { summary } = JSON.parse(cruised.stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
}

test('each rule of imports finds the violation that is planted for it, and lets imports go down', async () => {
  const found = await violations(path.join(import.meta.dirname, 'planted'));
  assert.deepEqual(found.toSorted(), [
    'commands-know-no-list-of-them: src/restore/commands/knows-the-list.ts -> src/features/list.ts',
    'every-file-has-a-room: src/loose/no-room.ts -> src/store/y.ts',
    'kernel-names-no-feature: src/kernel/upward.ts -> src/store/y.ts',
    'no-cycles-of-types: src/kernel/circle-back.ts -> src/kernel/circle.ts',
    'rooms kernel: src/kernel/upward.ts -> src/store/y.ts',
    'rooms machines: src/machines/upward.ts -> src/restore/down.ts',
    'rooms notifications: src/notifications/unlisted.ts -> src/restore/down.ts',
    'rooms restore: src/restore/knows-a-command.ts -> src/restore/commands/typed.ts',
    'rooms ui: src/ui/sideways.ts -> src/store/y.ts',
    'rules-import-rules-and-kernel: src/restore/rules/impure.ts -> src/store/y.ts',
    'services-are-types-only: src/services.ts -> src/store/y.ts',
  ]);
});
