import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** Maximum number of open files and sockets of this process; undefined if the system does not expose it (not Linux). */
export function readDescriptorLimit(): number | undefined {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/** Number of open files and sockets; undefined if the system does not expose it. */
export async function countDescriptors(): Promise<number | undefined> {
  try {
    return (await readdir('/proc/self/fd')).length;
  } catch (error) {
    // Reading them takes a descriptor too.
    const code = (error as { code?: unknown }).code;
    return code === 'EMFILE' || code === 'ENFILE' ? Number.POSITIVE_INFINITY : undefined;
  }
}
