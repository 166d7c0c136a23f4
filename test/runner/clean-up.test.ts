import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { stopFound } from './clean-up.ts';

test('a process that has gone since it was found stops nothing', async () => {
  const child = spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
  for (const gently of [true, false]) stopFound(Number(child.pid), gently);
});
