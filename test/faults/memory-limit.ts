import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';

export type MemoryLimit = {
  /** What is started in here is within the limit from its first page on, and so is all that it starts. */
  within<T>(start: () => Promise<T>): Promise<T>;
  /** The most that was held, page cache included: the kernel takes that back first. */
  peakMb(): number;
  /** How many processes were killed for want of memory. */
  killed(): number;
  close(): void;
};

/** A limit of the kernel, as a container has it (control groups); undefined where this account may not set one. */
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
