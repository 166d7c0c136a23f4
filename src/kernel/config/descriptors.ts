import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** How many files and sockets this process may have open; undefined where the system does not tell (not Linux). */
export function readDescriptorLimit(): number | undefined {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/** How many it has open; undefined where the system does not tell. */
export async function countDescriptors(): Promise<number | undefined> {
  try {
    return (await readdir('/proc/self/fd')).length;
  } catch (error) {
    // Even this look takes one.
    const code = (error as { code?: unknown }).code;
    return code === 'EMFILE' || code === 'ENFILE' ? Number.POSITIVE_INFINITY : undefined;
  }
}
