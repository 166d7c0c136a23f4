import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';

export type MemoryLimit = {
  /** Starts processes within the limit, from their first page and with all their children. */
  within<T>(start: () => Promise<T>): Promise<T>;
  /** Peak memory in MB, page cache included; the kernel reclaims that first. */
  peakMb(): number;
  /** Number of processes killed for lack of memory. */
  killed(): number;
  close(): void;
};

/** A kernel limit (control groups), as a container has it; undefined if this account may not set one. */
export function memoryLimit(bytes: number): MemoryLimit | undefined {
  const unified = existsSync(join(root, 'cgroup.controllers'));
  const [parent, limit, peak, events] = unified
    ? [root, 'memory.max', 'memory.peak', 'memory.events']
    : [join(root, 'memory'), 'memory.limit_in_bytes', 'memory.max_usage_in_bytes', 'memory.oom_control'];
  const group = join(parent, `strongroom-${process.pid}`);
  try {
    mkdirSync(group);
  } catch {
    return undefined;
  }
  try {
    writeFileSync(join(group, limit), String(bytes));
  } catch {
    rmdirSync(group);
    return undefined;
  }
  const before = join(parent, ownGroup(unified));
  const enter = (where: string) => writeFileSync(join(where, 'cgroup.procs'), String(process.pid));
  return {
    async within(start) {
      enter(group);
      try {
        return await start();
      } finally {
        enter(before);
      }
    },
    peakMb: () => Math.round(Number(readFileSync(join(group, peak), 'utf8')) / 1024 / 1024),
    killed: () => Number(/^oom_kill (\d+)$/m.exec(readFileSync(join(group, events), 'utf8'))?.[1]),
    close: () => rmdirSync(group),
  };
}

function ownGroup(unified: boolean): string {
  const lines = readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n');
  const own = lines.find((line) => (unified ? line.startsWith('0::') : line.split(':')[1] === 'memory'));
  return own?.split(':').slice(2).join(':') ?? '/';
}
