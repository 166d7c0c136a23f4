import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { memoryFolder } from '../data-folder.ts';
import { removeUnfinished } from '../kept.ts';
import { lives } from './lives.ts';

/**
 * Stops what a test run has started and removes its folders, however the run ended, SIGKILL included: run.ts starts
 * this process, and the pipe between them closes when the run is gone. Everything that the run starts has TEST_RUN in
 * its environment, and makes its temporary files in the folder that this names.
 */

const patienceMs = 10_000;

/** Living processes of a run, including children of children, but not the ones that search. */
export function processesOf(run: string): number[] {
  return (existsSync('/proc/self/environ') ? inProc(run) : byPs(run)).filter(
    (pid) => pid !== process.pid && lives(pid),
  );
}

function inProc(run: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        // PostgreSQL overwrites its environment with its title, but its working directory is its data folder.
        const where = readlinkSync(`/proc/${entry}/cwd`);
        return (
          where.startsWith(run) ||
          readFileSync(`/proc/${entry}/environ`, 'utf8').split('\0').includes(`TEST_RUN=${run}`)
        );
      } catch {
        // Gone meanwhile, or another account's.
        return false;
      }
    })
    .map(Number);
}

/** Reads environments with ps, as needed on macOS. */
function byPs(run: string): number[] {
  const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => (line.includes(run) ? [Number.parseInt(line, 10)] : []));
}

/**
 * Stops a process, which may have gone since it was found. A PostgreSQL that is killed leaves its shared memory behind;
 * SIGQUIT ends it at once without that.
 */
export function stopFound(pid: number, gently: boolean): void {
  try {
    process.kill(pid, gently && isServer(pid) ? 'SIGQUIT' : 'SIGKILL');
  } catch (error) {
    if (!['ENOENT', 'ESRCH'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
  }
}

function isServer(pid: number): boolean {
  return existsSync('/proc') && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
}

function cleanUp(run: string): void {
  const giveUpAt = Date.now() + patienceMs;
  // A process started during the search is found in the next round.
  for (let pids = processesOf(run); pids.length > 0; pids = processesOf(run)) {
    for (const pid of pids) stopFound(pid, Date.now() < giveUpAt);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  for (const folder of [run, memoryFolder(run)]) {
    const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '';
    for (const [, point = ''] of mounts.matchAll(/^\S+ (\S+)/gm)) {
      if (point.startsWith(`${folder}/`)) spawnSync('umount', ['--lazy', point]);
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  removeUnfinished();
}

if (import.meta.main) {
  const [, , run] = process.argv;
  if (run === undefined) throw new Error('node test/runner/clean-up.ts <folder of the run>');
  // Signals that end the tests must not end this process before it has cleaned up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.stdin.resume().once('close', () => cleanUp(run));
}
