import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';

export type Child = {
  process: ChildProcess;
  /** Its output so far, one JSON value per line. */
  lines: unknown[];
  kill(): Promise<void>;
};

/** Runs a program of this folder in its own process, with one JSON argument; it is killed when the test ends. */
export function runChild(t: TestContext, program: string, argument: object): Child {
  const child = spawn(
    process.execPath,
    ['--liftoff-only', '--no-warnings', join(import.meta.dirname, program), JSON.stringify(argument)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines: unknown[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    try {
      lines.push(JSON.parse(line));
    } catch {
      // The line may be incomplete because of the kill.
    }
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  t.after(kill);
  return { process: child, lines, kill };
}
