import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { memoryFolder } from '../data-folder.ts';
import { chosen } from '../faults/extent.ts';
import { until } from '../faults/until.ts';
import { processesOf } from './clean-up.ts';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache');
/** One file of each kind: with a browser, a bot, databases of both engines, and a bot that is killed. */
const files = [
  'test/e2e/say-guide.test.ts',
  'test/chat/settings.test.ts',
  'test/store/work.test.ts',
  'test/store/crash.test.ts',
  'test/faults/where-killed/sql-01.test.ts',
];
const mostMs = 20_000;

describe('a test run that is killed leaves no process and no folder', () => {
  const random = chosen();
  const parent = mkdtempSync(join(tmpdir(), 'strongroom-killed-'));
  after(() => rmSync(parent, { recursive: true, force: true }));

  for (const signal of Array.from(
    { length: 10 },
    (_, index) => (['SIGKILL', 'SIGTERM', 'SIGINT'] as const)[index % 3],
  )) {
    const ms = random.below(mostMs);
    test(`by ${signal} after ${ms} ms`, async (t) => {
      t.diagnostic(`SEED=${random.seed}`);
      const { TEST_RUN: _, npm_lifecycle_event: __, ...env } = process.env;
      const runner = spawn(process.execPath, ['test/run.ts', ...files], {
        cwd: root,
        env: { ...env, TMPDIR: parent },
        stdio: 'ignore',
      });
      const exit = once(runner, 'exit');
      const [run = ''] = await until('its folder', () => {
        const found = globSync(join(parent, 'strongroom-run-*'));
        return found.length > 0 && found;
      });
      // The seed chooses the moment of the kill; nothing is awaited.
      await new Promise((resolve) => setTimeout(resolve, ms));
      const before = processesOf(run).length;
      runner.kill(signal);
      await exit;
      t.diagnostic(`${before} processes`);
      await until('the end of all', () => processesOf(run).length === 0);
      const left = () => [
        ...readdirSync(parent),
        ...[memoryFolder(run)].filter((folder) => existsSync(folder)),
        ...readdirSync(cache).filter((entry) => entry.endsWith(`.${runner.pid}`)),
      ];
      await until(`the end of ${left()}`, () => left().length === 0);
    });
  }
});
