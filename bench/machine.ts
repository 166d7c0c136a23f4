import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';

// Load before anything is measured: other work on the machine makes every figure worse.
const [loadAtStart = 0] = loadavg();

/** The machine that the figures were measured on. */
export function machine() {
  const all = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    node: process.versions.node,
    loadAtStart: Number(loadAtStart.toFixed(1)),
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown';
  }
}
