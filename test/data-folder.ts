import { mkdirSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const memory = '/dev/shm';

/** A new folder for a database (40 MB in a thousand files), in memory if the machine supports that. */
export function dataFolder(): string {
  const parent = inMemory() ? memoryFolder() : tmpdir();
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'strongroom-test-'));
}

/** Parent of a test run's folders in memory; the run removes it (runner/clean-up.ts). */
export function memoryFolder(run = process.env.TEST_RUN): string {
  return run ? join(memory, basename(run)) : memory;
}

function inMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 2e9;
  } catch {
    return false;
  }
}
