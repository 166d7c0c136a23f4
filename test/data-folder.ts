import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for a database, 40 MB in a thousand files: in memory, where the machine has a place for that. */
export function dataFolder(): string {
  return mkdtempSync(join(memory() ?? tmpdir(), 'strongroom-test-'));
}

function memory(): string | undefined {
  const folder = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2e9 ? folder : undefined;
  } catch {
    return undefined;
  }
}
